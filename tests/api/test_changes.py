"""Changes: followers read every entry once and in order, also with concurrent writers."""

import json
import random
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from threading import Event
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from claims.models import LogEntry, Publication, User
from claims.selectors.publication_log import list_entries_after
from claims.services.claims import lock_claim
from claims.services.publications import withdraw_verdict
from tests.stories import make_approved_verdict, make_publication, published
from tests.web.public.test_verdicts import make_correction

TIMEOUT_SECONDS = 10


def get_changes(client: Client, **query: Any) -> Any:
    answer = client.get(reverse("api:changes"), query)
    assert answer.status_code == 200, answer.content
    return answer.json()


def get_all_changes(client: Client, limit: int = 2) -> list[int]:
    """Return every sequence number, following `next`."""
    page = get_changes(client, limit=limit)
    sequences = [change["sequence"] for change in page["results"]]
    while page["more"]:
        page = client.get(page["next"]).json()
        sequences += [change["sequence"] for change in page["results"]]
    return sequences


def test_changes_are_in_order_and_a_withdrawal_has_no_claimreview(client: Client, edith: User, mona: User) -> None:
    first = make_publication(edith, mona)
    second = make_correction(first, edith, mona)
    withdraw_verdict(claim_id=first.claim_id, moderator=mona, reason="Nobody had counted.")
    results = get_changes(client)["results"]
    assert [(change["sequence"], change["kind"]) for change in results] == [
        (1, "published"), (2, "corrected"), (3, "withdrawn")
    ]  # fmt: skip
    assert [change["review"] for change in results] == [json.loads(first.document), json.loads(second.document), None]
    assert [change["note"] for change in results] == ["", second.note, "Nobody had counted."]
    assert {change["claim"] for change in results} == {first.claim_id}


def test_a_cursor_stays_valid(client: Client, edith: User, mona: User) -> None:
    for _ in range(5):
        make_publication(edith, mona)
    assert get_all_changes(client) == [1, 2, 3, 4, 5]
    end = get_changes(client, after=5)
    assert (end["results"], end["cursor"], end["more"]) == ([], 5, False)
    make_publication(edith, mona)
    assert [change["sequence"] for change in client.get(end["next"]).json()["results"]] == [6]


def test_a_page_is_cached_and_revalidated(client: Client, edith: User, mona: User) -> None:
    make_publication(edith, mona)
    last = client.get(reverse("api:changes"), {"limit": 2})
    assert "max-age=0" in last["Cache-Control"]
    assert "Cookie" not in last.get("Vary", "")
    existing = {"If-None-Match": last["ETag"]}
    assert client.get(reverse("api:changes"), {"limit": 2}, headers=existing).status_code == 304
    make_publication(edith, mona)
    assert client.get(reverse("api:changes"), {"limit": 2}, headers=existing).status_code == 200


@pytest.mark.parametrize("query", [{"after": -1}, {"after": "x"}, {"after": 2**63}, {"limit": 0}, {"limit": 201}])
def test_a_bad_cursor_is_refused(client: Client, db: None, query: dict[str, Any]) -> None:
    answer = client.get(reverse("api:changes"), query)
    assert (answer.status_code, answer.json()["code"]) == (400, "invalid")


def test_a_page_runs_one_query(client: Client, edith: User, mona: User, django_assert_num_queries: Any) -> None:
    for _ in range(3):
        make_publication(edith, mona)
    with django_assert_num_queries(1):
        get_changes(client)


# At the same time --------------------------------------------------------------------------------


@contextmanager
def start_writers(number: int) -> Iterator[Callable[..., Future[Any]]]:
    """Threads that each write on their own connection."""
    with ThreadPoolExecutor(number) as pool:

        def closing(work: Callable[[], Any]) -> Any:
            try:
                return work()
            finally:
                connection.close()

        yield lambda work: pool.submit(closing, work)


def publish_in_thread(claim_id: int, moderator: User) -> Publication:
    return published(claim_id, moderator)


@pytest.mark.django_db(transaction=True)
def test_an_entry_that_commits_last_comes_last(client: Client, edith: User, mona: User) -> None:
    slow, quick = (make_approved_verdict(edith, mona).claim_id for _ in range(2))
    started, go_on = Event(), Event()

    def slowly() -> None:
        with transaction.atomic():
            lock_claim(slow)
            started.set()
            assert go_on.wait(TIMEOUT_SECONDS)
            publish_in_thread(slow, mona)

    with start_writers(2) as write:
        first = write(slowly)
        assert started.wait(TIMEOUT_SECONDS)
        write(lambda: publish_in_thread(quick, mona)).result(TIMEOUT_SECONDS)
        first_page = get_changes(client)
        go_on.set()
        first.result(TIMEOUT_SECONDS)
    assert [change["claim"] for change in first_page["results"]] == [quick]
    assert [change["claim"] for change in client.get(first_page["next"]).json()["results"]] == [slow]


@pytest.mark.django_db(transaction=True)
def test_a_later_entry_waits_for_an_uncommitted_one(client: Client, edith: User, mona: User) -> None:
    slow, quick = (make_approved_verdict(edith, mona).claim_id for _ in range(2))
    placed, go_on = Event(), Event()

    def slowly() -> None:
        with transaction.atomic():
            publish_in_thread(slow, mona)
            placed.set()
            assert go_on.wait(TIMEOUT_SECONDS)

    with start_writers(2) as write:
        first = write(slowly)
        assert placed.wait(TIMEOUT_SECONDS)
        second = write(lambda: publish_in_thread(quick, mona))
        time.sleep(0.3)
        assert (get_changes(client)["results"], second.done()) == ([], False)
        go_on.set()
        first.result(TIMEOUT_SECONDS)
        second.result(TIMEOUT_SECONDS)
    assert [change["claim"] for change in get_changes(client)["results"]] == [slow, quick]


@pytest.mark.django_db(transaction=True)
def test_a_rollback_leaves_no_gap(client: Client, edith: User, mona: User) -> None:
    first, second = (make_approved_verdict(edith, mona).claim_id for _ in range(2))
    with transaction.atomic():
        publish_in_thread(first, mona)
        transaction.set_rollback(True)
    publish_in_thread(second, mona)
    assert [(change["sequence"], change["claim"]) for change in get_changes(client)["results"]] == [(1, second)]


@pytest.mark.django_db(transaction=True)
def test_each_change_of_many_writers_is_read_once_and_in_order(edith: User, mona: User) -> None:
    waiting = [make_approved_verdict(edith, mona).claim_id for _ in range(12)]
    chance = random.Random(7)  # noqa: S311 - for delays
    delays = [chance.uniform(0, 0.05) for _ in waiting]

    def write(claim_id: int, delay: float) -> None:
        with transaction.atomic():
            time.sleep(delay)
            publish_in_thread(claim_id, mona)
            time.sleep(delay)

    read_changes: list[tuple[int, int]] = []
    with start_writers(4) as start:
        running = [start(lambda pair=pair: write(*pair)) for pair in zip(waiting, delays, strict=True)]
        while True:
            is_finished = all(each.done() for each in running)
            page = list_entries_after(read_changes[-1][0] if read_changes else 0)[:5]
            read_changes += [(entry.sequence, entry.publication.claim_id) for entry in page]
            if is_finished and len(page) < 5:
                break
    assert read_changes == list(LogEntry.objects.values_list("sequence", "publication__claim_id"))
    assert [sequence for sequence, _ in read_changes] == list(range(1, 13))
