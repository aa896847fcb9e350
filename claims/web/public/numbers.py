"""The numbers of a verdict beside those of other sources: as CSV, and as a card with their chart to embed."""

from csp.decorators import csp_replace
from django.conf import settings
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import conditional_page, require_safe

from claims.models import Publication
from claims.refusals import NotFound
from claims.selectors.duplicates import FurtherAppearance, list_further_appearances
from claims.selectors.publications import list_newest_revisions
from claims.web.access import public_view
from claims.web.csv_files import csv_response
from claims.web.dispute_charts import dispute_cells
from claims.web.public.verdict_numbers import draw_verdict_numbers, find_verdict_numbers
from claims.web.public.verdicts import CACHE_HEADERS


def _read_verdict(claim_id: int) -> tuple[Publication, list[FurtherAppearance]]:
    """Return the current revision of a verdict with the articles beside it; raises `NotFound` if it was withdrawn."""
    newest = list_newest_revisions(claim_id)[0]
    if newest.is_gone:
        raise NotFound
    return newest, list_further_appearances(claim_id, newest.content)


@public_view
@require_safe
@cache_control(**CACHE_HEADERS)
def verdict_numbers_csv(request: HttpRequest, claim_id: int) -> StreamingHttpResponse:
    """Download the numbers of the chart; raises `NotFound` if there is none."""
    points = find_verdict_numbers(*_read_verdict(claim_id))
    if not points:
        raise NotFound
    return csv_response(dispute_cells(points), f"verdict-{claim_id}")


@csp_replace({"frame-ancestors": ["*"]})
@public_view
@require_safe
@xframe_options_exempt
@conditional_page
@cache_control(**CACHE_HEADERS)
def embed_numbers(request: HttpRequest, claim_id: int) -> HttpResponse:
    """Show the chart of a verdict as a card for other sites; raises `NotFound` if there is none."""
    publication, further = _read_verdict(claim_id)
    dispute = draw_verdict_numbers(publication, further)
    if dispute is None:
        raise NotFound
    address = settings.BASE_URL + publication.get_absolute_url()
    context = {"dispute": dispute, "publication": publication, "page": publication.content, "address": address}
    return render(request, "public/embed_numbers.html", context)
