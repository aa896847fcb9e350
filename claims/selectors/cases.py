"""Reading what waits for a moderator: one list of unlike things, by one index."""

from typing import Any

from django.db.models import Model, Prefetch, QuerySet

from claims.models import Article, Case, Claim, Contest, Flag, User, Verdict
from claims.refusals import require_found
from claims.selectors import evidence
from claims.selectors.counts import CAP, capped

UNSEEN = ("publication__document", "publication__page")
"""What of a report's verdict may be long, and is not shown in a line."""


def _brought() -> "tuple[Prefetch[Any], ...]":
    """What cases are about, a query for each kind that is there: one query for all of them takes longer to plan."""
    return (
        Prefetch("holder", User.objects.all()),
        Prefetch("verdict", Verdict.objects.select_related("claim", "author", "approved_by").defer("justification")),
        Prefetch("flag", Flag.objects.select_related("publication", "reporter").defer(*UNSEEN)),
        Prefetch("article", Article.objects.select_related("submitted_by").defer("text", "notes")),
        Prefetch("contest", Contest.objects.select_related("claim", "by")),
    )


def waiting(kind: str = "") -> QuerySet[Case]:
    """Open cases, what readers see wrong before all else, then the oldest; of one kind where that is asked."""
    found = Case.objects.filter(closed__isnull=True).order_by("place").prefetch_related(*_brought())
    return found.filter(kind=kind) if kind else found


def counts(user: User) -> dict[str, int]:
    """How many of each kind wait, each up to one more than `CAP`: one query."""
    open_ones = Case.objects.filter(closed__isnull=True)
    return capped(user, {kind: open_ones.filter(kind=kind) for kind in Case.Kind.values})


def total(numbers: dict[str, int]) -> int:
    """All that waits, up to one more than `CAP`."""
    return min(sum(numbers.values()), CAP + 1)


def one(case_id: int) -> Case:
    """A case with what it is about, open or closed; refuses with `NotFound`."""
    return require_found(Case.objects.prefetch_related(*_brought()).filter(pk=case_id).first())


def of_claim(claim: Claim) -> Case | None:
    """Return the open case of a claim's verdict, with its evidence."""
    open_ones = Case.objects.filter(closed__isnull=True, verdict__claim=claim)
    open_ones = open_ones.select_related("holder", "verdict__author", "verdict__approved_by")
    case = open_ones.prefetch_related(Prefetch("verdict__evidence", evidence.rows())).first()
    if case and case.verdict:
        case.verdict.claim = claim
    return case


def open_case(**about: Model) -> Case | None:
    """Return the open case about a report, an appeal or an article, with its holder."""
    return Case.objects.filter(closed__isnull=True, **about).select_related("holder", "contest").first()


def following(case: Case) -> Case:
    """The case that waits now about the same verdict, where one does: else this one, as it is now."""
    found = waiting().filter(verdict=case.verdict_id).first() if case.verdict_id else None
    return found or one(case.pk)
