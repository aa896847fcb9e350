"""People add, change, pause and remove watches, and decide about what they found."""

from typing import Any

import pytest

from claims.event_data.watches import WatchChanged, WatchesImported
from claims.models import Event, User, Watch
from claims.refusals import BadUrl, BadValue, Conflict, FieldTooLong, IllegalMove, NotAFeed, NotAllowed, NotFound
from claims.selectors.watches import count_recent_items, list_due_watch_ids, list_waiting_items
from claims.services.watch_items import leave_item, read_item
from claims.services.watches import (
    add_watch,
    change_watch,
    import_watches,
    pause_watch,
    remove_watch,
    request_visit,
    restore_watch,
    resume_watch,
)
from claims.watch_rules import WatchSettings
from tests.services.event_scenario import EventScenario
from tests.stories import make_watch

URL = "https://courier.example/feed"
OPML = """<opml version="2.0"><body><outline text="News"><outline text="Courier" xmlUrl="https://courier.example/feed"/>
<outline text="Herald" xmlUrl="https://herald.example/feed"/><outline text="x" xmlUrl="gopher://old"/></outline></body>
</opml>"""


def test_each_service_of_a_watch_leaves_one_event(edith: User) -> None:
    run = EventScenario()
    watch = run(add_watch, url=f"{URL}?utm_source=x", by=edith)
    assert (watch.url, watch.origin) == (URL, "https://courier.example")
    words = WatchSettings(words=[" fire ", "fire", ""], title="The  Courier", language="EN", matching="queued")
    changed = run(change_watch, watch_id=watch.pk, by=edith, settings=words)
    assert changed.payload_as(WatchChanged).changed == ["title", "words", "language", "matching"]
    watch.refresh_from_db()
    assert (watch.words, watch.title, watch.language) == (["fire"], "The Courier", "en")
    run(pause_watch, watch_id=watch.pk, by=edith)
    assert list_due_watch_ids() == []
    run(resume_watch, watch_id=watch.pk, by=edith)
    run(request_visit, watch_id=watch.pk, by=edith)
    assert list_due_watch_ids() == [watch.pk]
    run(remove_watch, watch_id=watch.pk, by=edith)
    assert list_due_watch_ids() == []
    run(restore_watch, watch_id=watch.pk, by=edith)
    item = make_watch(edith, "https://herald.example/feed").items.get(outcome="queued")
    run(leave_item, item_id=item.pk, by=edith)
    run(read_item, item_id=item.pk, by=edith)


def test_an_address_is_watched_once(edith: User, emil: User) -> None:
    watch = add_watch(url=URL, by=edith)
    with pytest.raises(Conflict):
        add_watch(url=URL, by=emil)
    remove_watch(watch_id=watch.pk, by=edith)
    add_watch(url=URL, by=emil)
    with pytest.raises(Conflict):
        restore_watch(watch_id=watch.pk, by=edith)


@pytest.mark.parametrize(
    ("chosen", "refusal"),
    [
        ({"minutes": 7}, BadValue),
        ({"matching": "burnt"}, BadValue),
        ({"article_kind": "poem"}, BadValue),
        ({"title": "x" * 301}, FieldTooLong),
        ({"words": ["x" * 101]}, FieldTooLong),
        ({"words": [str(number) for number in range(101)]}, BadValue),
    ],
)
def test_what_no_watch_can_have_is_refused(edith: User, chosen: dict[str, Any], refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        add_watch(url=URL, by=edith, settings=WatchSettings(**chosen))
    assert not Event.objects.exists()


def test_contributors_do_not_watch_and_what_is_not_there_is_not_changed(cora: User, edith: User) -> None:
    for call in (
        lambda: add_watch(url=URL, by=cora),
        lambda: import_watches(data=OPML.encode(), by=cora),
        lambda: read_item(item_id=1, by=cora),
    ):
        with pytest.raises(NotAllowed):
            call()
    with pytest.raises(NotFound):
        pause_watch(watch_id=7, by=edith)
    with pytest.raises(BadUrl):
        add_watch(url="file:///etc/passwd", by=edith)
    with pytest.raises(BadValue):
        add_watch(url=URL, kind="oracle", by=edith)


def test_a_watch_is_not_paused_twice_and_an_item_is_decided_once(edith: User) -> None:
    watch = make_watch(edith, URL)
    with pytest.raises(IllegalMove):
        resume_watch(watch_id=watch.pk, by=edith)
    pause_watch(watch_id=watch.pk, by=edith)
    for service in (pause_watch, request_visit):
        with pytest.raises(IllegalMove):
            service(watch_id=watch.pk, by=edith)
    item = watch.items.get(outcome="queued")
    read_item(item_id=item.pk, by=edith)
    for decide in (read_item, leave_item):
        with pytest.raises(IllegalMove):
            decide(item_id=item.pk, by=edith)


def test_a_list_of_feeds_is_imported_once(edith: User) -> None:
    add_watch(url=URL, by=edith)
    first = import_watches(data=OPML.encode(), by=edith)
    assert first.payload_as(WatchesImported) == WatchesImported(added=1, known=1, refused=1)
    assert Watch.objects.get(title="Herald").url == "https://herald.example/feed"
    again = import_watches(data=OPML.encode(), by=edith)
    assert again.payload_as(WatchesImported) == WatchesImported(added=0, known=2, refused=1)
    with pytest.raises(NotAFeed):
        import_watches(data=b"<html/>", by=edith)


def test_the_items_of_a_day_are_counted_and_those_of_removed_watches_do_not_wait(edith: User) -> None:
    watch = make_watch(edith, URL)
    assert count_recent_items([watch]) == {watch.pk: {"new": 3, "failed": 0}}
    assert [item.title for item in list_waiting_items()] == ["Fire at the mill"]
    remove_watch(watch_id=watch.pk, by=edith)
    assert not list_waiting_items().exists()
