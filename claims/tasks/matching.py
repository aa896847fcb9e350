"""Comparing claims and tips with what was checked before."""

from celery import shared_task

from claims.selectors.matches import list_unmatched_claim_ids
from claims.selectors.tips import list_uncompared_tip_ids
from claims.services.matches import suggest_missing_matches
from claims.services.relations import suggest_missing_relations
from claims.services.tips import compare_tip


@shared_task
def suggest_matches() -> None:
    """Suggest related claims and matching fact-checks for claims not compared yet. Workers share the claims.

    Fact-checks come last, since a claim counts as compared when they are suggested.
    """
    for claim_id in list_unmatched_claim_ids():
        suggest_missing_relations(claim_id=claim_id)
        suggest_missing_matches(claim_id=claim_id)


@shared_task
def compare_tips() -> None:
    """Compare new tips with claims and with earlier tips."""
    for tip_id in list_uncompared_tip_ids():
        compare_tip(tip_id=tip_id)
