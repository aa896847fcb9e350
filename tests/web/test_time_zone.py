"""The time zones of pages: a person's own, that of the desk, and UTC for programs."""

from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from claims.models import Claim, Event, User
from claims.refusals import BadValue
from claims.selectors.queue_filters import QueueFilter, filter_claims
from claims.services.plans import plan_claim
from claims.services.time_zones import set_time_zone
from tests.stories import make_publication, make_queued_claim

WINTER = datetime(2026, 1, 10, 12, tzinfo=UTC)
SKIPPED, REPEATED = "2026-03-29T02:30", "2026-10-25T02:30"
"""Half past two in Paris on the nights when the clocks change."""


@pytest.fixture
def paris(client: Client, edith: User) -> Client:
    """The session of an editor in Paris."""
    set_time_zone(person=edith, time_zone="Europe/Paris")
    client.force_login(edith)
    return client


def plan_url(claim: Claim) -> str:
    return reverse("claim_plan", args=[claim.pk])


def test_a_person_chooses_a_time_zone(client: Client, edith: User) -> None:
    client.force_login(edith)
    assert "Times in UTC" in client.get("/queue/").content.decode()
    page = client.post("/desk/time-zone/", {"time_zone": "America/Lima"}, follow=True).content.decode()
    assert "Your time zone is saved." in page
    assert "Times in America/Lima" in page
    assert Event.objects.get(verb="time_zone.changed").data == {"time_zone": "America/Lima"}


@pytest.mark.parametrize("name", ["Europe/Atlantis", "../etc/passwd", "Etc/GMT+1", "\0", "x" * 5000])
def test_an_unknown_time_zone_is_refused(client: Client, edith: User, name: str) -> None:
    with pytest.raises(BadValue):
        set_time_zone(person=edith, time_zone=name)
    client.force_login(edith)
    assert client.post("/desk/time-zone/", {"time_zone": name}).status_code == 422


def test_programs_choose_it_too_and_read_utc(paris: Client, edith: User, settings: Any) -> None:
    settings.TIME_ZONE = "Asia/Tokyo"
    claim = make_queued_claim(edith)
    answer = paris.patch("/api/v1/me/", {"time_zone": "Asia/Kathmandu"}, content_type="application/json").json()
    assert (answer["time_zone"], answer["language"]) == ("Asia/Kathmandu", "")
    assert paris.get(f"/api/v1/claims/{claim.pk}/").json()["created"].endswith("Z")


def test_pages_show_the_clock_of_the_person_and_readers_that_of_the_desk(
    paris: Client, edith: User, mona: User, settings: Any
) -> None:
    settings.TIME_ZONE = "Asia/Tokyo"
    publication = make_publication(edith, mona)
    history = paris.get(reverse("claim_history", args=[publication.claim_id])).content.decode()
    assert date_format(publication.published.astimezone(ZoneInfo("Europe/Paris")), "DATETIME_FORMAT") in history
    for reader in (paris, Client()):
        page = reader.get(publication.get_absolute_url()).content.decode()
        assert date_format(publication.published.astimezone(ZoneInfo("Asia/Tokyo")), "DATETIME_FORMAT") in page
        assert "Times in Asia/Tokyo" in page
    assert timezone.get_current_timezone_name() == "Asia/Tokyo"


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("2026-03-29T01:59", datetime(2026, 3, 29, 0, 59, tzinfo=UTC)),
        ("2026-03-29T03:00", datetime(2026, 3, 29, 1, 0, tzinfo=UTC)),
        ("2026-10-25T01:59", datetime(2026, 10, 24, 23, 59, tzinfo=UTC)),
        ("2026-10-25T03:00", datetime(2026, 10, 25, 2, 0, tzinfo=UTC)),
        (SKIPPED, None),
        (REPEATED, None),
    ],
)
def test_a_deadline_is_entered_in_the_time_of_the_person(
    paris: Client, edith: User, typed: str, stored: datetime | None
) -> None:
    with time_machine.travel(WINTER, tick=False):
        claim = make_queued_claim(edith)
        assert "In your time, Europe/Paris." in paris.get(plan_url(claim)).content.decode()
        answer = paris.post(plan_url(claim), {"version": claim.version, "deadline": typed})
    claim.refresh_from_db()
    assert (answer.status_code, claim.deadline) == ((302, stored) if stored else (422, None))


def test_a_deadline_in_a_repeated_hour_stays_while_something_else_is_changed(paris: Client, edith: User) -> None:
    with time_machine.travel(WINTER, tick=False):
        claim = make_queued_claim(edith)
        deadline = datetime(2026, 10, 25, 1, 30, 5, tzinfo=UTC)
        plan_claim(claim_id=claim.pk, by=edith, changes={"deadline": deadline})
        body = {"version": claim.version + 1, "deadline": REPEATED, "assignee": edith.pk}
        assert paris.post(plan_url(claim), body).status_code == 302
    claim.refresh_from_db()
    assert (claim.deadline, claim.assignee) == (deadline, edith)


@pytest.mark.parametrize(("hour", "is_found"), [(21, False), (22, True), (45, True), (46, True), (47, False)])
def test_a_day_of_the_queue_is_that_of_the_person(edith: User, hour: int, is_found: bool) -> None:
    """The last Sunday of October has 25 hours in Paris: from 22:00 UTC on Saturday to 23:00 UTC on Sunday."""
    claim = make_queued_claim(edith)
    created = datetime.fromtimestamp(datetime(2026, 10, 24, tzinfo=UTC).timestamp() + hour * 3600, UTC)
    Claim.objects.filter(pk=claim.pk).update(created=created)
    sunday = date(2026, 10, 25)
    with timezone.override(ZoneInfo("Europe/Paris")):
        found = filter_claims(QueueFilter(since=sunday, until=sunday), edith).claims
        assert found.filter(pk=claim.pk).exists() == is_found
