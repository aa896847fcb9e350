"""Presence: who else has a page open."""

from datetime import timedelta

from django.utils import timezone

from claims.models import Article, Claim, Presence, User

PRESENCE_TIMEOUT = timedelta(seconds=60)
MAX_PRESENT_ROWS = 8


def list_present_users(at: Claim | Article, *, but: User) -> list[Presence]:
    """Who else has this page open, those who came first before the others; `SHOWN` at most, and one to know of more."""
    where = {"claim": at} if isinstance(at, Claim) else {"article": at}
    here = Presence.objects.filter(**where, last_seen__gt=timezone.now() - PRESENCE_TIMEOUT).exclude(user=but)
    return list(here.select_related("user").order_by("id")[: MAX_PRESENT_ROWS + 1])
