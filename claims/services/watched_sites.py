"""Sites that watches lead to: one worker at a time sends requests to a site, with pauses that grow while it fails."""

from datetime import timedelta
from http import HTTPStatus
from random import uniform

from django.db import transaction
from django.utils import timezone

from claims.intake.watched import RobotsRefused
from claims.models import WatchedSite
from claims.refusals import FetchFailed, FetchTimeout, Refusal

SITE_LEASE = timedelta(seconds=90)
"""The time of one request; the process that sends it is ended before."""
PAUSE_SECONDS = 3
"""Seconds between two requests to a site that asks for no more."""
FIRST_WAIT_SECONDS = 60
MAX_WAIT_SECONDS = 6 * 3600
ROBOTS_HOURS = 24


def take_site(origin: str) -> WatchedSite | None:
    """Lease a site to this worker if it is free, in the transaction of the caller."""
    now = timezone.now()
    if not WatchedSite.objects.filter(origin=origin).exists():
        WatchedSite.objects.bulk_create([WatchedSite(origin=origin, free_at=now)], ignore_conflicts=True)
    rows = WatchedSite.objects.select_for_update(no_key=True, skip_locked=True)
    site = rows.filter(origin=origin, free_at__lte=now).first()
    if site is not None:
        site.free_at = now + SITE_LEASE
        site.save(update_fields=["free_at"])
    return site


def known_robots(site: WatchedSite) -> str | None:
    """Return the robots.txt of a site, or None if it is to be fetched."""
    at = site.robots_at
    return site.robots if at and timezone.now() - timedelta(hours=ROBOTS_HOURS) < at else None


@transaction.atomic
def release_site(
    *, origin: str, robots: str | None = None, delay_seconds: int = 0, refusal: Refusal | None = None
) -> None:
    """Free a site after a pause. A failure of the site itself makes it wait, twice as long each time."""
    site, now = WatchedSite.objects.select_for_update(no_key=True).get(origin=origin), timezone.now()
    if refusal is not None and is_site_failure(refusal):
        site.failures += 1
        seconds = _wait_seconds(site.failures, refusal)
    else:
        site.failures = 0
        seconds = max(PAUSE_SECONDS, delay_seconds)
    if robots is not None:
        site.robots, site.robots_at = robots, now
    site.free_at = now + timedelta(seconds=seconds)
    site.save()


def is_site_failure(refusal: Refusal) -> bool:
    """Return whether the site as a whole is away or asks for fewer requests; other pages of it would fail as well."""
    if isinstance(refusal, RobotsRefused) or not isinstance(refusal, FetchFailed | FetchTimeout):
        return False
    status = refusal.facts.get("upstream_status", HTTPStatus.SERVICE_UNAVAILABLE)
    is_error = isinstance(status, int) and status >= HTTPStatus.INTERNAL_SERVER_ERROR
    return is_error or status == HTTPStatus.TOO_MANY_REQUESTS


def _wait_seconds(failures: int, refusal: Refusal) -> float:
    asked = refusal.facts.get("retry_after", 0)
    return max(
        asked if isinstance(asked, int) else 0,
        spread(min(MAX_WAIT_SECONDS, FIRST_WAIT_SECONDS * 2 ** min(failures - 1, 12))),
    )


def spread(seconds: float) -> float:
    """Return about as many seconds, so that what failed together does not come back together."""
    return seconds * uniform(0.9, 1.1)  # noqa: S311 - not a secret
