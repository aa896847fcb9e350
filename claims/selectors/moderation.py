"""Reading what waits for a moderator: verdicts, publications, reports, failed readings."""

from dataclasses import dataclass

from django.db.models import F, QuerySet

from claims.models import Article, Claim, Flag, User, Verdict
from claims.refusals import NotThere
from claims.selectors import evidence
from claims.workflow import Status

LIMIT = 50


def verdicts_waiting() -> QuerySet[Verdict]:
    """Submitted verdicts that nobody has approved or sent back, oldest first."""
    return _newest_of(Status.AWAITING_APPROVAL)


def verdicts_approved() -> QuerySet[Verdict]:
    """Approved verdicts that are not out yet, oldest first."""
    return _newest_of(Status.APPROVED)


def _newest_of(status: Status) -> QuerySet[Verdict]:
    submitted = Verdict.objects.filter(claim__status=status, submitted__isnull=False, sent_back__isnull=True)
    newest = submitted.order_by("claim_id", "-revision").distinct("claim_id")
    return (
        Verdict.objects.filter(pk__in=newest.values("pk"))
        .select_related("claim", "author", "approved_by")
        .order_by("submitted", "id")
    )


def open_flags() -> QuerySet[Flag]:
    """What readers reported and nobody has answered, oldest first."""
    return Flag.objects.filter(closed__isnull=True).select_related("publication", "reporter").order_by("id")


def failed_articles() -> QuerySet[Article]:
    """Articles that could not be read, newest first."""
    return Article.objects.filter(status=Article.Status.FAILED).defer("text").order_by("-id")


def newest_submitted(claim: Claim) -> Verdict | None:
    """The frozen verdict that a moderator has before them."""
    frozen = claim.verdicts.filter(submitted__isnull=False).select_related("author", "approved_by")
    return frozen.prefetch_related(evidence.prefetched()).order_by("-revision").first()


def detail(claim_id: int) -> Claim:
    """A claim with what is public of it; refuses with `NotThere`."""
    claim = Claim.objects.select_related("publication").filter(pk=claim_id).first()
    if claim is None:
        raise NotThere
    return claim


def authors(verdict: Verdict) -> list[User]:
    """All who wrote in a verdict: none of them may approve it."""
    if verdict.authors == [verdict.author_id]:
        return [verdict.author]
    return list(User.objects.filter(pk__in=verdict.authors).order_by("pk")[:LIMIT])


def flags_of(claim: Claim) -> list[Flag]:
    """What readers reported about a claim's verdict, the open reports first, then the newest."""
    if claim.publication_id is None:
        return []
    flags = Flag.objects.filter(publication__claim=claim).select_related("publication", "reporter", "closed_by")
    return list(flags.order_by(F("closed").desc(nulls_first=True), "-id")[:LIMIT])


@dataclass(frozen=True, slots=True)
class Board:
    """All that waits for a moderator, `LIMIT` of each at most."""

    waiting: list[Verdict]
    approved: list[Verdict]
    flags: list[Flag]
    failed: list[Article]

    @property
    def count(self) -> int:
        """How many things wait."""
        return len(self.waiting) + len(self.approved) + len(self.flags) + len(self.failed)


def board() -> Board:
    """What the moderation page shows."""
    return Board(
        list(verdicts_waiting()[:LIMIT]),
        list(verdicts_approved()[:LIMIT]),
        list(open_flags()[:LIMIT]),
        list(failed_articles()[:LIMIT]),
    )
