"""The page of a family: every place where a claim was said, with the number that each gave and the verdicts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from claims.disputes import find_dispute
from claims.quote_drift import Drift
from claims.refusals import NotFound
from claims.selectors.claims import get_claim_row
from claims.selectors.disputes import list_family_points
from claims.selectors.families import Family, FamilyPlace, get_family, list_suggested_members
from claims.selectors.origins import find_origins
from claims.selectors.quotations import Quotation, QuotationGroup, align_quotations
from claims.web.access import SignedInRequest, require_ability
from claims.web.csv_files import csv_response
from claims.web.dispute_charts import dispute_cells, draw_dispute
from claims.web.text_diff import DiffBudget, DiffPiece, diff_texts
from claims.workflow import MOVES

if TYPE_CHECKING:
    from datetime import date

    from django_stubs_ext import StrOrPromise

    from claims.models import Publication


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """A day on which a claim of the family was said, or a verdict on one was published."""

    day: date
    place: FamilyPlace | None = None
    verdict: Publication | None = None
    offers_filing: bool = False


DRIFT_LABELS: dict[Drift, StrOrPromise] = {
    Drift.VERBATIM: _("word for word"),
    Drift.SHORTENED: _("shortened"),
    Drift.JOINED: _("joined: words between are left out without a mark"),
    Drift.ALTERED: _("altered"),
}


@dataclass(frozen=True, slots=True)
class QuotationView:
    """A quotation with what became of it in words, and its words beside those of the fullest wording."""

    quotation: Quotation
    label: StrOrPromise
    pieces: list[DiffPiece]


@dataclass(frozen=True, slots=True)
class QuotationGroupView:
    """The fullest wording of a quotation, and each quotation of it."""

    full: str
    quotations: list[QuotationView]


@require_ability("claims.see")
@require_safe
def family_page(request: SignedInRequest, claim_id: int) -> HttpResponse:
    """Show the family of a claim."""
    claim = get_claim_row(claim_id)
    family = get_family(claim)
    context = {
        "claim": claim,
        "family": family,
        "origins": find_origins(family),
        "quotations": _compare_quotations(align_quotations(family)),
        "rows": _build_timeline(family),
        "dispute": draw_dispute(
            find_dispute(list_family_points(family)), csv_url=reverse("family_numbers", args=[claim_id])
        ),
        "suggested": list_suggested_members(family),
    }
    return render(request, "desk/families/family.html", context)


@require_ability("claims.see")
@require_safe
def family_numbers_csv(request: SignedInRequest, claim_id: int) -> StreamingHttpResponse:
    """Download the numbers of a family; raises `NotFound` if there is no chart of them."""
    points = find_dispute(list_family_points(get_family(get_claim_row(claim_id))))
    if not points:
        raise NotFound
    return csv_response(dispute_cells(points), f"family-{claim_id}")


def _build_timeline(family: Family) -> list[TimelineRow]:
    """Return places and verdicts in the order of their days; a verdict comes after what was said on its day."""
    places = [TimelineRow(place.day, place, offers_filing=_offers_filing(place, family)) for place in family.places]
    verdicts = [TimelineRow(timezone.localdate(row.published), verdict=row) for row in family.verdicts]
    return sorted([*places, *verdicts], key=lambda row: row.day)


def _offers_filing(place: FamilyPlace, family: Family) -> bool:
    """Whether a claim can be filed under the verdict of the family."""
    claim = place.appearance.claim
    is_open = claim.status in MOVES["dismiss"].sources and claim.publication_id is None
    verdict = family.head.publication
    return is_open and verdict is not None and not verdict.is_gone


def _compare_quotations(groups: list[QuotationGroup]) -> list[QuotationGroupView]:
    budget = DiffBudget()
    return [
        QuotationGroupView(group.full, [_compare_quotation(group.full, row, budget) for row in group.quotations])
        for group in groups
    ]


def _compare_quotation(full: str, row: Quotation, budget: DiffBudget) -> QuotationView:
    return QuotationView(row, DRIFT_LABELS[row.drift], list(diff_texts(full, row.text, budget)))
