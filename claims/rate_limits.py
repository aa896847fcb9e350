"""Rate limits, counted for all processes and machines together.

The count is that of the running period plus the share of the period before that is not yet over, so that no more than
the limit passes in any period, apart from rounding.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache as remember
from typing import cast

from django.core.cache import cache as django_cache
from django.utils.translation import gettext_lazy as _

from claims.refusals import Refusal
from claims.shared_cache import SharedCache

cache = cast(SharedCache, django_cache)

PERIOD_SECONDS = {"s": 1, "m": 60, "h": 3_600, "d": 86_400}
"""The length of a period by the first letter of its name."""


# Refusals ---------------------------------------------------------------------------


class TooManyRequests(Refusal):
    """A limit is reached; `seconds` says when the next request is accepted."""

    code, status = "too_many_requests", 429
    title = _("Too many requests.")
    message = _("Too many requests. Try again in %(seconds)d seconds.")


class TooManyReports(TooManyRequests):
    code = "too_many_reports"
    title = _("Too many submissions have come from your network.")
    message = _("Too many submissions have come from your network. Try again in %(minutes)d minutes.")


class TooManyArticles(TooManyRequests):
    code = "too_many_articles"
    title = _("You have submitted many articles.")
    message = _("You have submitted many articles. Try again in %(minutes)d minutes.")


class TooManySignIns(TooManyRequests):
    code = "too_many_sign_ins"
    title = _("Too many failed sign-ins.")
    message = _("Too many failed sign-ins. Try again in %(minutes)d minutes.")


# Counting ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Rate:
    """At most `count` in `seconds`."""

    count: int
    seconds: int


@remember
def parse_rates(text: str) -> tuple[Rate, ...]:
    """Return the rates of a setting such as ``60/hour,300/day``; an empty text has none."""
    pairs = (part.strip().split("/") for part in text.split(",") if part.strip())
    return tuple(Rate(int(count), PERIOD_SECONDS[period[0]]) for count, period in pairs)


def take_from_limit(scope: str, client: str, rates: Sequence[Rate]) -> int:
    """Count one action of a client. Return 0, or the seconds to wait if a limit is reached; then nothing is counted."""
    for number, rate in enumerate(rates):
        if wait := _take(scope, client, rate):
            for counted in rates[:number]:
                _add(_key(scope, client, counted, time.time()), counted, -1)
            return wait
    return 0


def give_back(scope: str, client: str, rates: Sequence[Rate]) -> None:
    """Take back an action that `take_from_limit` has counted."""
    for rate in rates:
        _add(_key(scope, client, rate, time.time()), rate, -1)


def demand_within_limit(
    scope: str, client: str, rates: Sequence[Rate], refusal: type[TooManyRequests] = TooManyRequests
) -> None:
    """Count one action of a client; raise the refusal if a limit is reached."""
    if seconds := take_from_limit(scope, client, rates):
        raise too_many(seconds, refusal)


def too_many(seconds: int, refusal: type[TooManyRequests] = TooManyRequests) -> TooManyRequests:
    """Return the refusal with the time to wait."""
    return refusal(seconds=seconds, minutes=-(-seconds // 60))


def _take(scope: str, client: str, rate: Rate) -> int:
    now = time.time()
    left = 1 - now % rate.seconds / rate.seconds
    key, earlier_key = (_key(scope, client, rate, moment) for moment in (now, now - rate.seconds))
    count, earlier = cache.count(key, 1, 2 * rate.seconds, earlier=earlier_key)
    if count + int(earlier * left) <= rate.count:
        return 0
    _add(key, rate, -1)
    return max(1, round(left * rate.seconds))


def _add(key: str, rate: Rate, number: int) -> None:
    """Add to a count that lives for two periods."""
    cache.count(key, number, 2 * rate.seconds, earlier=key)


def _key(scope: str, client: str, rate: Rate, moment: float) -> str:
    return f"limit:{scope}:{rate.count}/{rate.seconds}:{int(moment // rate.seconds)}:{client}"
