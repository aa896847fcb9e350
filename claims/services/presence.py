"""Being there: who has a page open, and what they have seen by that.

These writes leave no event. They come every few seconds, nobody can lose anything by them, and a history of
who looked where would be a history of people, not of claims.
"""

from datetime import timedelta

from django.utils import timezone

from claims.models import Article, Claim, Mention, Presence, User

PRESENCE_LIFETIME = timedelta(hours=1)
SWEEP_ROWS = 5_000


def record_presence(*, user: User, at: Claim | Article, activity: str) -> None:
    """Say that somebody is before this page at this moment: one statement, and no event."""
    where = "claim" if isinstance(at, Claim) else "article"
    activity = activity if activity in Presence.Activity else Presence.Activity.LOOKING
    Presence.objects.bulk_create(
        [Presence(user=user, activity=activity, last_seen=timezone.now(), **{where: at})],
        update_conflicts=True,
        unique_fields=[where, "user"],
        update_fields=["activity", "last_seen"],
    )


def mark_mentions_seen(*, user: User, claim_id: int | None = None) -> int:
    """Count as seen what names this person, beside one claim or everywhere; how much that was. No event."""
    unseen = Mention.objects.filter(user=user, seen__isnull=True)
    beside = unseen.filter(comment__claim=claim_id) if claim_id else unseen
    return beside.update(seen=timezone.now())


def delete_old_presence() -> int:
    """Delete what is long gone, `SWEPT` rows at most; reading does not wait for this. No event."""
    gone = Presence.objects.filter(last_seen__lt=timezone.now() - PRESENCE_LIFETIME).values("pk")[:SWEEP_ROWS]
    return Presence.objects.filter(pk__in=gone).delete()[0]
