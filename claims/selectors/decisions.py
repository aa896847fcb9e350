"""Reading decisions: which one about a claim stands as the newest, and which belong to one batch."""

from collections.abc import Iterable

from claims.models import Claim, Event
from claims.verbs import DECISION_UNDONE, DECISIONS, DecisionUndone

MAX_EVENTS = 100
"""How many events of a claim are looked through; whoever has undone fifty in a row begins anew."""

MAX_BATCH_EVENTS = 200
"""How many claims one request may decide about."""


def find_standing_decision(claim: Claim) -> Event | None:
    """The newest decision about a claim that nobody has taken back: one query."""
    told = claim.events.filter(verb__in=[*DECISIONS, DECISION_UNDONE.name]).select_related("actor").order_by("-id")
    return _newest_standing(told[:MAX_EVENTS])


def _newest_standing(told: Iterable[Event]) -> Event | None:
    undone: set[int] = set()
    for event in told:
        if isinstance(event.payload, DecisionUndone):
            undone.add(event.payload.event)
        elif event.pk not in undone:
            return event
    return None


def list_batch_decisions(batch: str) -> list[Event]:
    """The decisions that were made in one request, in the order of their claims, `BATCH` at most."""
    made = Event.objects.filter(data__has_key="batch", data__batch=batch, verb__in=DECISIONS)
    return list(made.select_related("actor").order_by("claim_id", "id")[:MAX_BATCH_EVENTS])


def find_newest_decisions(claim_ids: list[int]) -> dict[int, Event]:
    """For each of these claims its newest decision, taken back or not: one query."""
    told = Event.objects.filter(claim__in=claim_ids, verb__in=DECISIONS).select_related("actor")
    return {event.claim_id: event for event in told.order_by("claim_id", "-id").distinct("claim_id") if event.claim_id}
