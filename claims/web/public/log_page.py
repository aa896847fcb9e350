"""The page that explains the log: what is proved, what is not, and the newest head."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

from claims.selectors.imports import list_archives
from claims.selectors.publication_log import find_newest_head
from claims.selectors.witnesses import list_newest_countersignatures
from claims.web.access import public_view
from claims.web.public.verdicts import CACHE_HEADERS


@public_view
@require_safe
@conditional_page
@cache_control(**CACHE_HEADERS)
def log_page(request: HttpRequest) -> HttpResponse:
    """Explain the log."""
    context = {
        "head": find_newest_head(),
        "countersignatures": list_newest_countersignatures(),
        "archives": list_archives(),
    }
    return render(request, "public/log.html", context)
