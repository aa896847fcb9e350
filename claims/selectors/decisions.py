"""Decisions about claims: the newest that stands, and those of a batch."""

from collections.abc import Iterable

from django.db.models import Q

from claims.models import Claim, Event
from claims.verbs import DECISION_UNDONE, DECISIONS, DecisionUndone

MAX_EVENTS = 100
"""Events of a claim that are searched, enough for 50 undone decisions in a row."""

MAX_BATCH_EVENTS = 200
"""Claims that one request can decide."""


def find_standing_decision(claim: Claim) -> Event | None:
    """Return the newest decision about a claim that is not undone: one query."""
    decision_events = (
        claim.events.filter(verb__in=[*DECISIONS, DECISION_UNDONE.name]).select_related("actor").order_by("-id")
    )
    return _newest_standing(decision_events[:MAX_EVENTS])


def find_verb(event_id: int) -> str:
    """Return the verb of an event about a claim or an article, empty if there is none."""
    about = Q(claim__isnull=False) | Q(article__isnull=False)
    event = Event.objects.filter(about, pk=event_id).only("verb").first()
    return event.verb if event else ""


def _newest_standing(decision_events: Iterable[Event]) -> Event | None:
    undone: set[int] = set()
    for event in decision_events:
        if isinstance(event.payload, DecisionUndone):
            undone.add(event.payload.event)
        elif event.pk not in undone:
            return event
    return None


def list_batch_decisions(batch: str) -> list[Event]:
    """Return the decisions of one request in the order of their claims, up to `MAX_BATCH_EVENTS`."""
    events = Event.objects.filter(data__has_key="batch", data__batch=batch, verb__in=DECISIONS)
    return list(events.select_related("actor").order_by("claim_id", "id")[:MAX_BATCH_EVENTS])


def find_newest_decisions(claim_ids: list[int]) -> dict[int, Event]:
    """Return the newest decision about each claim, undone or not: one query."""
    events = Event.objects.filter(claim__in=claim_ids, verb__in=DECISIONS).select_related("actor")
    return {
        event.claim_id: event for event in events.order_by("claim_id", "-id").distinct("claim_id") if event.claim_id
    }
