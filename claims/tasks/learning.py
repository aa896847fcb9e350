"""Teaching the reader by the desk's decisions, and scoring open claims by what it learned."""

from celery import shared_task

from claims.services.learned_weights import learn_due_weights, rescore_claims

MAX_PORTIONS = 100
"""Portions of claims that one task scores, so that it ends long before its time limit."""


@shared_task
def learn_weights() -> None:
    """Learn from the decisions of the desk, once a night."""
    learn_due_weights()


@shared_task
def rescore_open_claims() -> None:
    """Score open claims by the weights in use after these changed; the next run continues the work."""
    for _ in range(MAX_PORTIONS):
        if not rescore_claims():
            return
