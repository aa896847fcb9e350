"""Presence: who else has a page open."""

from datetime import timedelta

from django.utils import timezone

from claims.models import Article, Claim, Presence, User

PRESENCE_TIMEOUT = timedelta(seconds=60)
MAX_PRESENT_ROWS = 8


def list_present_users(at: Claim | Article, *, but: User) -> list[Presence]:
    """Return who else has a page open, in the order of arrival: up to `MAX_PRESENT_ROWS`, and one more to show that."""
    subject = {"claim": at} if isinstance(at, Claim) else {"article": at}
    present = Presence.objects.filter(**subject, last_seen__gt=timezone.now() - PRESENCE_TIMEOUT).exclude(user=but)
    return list(present.select_related("user").order_by("id")[: MAX_PRESENT_ROWS + 1])
