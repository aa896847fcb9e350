"""The privacy page: what the desk keeps about people, how long, and what they can ask for."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from claims.selectors.page_versions import read_site_versions
from claims.selectors.retention import list_retention_periods
from claims.selectors.site_pages import find_public_page
from claims.site_pages import PRIVACY
from claims.web.access import public_view
from claims.web.kept_pages import keep_ready
from claims.web.public.verdicts import CACHE_HEADERS


@public_view
@require_safe
@keep_ready(read_site_versions)
@cache_control(**CACHE_HEADERS)
def privacy_page(request: HttpRequest) -> HttpResponse:
    """Say what is kept how long, from the table that the desk carries out; before it stands what an admin wrote."""
    return render(
        request, "public/privacy.html", {"periods": list_retention_periods(), "introduction": find_public_page(PRIVACY)}
    )
