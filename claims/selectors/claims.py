"""Reading claims: one with all that stands around it, and lists."""

from django.db.models import F, FilteredRelation, Prefetch, Q, QuerySet

from claims.models import Appearance, Attribution, Claim, Verdict
from claims.refusals import there
from claims.selectors import evidence, passages, weights


def with_appearances(claims: QuerySet[Claim], *, text: bool = False, marks: bool = False) -> QuerySet[Claim]:
    """Claims with their appearances, attributions and quantities, their lease and the weights: four queries in all."""
    places = Appearance.objects.select_related("article__submitted_by")
    places = places if text else places.defer("article__text")
    places = places.annotate(around=passages.around()) if marks else places
    return _with_lease(claims).prefetch_related(
        Prefetch("appearances", places),
        Prefetch("appearances__attributions", Attribution.objects.select_related("source")),
        "appearances__quantities",
    )


def _with_lease(claims: QuerySet[Claim]) -> QuerySet[Claim]:
    """With its people, the weights, and what `permissions.open_assignment` would ask for each claim on its own."""
    unended = FilteredRelation("assignments", condition=Q(assignments__ended__isnull=True))
    leased = claims.annotate(open_assignment=unended, open_assignment_id=F("open_assignment"), weighed=weights.ALONG)
    people = ("publication", "added_by", "open_assignment__editor", "topic", "assignee")
    return leased.select_related(*people)


def listed(*, status: str = "", article_id: int | None = None, text: str = "") -> QuerySet[Claim]:
    """Claims, newest first, in one state, of one article, or with certain words; without anything around them."""
    found = Claim.objects.order_by("-id")
    if status:
        found = found.filter(status=status)
    if article_id:
        found = found.filter(appearances__article_id=article_id)
    return found.filter(text__icontains=text) if text else found


def detail(claim_id: int, *, text: bool = False, marks: bool = False) -> Claim:
    """One claim with its places, chains and numbers, with the `text` of its articles and their `marks` too.

    Refuses with `NotThere`.
    """
    return there(with_appearances(Claim.objects.all(), text=text, marks=marks).filter(pk=claim_id).first())


def plain(claim_id: int) -> Claim:
    """One claim and nothing around it; refuses with `NotThere`."""
    return there(Claim.objects.filter(pk=claim_id).first())


def draft(claim: Claim) -> Verdict | None:
    """The draft of a claim with its evidence, if somebody has begun one."""
    return (
        claim.verdicts.filter(submitted__isnull=True)
        .select_related("author")
        .prefetch_related(evidence.prefetched())
        .first()
    )


def verdicts(claim: Claim) -> QuerySet[Verdict]:
    """All verdicts of a claim, newest first, with their evidence."""
    return (
        claim.verdicts.select_related("author", "approved_by")
        .prefetch_related(evidence.prefetched())
        .order_by("-revision")
    )
