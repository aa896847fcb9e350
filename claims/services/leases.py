"""Leases on claims: granted and ended here, inside the transaction of whoever decides it."""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from claims.models import Claim, Lease, User
from claims.selectors.leases import open_lease

LEAVE_DELAY = timedelta(minutes=3)
"""What is left of a lease whose page was left: enough to come back, and more than the open page lets pass unrenewed."""


def lease_duration(*, sent_back: bool = False) -> timedelta:
    """How long a lease runs; longer for what a moderator sent back to its author."""
    return timedelta(minutes=settings.SENT_BACK_LEASE_MINUTES if sent_back else settings.LEASE_MINUTES)


def grant_lease(claim: Claim, editor: User, *, sent_back: bool = False) -> Lease:
    """Lease a locked claim that nobody holds."""
    now = timezone.now()
    expires = now + lease_duration(sent_back=sent_back)
    return Lease.objects.create(claim=claim, editor=editor, taken=now, expires=expires, sent_back=sent_back)


def end_lease(claim: Claim, ending: Lease.Ending) -> None:
    """End the open lease of a locked claim, if there is one."""
    lease = open_lease(claim)
    if lease:
        lease.ended, lease.ending = timezone.now(), ending
        lease.save(update_fields=["ended", "ending"])
