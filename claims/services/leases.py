"""Leases on claims: granted and ended inside the transaction of the caller."""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from claims.models import Claim, Lease, User

LEAVE_DELAY = timedelta(minutes=3)
"""How long a lease lasts after its page was closed: longer than an open page waits between two renewals."""


def lease_duration(*, sent_back: bool = False) -> timedelta:
    """Return how long a lease runs; longer for a verdict that was sent back."""
    return timedelta(minutes=settings.SENT_BACK_LEASE_MINUTES if sent_back else settings.LEASE_MINUTES)


def grant_lease(claim: Claim, editor: User, *, sent_back: bool = False) -> Lease:
    """Lease a locked claim that nobody holds."""
    now = timezone.now()
    expires = now + lease_duration(sent_back=sent_back)
    return Lease.objects.create(claim=claim, editor=editor, taken=now, expires=expires, sent_back=sent_back)


def end_lease(claim: Claim, ending: Lease.Ending) -> None:
    """End the open lease of a locked claim, if there is one."""
    Lease.objects.filter(claim=claim, ended__isnull=True).update(ended=timezone.now(), ending=ending)
