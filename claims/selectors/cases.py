"""Reading what waits for a moderator: one list of unlike things, by one index."""

from django.db.models import Q, QuerySet

from claims.models import Case, Claim, User
from claims.refusals import NotThere
from claims.selectors.counts import CAP, capped

SIZE = 25
PEOPLE = ("holder", "verdict__author", "verdict__approved_by", "flag__reporter", "article__submitted_by", "contest__by")
THINGS = ("verdict__claim", "flag__publication", "contest__claim")
HEAVY = (
    "verdict__justification",
    "article__text",
    "article__notes",
    "flag__publication__document",
    "flag__publication__page",
    "flag__publication__search",
)
"""What a line of the list does not show, and what may be long."""


def waiting(kind: str = "") -> QuerySet[Case]:
    """Open cases, what readers see wrong before all else, then the oldest; of one kind where that is asked."""
    found = Case.objects.filter(closed__isnull=True).order_by("rank", "id")
    found = found.select_related(*PEOPLE, *THINGS).defer(*HEAVY)
    return found.filter(kind=kind) if kind else found


def page(kind: str = "", *, after: int | None = None, size: int = SIZE) -> tuple[list[Case], int | None]:
    """A page of what waits, beginning behind the case `after`, and what to give as `after` for the next one.

    By the key of the order, so that each page costs the same; a case that is closed by now still marks its place.
    """
    found = waiting(kind)
    passed = Case.objects.filter(pk=after).values_list("rank", flat=True).first() if after else None
    if passed is not None:
        found = found.filter(Q(rank__gt=passed) | Q(pk__gt=after), rank__gte=passed)
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
    case = Case.objects.select_related(*PEOPLE, *THINGS).defer(*HEAVY).filter(pk=case_id).first()
    if case is None:
        raise NotThere
    return case


def of_claim(claim: Claim) -> Case | None:
    """The open case of a claim's verdict, with its evidence; the permissions need not ask for it again."""
    open_ones = Case.objects.filter(closed__isnull=True, verdict__claim=claim)
    open_ones = open_ones.select_related("holder", "verdict__author", "verdict__approved_by")
    case = open_ones.prefetch_related("verdict__evidence").first()
    if case and case.verdict:
        case.verdict.claim = claim
    setattr(claim, "open_case", case)  # noqa: B010 - a claim has no such field
    return case


def following(case: Case) -> Case:
    """The case that waits now about the same verdict, where one does: else this one, as it is now."""
    found = waiting().filter(verdict=case.verdict_id).first() if case.verdict_id else None
    return found or one(case.pk)
