"""Deadlines of claims: their people are notified in time."""

from django.db import transaction

from claims.models import Event
from claims.selectors.desk_notifications import claims_near_deadline
from claims.services.claims import lock_claim
from claims.services.events import record_event
from claims.verbs.claims import CLAIM_DEADLINE_NEAR


@transaction.atomic
def announce_deadline(*, claim_id: int) -> Event | None:
    """Notify the people of a claim that its deadline is near. Returns None if they know it already."""
    claim = lock_claim(claim_id)
    if not claims_near_deadline().filter(pk=claim_id).exists():
        return None
    return record_event(CLAIM_DEADLINE_NEAR, actor=None, claim=claim)
