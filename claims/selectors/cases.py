"""Reading what waits for a moderator: one list of unlike things, by one index."""

from typing import Any

from django.db.models import Model, Prefetch, QuerySet

from claims.models import Appeal, Article, Case, Claim, Report, User, Verdict
from claims.refusals import require_found
from claims.selectors import waiting_counts
from claims.selectors.evidence import list_evidence_rows
from claims.selectors.waiting_counts import count_capped

DEFERRED_FIELDS = ("publication__document", "publication__page")
"""What of a report's verdict may be long, and is not shown in a line."""


def _subject_prefetches() -> "tuple[Prefetch[Any], ...]":
    """What cases are about, a query for each kind that is there: one query for all of them takes longer to plan."""
    return (
        Prefetch("holder", User.objects.all()),
        Prefetch("verdict", Verdict.objects.select_related("claim", "author", "approved_by").defer("justification")),
        Prefetch("report", Report.objects.select_related("publication", "reporter").defer(*DEFERRED_FIELDS)),
        Prefetch("article", Article.objects.select_related("submitted_by").defer("text", "notes")),
        Prefetch("appeal", Appeal.objects.select_related("claim", "appellant")),
    )


def list_open_cases(kind: str = "") -> QuerySet[Case]:
    """Open cases, what readers see wrong before all else, then the oldest; of one kind where that is asked."""
    found = Case.objects.filter(closed__isnull=True).order_by("queue_position").prefetch_related(*_subject_prefetches())
    return found.filter(kind=kind) if kind else found


def count_cases_by_kind(user: User) -> dict[str, int]:
    """How many of each kind wait, each up to one more than `CAP`: one query."""
    open_ones = Case.objects.filter(closed__isnull=True)
    return count_capped(user, {kind: open_ones.filter(kind=kind) for kind in Case.Kind.values})


def sum_counts(numbers: dict[str, int]) -> int:
    """All that waits, up to one more than `CAP`."""
    return min(sum(numbers.values()), waiting_counts.COUNT_CAP + 1)


def get_case(case_id: int) -> Case:
    """A case with what it is about, open or closed; refuses with `NotFound`."""
    return require_found(Case.objects.prefetch_related(*_subject_prefetches()).filter(pk=case_id).first())


def find_case_of_claim(claim: Claim) -> Case | None:
    """Return the open case of a claim's verdict, with its evidence."""
    open_ones = Case.objects.filter(closed__isnull=True, verdict__claim=claim)
    open_ones = open_ones.select_related("holder", "verdict__author", "verdict__approved_by")
    case = open_ones.prefetch_related(Prefetch("verdict__evidence", list_evidence_rows())).first()
    if case and case.verdict:
        case.verdict.claim = claim
    return case


def open_case(**about: Model) -> Case | None:
    """Return the open case about a report, an appeal or an article, with its holder."""
    return Case.objects.filter(closed__isnull=True, **about).select_related("holder", "appeal").first()


def find_following_case(case: Case) -> Case:
    """The case that waits now about the same verdict, where one does: else this one, as it is now."""
    found = list_open_cases().filter(verdict=case.verdict_id).first() if case.verdict_id else None
    return found or get_case(case.pk)
