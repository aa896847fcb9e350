"""How long leases still run: `{{ lease.expires|time_left }}`."""

from datetime import datetime, timedelta

from django import template
from django.utils import timezone

from claims.language_cache import cache_by_language
from claims.templatetags.script_words import SCRIPT_WORDS

register = template.Library()

MINUTE = timedelta(minutes=1)
MOST_MINUTES = 120
"""From so many minutes on, hours are counted."""


@register.filter
def time_left(end: datetime) -> str:
    """Return the time until a moment in the words of `lease-timer.js`, so that the page does not shift when it runs."""
    left = end - timezone.now()
    return _write_minutes(left // MINUTE) if left > timedelta() else str(SCRIPT_WORDS["time_is_up"])


@register.filter
def minutes_left(minutes: int) -> str:
    """Return how long a number of minutes is, in the words of `lease-timer.js`."""
    return _write_minutes(minutes)


@cache_by_language
def _write_minutes(minutes: int) -> str:
    if minutes < 1:
        return str(SCRIPT_WORDS["less_than_a_minute_left"])
    if minutes < MOST_MINUTES:
        return SCRIPT_WORDS["minutes_left"] % {"minutes": minutes}
    return SCRIPT_WORDS["hours_left"] % {"hours": minutes // 60}
