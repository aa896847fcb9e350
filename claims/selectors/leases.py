"""Leases: who holds a claim."""

from django.utils import timezone

from claims.models import Claim, Lease, User
from claims.selectors.prepared_rows import ID, PreparedRows


def open_lease(claim: Claim) -> Lease | None:
    """Return the lease that nobody has ended, with its editor; it may have run out."""
    lease = _OPEN_LEASE.find(claim.pk)
    if lease:
        lease.claim = claim
    return lease


_OPEN_LEASE = PreparedRows(lambda: Lease.objects.filter(claim=ID, ended__isnull=True).select_related("editor"))


def holds_claim(user: User, claim_id: int) -> bool:
    """Return whether the claim is leased to this person at this moment."""
    return Lease.objects.filter(claim=claim_id, editor=user, ended__isnull=True, expires__gt=timezone.now()).exists()
