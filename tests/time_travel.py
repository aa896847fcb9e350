"""Putting a story into the past: the database's clock cannot be moved, so what it wrote is moved back."""

from datetime import timedelta

import pgtrigger
from django.db.models import F

from claims.models import Claim, Event


def move_into_past(claim: Claim, days: float, *verbs: str) -> None:
    """As if these steps of a claim (or all, and its finding) had been taken so many days earlier."""
    span = timedelta(days=days)
    events = Event.objects.filter(claim=claim)
    with pgtrigger.ignore("claims.Event:events_stay"):
        (events.filter(verb__in=verbs) if verbs else events).update(at=F("at") - span)
    if not verbs:
        Claim.objects.filter(pk=claim.pk).update(created=F("created") - span)
