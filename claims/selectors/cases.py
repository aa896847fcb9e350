"""Moderation cases: one list of verdicts, reports, articles, appeals and changed sources, by one index."""

from functools import cache
from typing import Any

from django.db.models import Model, Prefetch, QuerySet

from claims.models import Appeal, Article, Case, Report, Translation, User, Verdict
from claims.refusals import require_found
from claims.selectors import waiting_counts
from claims.selectors.bylines import author_bylines
from claims.selectors.moderation import author_names
from claims.selectors.prepared_rows import PreparedRows
from claims.selectors.revisits import list_revisits
from claims.selectors.waiting_counts import prepare_counts

DEFERRED_FIELDS = ("publication__document", "publication__page")
"""Long fields of a report's publication that lists do not show."""


def _subject_prefetches() -> "tuple[Prefetch[Any], ...]":
    """Load the subjects of cases with one query per kind; one query for all kinds takes longer to plan."""
    return (
        Prefetch("holder", User.objects.all()),
        Prefetch("verdict", Verdict.objects.select_related("claim", "author", "approved_by").defer("justification")),
        Prefetch("report", Report.objects.select_related("publication", "reporter").defer(*DEFERRED_FIELDS)),
        Prefetch("article", Article.objects.select_related("submitted_by").defer("text", "positions", "notes")),
        Prefetch("appeal", Appeal.objects.select_related("claim", "appellant")),
        Prefetch("revisit", list_revisits()),
        Prefetch("translation", Translation.objects.select_related("claim", "author").defer("justification")),
    )


def list_open_cases(kind: str = "") -> QuerySet[Case]:
    """Return open cases, what readers see now first, then the oldest; `kind` filters them."""
    open_cases = (
        Case.objects.filter(closed__isnull=True).order_by("queue_position").prefetch_related(*_subject_prefetches())
    )
    return open_cases.filter(kind=kind) if kind else open_cases


def count_cases_by_kind(user: User) -> dict[str, int]:
    """Count the open cases of each kind, each up to `COUNT_CAP` + 1: one query."""
    numbers = _prepare_counts(waiting_counts.COUNT_CAP).find(user.pk)
    return dict(zip(Case.Kind.values, numbers or (), strict=False))


@cache
def _prepare_counts(_cap: int) -> PreparedRows[tuple[int, ...]]:
    open_cases = Case.objects.filter(closed__isnull=True)
    return prepare_counts({kind: open_cases.filter(kind=kind) for kind in Case.Kind.values})


def sum_counts(numbers: dict[str, int]) -> int:
    """Return the sum of the counts, up to `COUNT_CAP` + 1."""
    return min(sum(numbers.values()), waiting_counts.COUNT_CAP + 1)


def get_case(case_id: int) -> Case:
    """Return a case with its subject, open or closed; raises `NotFound`."""
    return require_found(Case.objects.prefetch_related(*_subject_prefetches()).filter(pk=case_id).first())


CASE_CLAIM = ("verdict__claim__publication__verdict", "verdict__claim__goes_out_event__actor")


def find_case_of_claim(claim_id: int) -> Case | None:
    """Return the open case of a claim's verdict, with the claim as moderators need it and the names of the authors."""
    open_cases = Case.objects.filter(closed__isnull=True, verdict__claim=claim_id)
    open_cases = open_cases.annotate(
        author_names=author_names("verdict__authors"), author_bylines=author_bylines("verdict__authors")
    )
    return open_cases.select_related("holder", "verdict__author", "verdict__approved_by", *CASE_CLAIM).first()


def open_case(**about: Model) -> Case | None:
    """Return the open case about a report, an appeal, an article or a changed source, with its holder."""
    return Case.objects.filter(closed__isnull=True, **about).select_related("holder", "appeal").first()
