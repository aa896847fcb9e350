"""The page "How we rate": the current scale and the earlier ones."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from claims.selectors.page_versions import read_site_versions
from claims.selectors.scales import list_scales
from claims.selectors.site_pages import find_public_page
from claims.site_pages import SCALE
from claims.web.access import public_view
from claims.web.kept_pages import keep_ready
from claims.web.public.verdicts import CACHE_HEADERS


@public_view
@require_safe
@keep_ready(read_site_versions)
@cache_control(**CACHE_HEADERS)
def how_we_rate_page(request: HttpRequest) -> HttpResponse:
    """Say what each point of the scale means, in the language of the reader; before it stands what an admin wrote."""
    current, *earlier = list_scales()
    context = {"current": current, "earlier": earlier, "introduction": find_public_page(SCALE)}
    return render(request, "public/how_we_rate.html", context)
