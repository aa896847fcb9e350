"""What a moderator needs to decide about a verdict: the submitted revision, its authors and the publication."""

from claims.models import Claim, User, Verdict
from claims.refusals import require_found
from claims.selectors.evidence import evidence_prefetch

MAX_AUTHORS = 50


def find_submitted_verdict(claim: Claim) -> Verdict | None:
    """Return the newest submitted verdict of a claim."""
    submitted = claim.verdicts.filter(submitted__isnull=False).select_related("author", "approved_by")
    return submitted.prefetch_related(evidence_prefetch()).order_by("-revision").first()


def get_moderated_claim(claim_id: int) -> Claim:
    """Return a claim with its publication; raises `NotFound`."""
    return require_found(
        Claim.objects.select_related("publication", "goes_out_event__actor").filter(pk=claim_id).first()
    )


def list_authors(verdict: Verdict) -> list[User]:
    """Return all authors of a verdict, none of whom may approve it."""
    if verdict.authors == [verdict.author_id]:
        return [verdict.author]
    return list(User.objects.filter(pk__in=verdict.authors).order_by("pk")[:MAX_AUTHORS])
