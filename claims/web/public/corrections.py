"""The corrections page: what was corrected, withdrawn, redacted or removed, as the log has it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from claims.selectors import publications
from claims.selectors.page_versions import read_list_versions
from claims.selectors.publications import list_changes
from claims.web.access import public_view
from claims.web.kept_pages import keep_ready
from claims.web.public.front import group_by_day
from claims.web.public.languages import find_shown_corrections
from claims.web.public.verdicts import CACHE_HEADERS
from claims.web.query_parameters import page_from


@public_view
@require_safe
@keep_ready(read_list_versions)
@cache_control(**CACHE_HEADERS)
def corrections_page(request: HttpRequest) -> HttpResponse:
    """List the changes of published verdicts, newest first, those that are translated in the visitor's language."""
    page = page_from(request, list_changes(), size=publications.PAGE_ROWS)
    days = group_by_day(page.rows, find_shown_corrections(page.rows))
    context = {"page": page, "days": days, "feed_query": "changed=yes"}
    return render(request, "public/corrections.html", context)
