"""Presence: who has a page open at this moment.

These writes record no events: they come every few seconds, and a history of them would monitor people, not claims.
"""

from datetime import timedelta

from django.utils import timezone

from claims.models import Article, Claim, Presence, User

PRESENCE_LIFETIME = timedelta(hours=1)
SWEEP_ROWS = 5_000


def record_presence(*, user: User, at: Claim | Article, activity: str) -> None:
    """Record that a person has this page open now, in one statement."""
    column = "claim" if isinstance(at, Claim) else "article"
    activity = activity if activity in Presence.Activity else Presence.Activity.LOOKING
    Presence.objects.bulk_create(
        [Presence(user=user, activity=activity, last_seen=timezone.now(), **{column: at})],
        update_conflicts=True,
        unique_fields=[column, "user"],
        update_fields=["activity", "last_seen"],
    )


def delete_old_presence() -> int:
    """Delete old rows, `SWEEP_ROWS` at most; return their number. Readers ignore old rows in any case."""
    old = Presence.objects.filter(last_seen__lt=timezone.now() - PRESENCE_LIFETIME).values("pk")[:SWEEP_ROWS]
    return Presence.objects.filter(pk__in=old).delete()[0]
