"""Reading what a moderator needs to decide: a verdict with its authors, and what readers reported about it."""

from django.db.models import F, QuerySet

from claims.models import Claim, Report, User, Verdict
from claims.refusals import require_found
from claims.selectors.evidence import evidence_prefetch

MAX_ROWS = 50


def list_open_reports() -> QuerySet[Report]:
    """What readers reported and nobody has answered, oldest first."""
    return Report.objects.filter(closed__isnull=True).select_related("publication", "reporter").order_by("id")


def list_reports_by(reporter: User) -> QuerySet[Report]:
    """What somebody with an account reported, newest first."""
    found = Report.objects.filter(reporter=reporter).select_related("publication").order_by("-id")
    return found.defer("publication__document", "publication__page")


def find_submitted_verdict(claim: Claim) -> Verdict | None:
    """The frozen verdict that a moderator has before them."""
    frozen = claim.verdicts.filter(submitted__isnull=False).select_related("author", "approved_by")
    return frozen.prefetch_related(evidence_prefetch()).order_by("-revision").first()


def get_moderated_claim(claim_id: int) -> Claim:
    """A claim with what is public of it; refuses with `NotFound`."""
    return require_found(Claim.objects.select_related("publication").filter(pk=claim_id).first())


def list_authors(verdict: Verdict) -> list[User]:
    """All who wrote in a verdict: none of them may approve it."""
    if verdict.authors == [verdict.author_id]:
        return [verdict.author]
    return list(User.objects.filter(pk__in=verdict.authors).order_by("pk")[:MAX_ROWS])


def list_reports_of_claim(claim: Claim) -> list[Report]:
    """What readers reported about a claim's verdict, the open reports first, then the newest."""
    if claim.publication_id is None:
        return []
    reports = Report.objects.filter(publication__claim=claim).select_related("publication", "reporter", "closed_by")
    return list(reports.order_by(F("closed").desc(nulls_first=True), "-id")[:MAX_ROWS])
