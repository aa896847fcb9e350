"""Reading what waits for a moderator: one list of unlike things, by one index."""

from typing import Any

from django.db.models import Prefetch, QuerySet

from claims.models import Article, Case, Claim, Contest, Flag, User, Verdict
from claims.refusals import there
from claims.selectors import evidence
from claims.selectors.counts import CAP, capped

SIZE = 25
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


def page(kind: str = "", *, after: int | None = None, size: int = SIZE) -> tuple[list[Case], int | None]:
    """A page of what waits, beginning behind the case `after`, and what to give as `after` for the next one.

    By the key of the order, so that each page costs the same; a case that is closed by now still marks its place.
    """
    found = waiting(kind)
    passed = Case.objects.filter(pk=after).values_list("place", flat=True).first() if after else None
    if passed is not None:
        found = found.filter(place__gt=passed)
    rows = list(found[: size + 1])
    return rows[:size], rows[size - 1].pk if len(rows) > size else None


def counts(user: User) -> dict[str, int]:
    """How many of each kind wait, each up to one more than `CAP`: one query."""
    open_ones = Case.objects.filter(closed__isnull=True)
    return capped(user, {kind: open_ones.filter(kind=kind) for kind in Case.Kind.values})


def total(numbers: dict[str, int]) -> int:
    """All that waits, up to one more than `CAP`."""
    return min(sum(numbers.values()), CAP + 1)


def one(case_id: int) -> Case:
    """A case with what it is about, open or closed; refuses with `NotThere`."""
    return there(Case.objects.prefetch_related(*_brought()).filter(pk=case_id).first())


def of_claim(claim: Claim) -> Case | None:
    """The open case of a claim's verdict, with its evidence; the permissions need not ask for it again."""
    open_ones = Case.objects.filter(closed__isnull=True, verdict__claim=claim)
    open_ones = open_ones.select_related("holder", "verdict__author", "verdict__approved_by")
    case = open_ones.prefetch_related(Prefetch("verdict__evidence", evidence.rows())).first()
    if case and case.verdict:
        case.verdict.claim = claim
    setattr(claim, "open_case", case)  # noqa: B010 - a claim has no such field
    return case


def following(case: Case) -> Case:
    """The case that waits now about the same verdict, where one does: else this one, as it is now."""
    found = waiting().filter(verdict=case.verdict_id).first() if case.verdict_id else None
    return found or one(case.pk)
