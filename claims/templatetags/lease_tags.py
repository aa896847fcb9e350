"""How long leases still run: `{{ lease.expires|time_left }}`."""

from datetime import UTC, datetime, timedelta

from django import template
from django.utils import timezone
from django.utils.timesince import timesince

from claims.language_cache import cache_by_language

register = template.Library()

MINUTE = timedelta(minutes=1)
START = datetime(2026, 1, 1, tzinfo=UTC)


@register.filter
def time_left(end: datetime) -> str:
    """Return the time until a moment in words, to the minute: 23 hours, 30 minutes."""
    return _write_minutes(max(0, (end - timezone.now()) // MINUTE))


@cache_by_language
def _write_minutes(minutes: int) -> str:
    return timesince(START, START + minutes * MINUTE)
