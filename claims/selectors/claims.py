"""Reading claims: one with all that stands around it, and lists."""

from django.db.models import Prefetch, QuerySet

from claims.models import Appearance, Attribution, Claim, Verdict
from claims.refusals import require_found
from claims.selectors import evidence


def _with_places(claims: QuerySet[Claim], *, text: bool = False) -> QuerySet[Claim]:
    places = Appearance.objects.select_related("article__submitted_by")
    places = places if text else places.defer("article__text")
    people = ("publication", "added_by", "topic", "assignee")
    return claims.select_related(*people).prefetch_related(
        Prefetch("appearances", places),
        Prefetch("appearances__attributions", Attribution.objects.select_related("source")),
        "appearances__quantities",
    )


def listed(*, status: str = "", article_id: int | None = None, text: str = "") -> QuerySet[Claim]:
    """Claims, newest first, in one state, of one article, or with certain words; without anything around them."""
    found = Claim.objects.order_by("-id")
    if status:
        found = found.filter(status=status)
    if article_id:
        found = found.filter(appearances__article_id=article_id)
    return found.filter(text__icontains=text) if text else found


def detail(claim_id: int, *, text: bool = False) -> Claim:
    """Return one claim with its appearances, attributions and quantities, and the `text` of its articles if asked.

    Raises `NotFound`.
    """
    return require_found(_with_places(Claim.objects.all(), text=text).filter(pk=claim_id).first())


def plain(claim_id: int) -> Claim:
    """One claim and nothing around it; refuses with `NotFound`."""
    return require_found(Claim.objects.filter(pk=claim_id).first())


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
