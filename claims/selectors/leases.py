"""Reading leases: who holds a claim."""

from django.utils import timezone

from claims.models import Assignment, Claim, User
from claims.workflow import Status


def open_lease(claim: Claim) -> Assignment | None:
    """Return the lease that nobody has ended, with its editor; it may have run out."""
    return claim.assignments.filter(ended__isnull=True).select_related("editor").first()


def current_lease(claim: Claim) -> Assignment | None:
    """Return the open lease of a claim in review. Any other claim has none, and takes no query."""
    return open_lease(claim) if claim.status == Status.IN_REVIEW else None


def holds_claim(user: User, claim_id: int) -> bool:
    """Return whether the claim is leased to this person at this moment."""
    return Assignment.objects.filter(
        claim=claim_id, editor=user, ended__isnull=True, expires__gt=timezone.now()
    ).exists()
