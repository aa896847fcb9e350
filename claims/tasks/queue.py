"""The queue of claims: expired leases and new weights."""

from celery import shared_task

from claims.selectors.queue import list_lapsed_claim_ids
from claims.services.priority_weights import reprioritise_claims
from claims.services.queue import release_expired_claim

MAX_BATCHES = 50
"""Batches of claims that one task reprioritises, so that it ends long before its time limit."""


@shared_task
def release_expired_leases() -> None:
    """Return claims with an expired lease to the queue. They can be taken even before this runs."""
    for claim_id in list_lapsed_claim_ids():
        release_expired_claim(claim_id=claim_id)


@shared_task
def reprioritise_queue() -> None:
    """Recompute the priority of queued claims after a change of weights; the next run continues the work."""
    for _ in range(MAX_BATCHES):
        if not reprioritise_claims():
            return
