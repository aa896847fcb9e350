"""Visits store each item once, wait for their turn, and cost nothing to others when they fail."""

from collections.abc import Iterator
from datetime import timedelta
from functools import partial

import pytest
import time_machine
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from claims.intake import watch_visits
from claims.models import Article, Event, Import, User, Watch, WatchedSite, WatchItem
from claims.selectors.watches import describe_health, list_due_item_ids, list_due_watch_ids
from claims.services.watch_items import execute_item
from claims.services.watch_visits import _begin_visit, execute_visit, finish_visit
from claims.services.watches import add_watch
from claims.tasks import fetch_watch_item, visit_watch
from claims.watch_rules import WatchSettings
from tests.intake.loopback_web import PAGE, LoopbackWeb, http_answer, read_headers


@pytest.fixture(autouse=True)
def _fake_internet(web: LoopbackWeb, monkeypatch: pytest.MonkeyPatch) -> None:
    visit = partial(watch_visits.visit_address, network=web.network)

    def fetch(url: str, *, robots: str | None) -> tuple[str, int, object]:
        rules, delay_seconds, document = watch_visits.fetch_watched_page(url, robots, web.network)
        return rules.text, delay_seconds, document

    monkeypatch.setattr("claims.services.watch_visits.visit_watched_address", visit)
    monkeypatch.setattr("claims.services.watch_items.fetch_watched_document", fetch)


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(timezone.now(), tick=False) as traveller:
        yield traveller


def feed(*paths: str, at: str = "Mon, 30 Nov 2015 06:00:00 GMT") -> bytes:
    items = (f"<item><title>Story {path}</title><link>{path}</link><pubDate>{at}</pubDate></item>" for path in paths)
    return http_answer(f"<rss version='2.0'><channel><title>Courier</title>{''.join(items)}</channel></rss>".encode())


def outcomes(watch: Watch) -> dict[str, str]:
    return {item.title: item.outcome for item in watch.items.all()}


def test_the_first_visit_remembers_what_was_there_and_later_ones_read_what_is_new(
    web: LoopbackWeb, clock: time_machine.Traveller, edith: User
) -> None:
    web.pages["/feed"], web.pages["/b"] = feed("/a"), http_answer(PAGE)
    watch = add_watch(url=web.url("/feed"), by=edith)
    assert execute_visit(watch_id=watch.pk)
    assert not execute_visit(watch_id=watch.pk)  # it is not due
    watch.refresh_from_db()
    assert (watch.kind, watch.title, outcomes(watch)) == ("feed", "Courier", {"Story /a": "remembered"})
    web.pages["/feed"] = feed("/b", "/a")
    clock.shift(timedelta(minutes=20))
    visit_watch(watch.pk)
    assert outcomes(watch) == {"Story /a": "remembered", "Story /b": "read"}
    clock.shift(timedelta(seconds=10))
    (item_id,) = list_due_item_ids()
    fetch_watch_item(item_id)
    item = WatchItem.objects.get(pk=item_id)
    assert item.submission
    assert (item.submission.state, item.submission.article) == ("stored", Article.objects.get(url=web.url("/b")))
    assert (item.submission.submitted_by, list_due_item_ids()) == (edith, [])
    assert Event.objects.filter(verb="watch.visited").count() == 2


def test_a_worker_that_dies_leaves_a_visit_to_the_next_one_and_nothing_is_found_twice(
    web: LoopbackWeb, clock: time_machine.Traveller, edith: User
) -> None:
    web.pages["/feed"] = feed("/a", "/b")
    watch = add_watch(url=web.url("/feed"), by=edith)
    assert _begin_visit(watch.pk)
    assert _begin_visit(watch.pk) is None
    assert list_due_watch_ids() == []
    clock.shift(timedelta(seconds=91))
    assert list_due_watch_ids() == [watch.pk]
    assert execute_visit(watch_id=watch.pk)
    again = watch_visits.visit_address(web.url("/feed"), kind="feed", network=web.network)
    assert finish_visit(watch_id=watch.pk, visit=again) == []
    assert watch.items.count() == 2


def test_the_database_keeps_items_single_and_what_they_were(edith: User) -> None:
    watch = add_watch(url="https://courier.example/feed", by=edith)
    item = WatchItem.objects.create(
        watch=watch, identity="a" * 64, url=watch.url, origin=watch.origin, outcome="queued"
    )
    for write, error in (
        (
            lambda: WatchItem.objects.create(watch=watch, identity="a" * 64, url=watch.url, outcome="read"),
            IntegrityError,
        ),
        (lambda: WatchItem.objects.filter(pk=item.pk).update(identity="b" * 64), DatabaseError),
        (item.delete, DatabaseError),
        (watch.delete, DatabaseError),
        (lambda: Watch.objects.filter(pk=watch.pk).update(failures=1), IntegrityError),
        (lambda: Watch.objects.create(url=watch.url, origin=watch.origin, created_by=edith), IntegrityError),
    ):
        with pytest.raises(error), transaction.atomic():
            write()


def test_a_site_gets_one_request_at_a_time_with_pauses(
    web: LoopbackWeb, clock: time_machine.Traveller, edith: User
) -> None:
    web.pages["/robots.txt"] = http_answer(b"User-agent: *\nCrawl-delay: 20")
    first, second = (add_watch(url=web.url(path), by=edith) for path in ("/feed", "/other"))
    assert list_due_watch_ids() == [first.pk]
    assert _begin_visit(first.pk)
    assert not execute_visit(watch_id=second.pk)
    clock.shift(timedelta(seconds=100))
    web.pages["/feed"] = feed("/a")
    assert execute_visit(watch_id=first.pk)
    assert list_due_watch_ids() == []
    clock.shift(timedelta(seconds=21))
    assert list_due_watch_ids() == [second.pk]


def test_a_dead_site_waits_longer_each_time_and_takes_no_worker_from_others(
    web: LoopbackWeb, clock: time_machine.Traveller, edith: User
) -> None:
    web.names["dead.example"], web.pages["/feed"] = [], feed("/a")
    dead = [add_watch(url=web.url(path, host="dead.example"), by=edith) for path in ("/1", "/2", "/3")]
    well = add_watch(url=web.url("/feed"), by=edith)
    assert not execute_visit(watch_id=dead[0].pk)
    assert list_due_watch_ids() == [well.pk]
    waits = []
    for _ in range(4):
        site = WatchedSite.objects.get(origin=dead[0].origin)
        waits.append(site.free_at - timezone.now())
        clock.shift(max(waits[-1], timedelta(hours=1)) + timedelta(seconds=1))
        Watch.objects.filter(pk=dead[0].pk).update(due=timezone.now())
        assert not execute_visit(watch_id=dead[0].pk)
    assert waits == sorted(waits)
    assert waits[-1] > 3 * waits[0]
    dead[0].refresh_from_db()
    assert (dead[0].failures, describe_health(dead[0]).code) == (5, "failing")
    assert Event.objects.filter(verb="watch.failed").count() == 1


def test_a_watch_that_works_again_is_well_and_one_without_news_is_silent(
    web: LoopbackWeb, clock: time_machine.Traveller, edith: User
) -> None:
    watch = add_watch(url=web.url("/feed"), by=edith)
    assert describe_health(watch).code == "new"
    assert not execute_visit(watch_id=watch.pk)
    web.pages["/feed"] = feed("/a")
    clock.shift(timedelta(hours=2))
    assert execute_visit(watch_id=watch.pk)
    watch.refresh_from_db()
    assert (watch.failures, watch.error, describe_health(watch).code) == (0, "", "well")
    clock.shift(timedelta(days=8))
    assert describe_health(watch).code == "silent"


def test_an_address_that_is_gone_is_paused(web: LoopbackWeb, edith: User) -> None:
    web.pages["/feed"] = http_answer(status="410 Gone")
    watch = add_watch(url=web.url("/feed"), by=edith)
    assert not execute_visit(watch_id=watch.pk)
    watch.refresh_from_db()
    assert (watch.pause, list_due_watch_ids()) == ("gone", [])


def test_the_rule_of_a_watch_says_what_is_read_queued_and_remembered(web: LoopbackWeb, edith: User) -> None:
    rule = WatchSettings(words=["fire", "STORM"], language="en", matching="queued", others="remembered")
    now = timezone.now().strftime("%a, %d %b %Y %H:%M:%S GMT")
    web.pages["/feed"] = feed("/fire", "/storms", "/sport", at=now)
    watch = add_watch(url=web.url("/feed"), by=edith, settings=rule)
    assert execute_visit(watch_id=watch.pk)
    assert outcomes(watch) == {"Story /fire": "queued", "Story /storms": "queued", "Story /sport": "remembered"}


def test_a_feed_that_does_not_change_is_asked_with_its_validators(
    web: LoopbackWeb, clock: time_machine.Traveller, edith: User
) -> None:
    body = feed("/a").replace(b"\r\n\r\n", b'\r\netag: "one"\r\n\r\n', 1)
    web.pages["/feed"] = lambda: [
        http_answer(status="304 Not Modified") if "if-none-match" in read_headers(web.requests[-1]) else body
    ]
    watch = add_watch(url=web.url("/feed"), by=edith)
    for _ in range(3):
        assert execute_visit(watch_id=watch.pk)
        clock.shift(timedelta(hours=1))
    watch.refresh_from_db()
    assert (watch.etag, watch.items.count(), watch.kind) == ('"one"', 1, "feed")


def test_fact_checks_are_imported_when_they_change(web: LoopbackWeb, mona: User, edith: User) -> None:
    web.pages["/checks"] = http_answer(b"[]")
    watch = add_watch(url=web.url("/checks"), kind="claimreview", by=mona)
    assert execute_visit(watch_id=watch.pk)
    assert Import.objects.get().feed == web.url("/checks")
    web.names["other.example"] = ["127.0.0.1"]
    lacking = add_watch(url=web.url("/checks", host="other.example"), kind="claimreview", by=edith)
    assert not execute_visit(watch_id=lacking.pk)  # editors do not import
    lacking.refresh_from_db()
    assert (lacking.failures, Import.objects.count()) == (1, 1)


def test_an_item_whose_site_is_away_is_tried_again_and_one_that_is_not_there_fails(
    web: LoopbackWeb, clock: time_machine.Traveller, edith: User
) -> None:
    now = timezone.now().strftime("%a, %d %b %Y %H:%M:%S GMT")
    web.pages["/feed"] = feed("/a", at=now)
    watch = add_watch(url=web.url("/feed"), by=edith)
    assert execute_visit(watch_id=watch.pk)
    item = watch.items.get()
    web.pages["/a"] = http_answer(status="503 Service Unavailable")
    clock.shift(timedelta(minutes=1))
    assert not execute_item(item_id=item.pk)
    item.refresh_from_db()
    assert (item.attempts, item.submission) == (1, None)
    del web.pages["/a"]
    clock.shift(timedelta(hours=1))
    assert not execute_item(item_id=item.pk)
    item.refresh_from_db()
    assert item.submission
    assert (item.submission.state, item.submission.error_code) == ("failed", "fetch_failed")


def test_the_same_story_in_two_feeds_is_fetched_once(
    web: LoopbackWeb, clock: time_machine.Traveller, edith: User
) -> None:
    now = timezone.now().strftime("%a, %d %b %Y %H:%M:%S GMT")
    web.pages |= {"/one": feed("/a", at=now), "/two": feed("/a", at=now), "/a": http_answer(PAGE)}
    for path in ("/one", "/two"):
        execute_visit(watch_id=add_watch(url=web.url(path), by=edith).pk)
        clock.shift(timedelta(minutes=1))
    for item in WatchItem.objects.order_by("id"):
        execute_item(item_id=item.pk)
        clock.shift(timedelta(minutes=1))
    assert len([request for request in web.requests if request.startswith("GET /a ")]) == 1
    assert {item.submission.article for item in WatchItem.objects.all() if item.submission} == {Article.objects.get()}
