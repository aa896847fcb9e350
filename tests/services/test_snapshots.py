"""A task fetches a page once, within bounds; errors are stored as sentences."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from functools import partial

import pytest
import time_machine
from celery import current_app
from django.utils import timezone

from claims.intake import Document, fetching
from claims.models import Event, QuoteCheck, Snapshot, User
from claims.refusals import BadUrl, FetchTimeout, NotAllowed, PrivateUrl
from claims.selectors.evidence import list_unexamined_evidence_ids, list_unfetched_snapshot_ids
from claims.services.evidence import add_evidence
from claims.services.snapshots import READ_ERROR, request_snapshot, store_snapshot
from claims.tasks import dispatch_snapshots, fetch_snapshot
from tests.intake.loopback_web import LoopbackWeb, http_answer
from tests.stories import SNAPSHOT_TEXT, make_taken_claim, make_written_draft

DOOR = "claims.services.snapshots.fetch_document"
ARTICLE = (
    b"<html><head><title>Trees in spring</title><meta property='og:site_name' content='Parks Office'>"
    b"<meta property='article:published_time' content='2026-03-01'></head><body><article><h1>Trees in spring</h1>"
    b"<p>The parks office said that 298 trees were planted in spring, in all the parks of the town.</p>"
    b"<p>It counted them twice, once in April and then again in May, when the leaves had come.</p>"
    b"<table><tr><th>Park</th><th>Trees</th></tr><tr><td>Mill Green</td><td>112 limes</td></tr></table>"
    b"</article></body></html>"
)


@pytest.fixture(autouse=True)
def _fake_internet(web: LoopbackWeb, monkeypatch: pytest.MonkeyPatch) -> None:
    """The fetcher goes to our own web, where only loopback stands for the public."""
    monkeypatch.setattr(DOOR, partial(fetching.fetch_article, network=web.network))


def visit_page(web: LoopbackWeb, by: User, path: str = "/trees", host: str = "news.example") -> Snapshot:
    page = request_snapshot(url=web.url(path, host), by=by)
    fetch_snapshot(page.pk)
    page.refresh_from_db()
    return page


def test_a_page_is_stored_with_its_metadata(web: LoopbackWeb, edith: User) -> None:
    web.pages["/trees"] = http_answer(ARTICLE)
    page = visit_page(web, edith)
    assert (page.state, page.title, page.publisher) == ("stored", "Trees in spring", "Parks Office")
    assert str(page.published) == "2026-03-01"
    assert "298 trees were planted in spring" in page.text
    assert "112 limes" in page.text
    assert page.word_count == len(page.text.split())
    assert Event.objects.filter(verb="snapshot.stored").count() == 1


def test_a_task_that_runs_twice_fetches_once(web: LoopbackWeb, edith: User) -> None:
    web.pages["/trees"] = http_answer(ARTICLE)
    page = visit_page(web, edith)
    fetch_snapshot(page.pk)
    assert len(web.requests) == 1
    assert Event.objects.filter(verb="snapshot.stored").count() == 1


def test_the_same_page_is_not_fetched_again_within_the_hour(web: LoopbackWeb, edith: User) -> None:
    web.pages["/trees"] = http_answer(ARTICLE)
    page = visit_page(web, edith)
    assert request_snapshot(url=web.url("/trees#top"), by=edith) == page
    with time_machine.travel(timezone.now() + timedelta(hours=2)):
        assert request_snapshot(url=web.url("/trees"), by=edith) != page


@pytest.mark.parametrize(
    ("page", "words"),
    [
        (http_answer(status="404 Not Found"), "The site has no page at this URL (status 404)."),
        (http_answer(status="403 Forbidden"), "The site does not allow access to the page (status 403)."),
        (http_answer(b"%PDF-1.7", content_type="application/pdf"), "This file is broken."),
        (http_answer(b"\x89PNG", content_type="image/png"), "There is no article text at this URL."),
        (http_answer(b"<html></html>"), "The page contains no text; scripts may build it."),
        (http_answer(b"<" * 50_000), "The page has more than 40,000 tags."),
        (http_answer(b"x", content_encoding="br"), "The site uses an unsupported compression."),
    ],
)
def test_the_error_has_no_advice_for_articles(web: LoopbackWeb, edith: User, page: bytes, words: str) -> None:
    web.pages["/trees"] = page
    snapshot = visit_page(web, edith)
    assert snapshot.state == "failed"
    assert snapshot.error.startswith(words)
    assert "aste" not in snapshot.error


def test_a_private_url_is_not_fetched(web: LoopbackWeb, edith: User) -> None:
    web.names["inside.example"] = ["10.0.0.1"]
    page = visit_page(web, edith, host="inside.example")
    assert (page.state, page.error) == ("failed", str(PrivateUrl.title))
    assert web.requests == []


def test_a_temporary_error_is_retried_three_times(web: LoopbackWeb, edith: User) -> None:
    web.pages["/trees"] = http_answer(status="503 Service Unavailable")
    page = visit_page(web, edith)
    assert (page.state, page.attempts) == ("waiting", 1)
    assert page.error == "The site has an error (status 503)."
    fetch_snapshot(page.pk)
    assert len(web.requests) == 1
    for hour in (1, 2):
        with time_machine.travel(timezone.now() + timedelta(hours=hour)):
            assert list_unfetched_snapshot_ids() == [page.pk]
            fetch_snapshot(page.pk)
    page.refresh_from_db()
    assert (page.state, page.attempts, len(web.requests)) == ("failed", 3, 3)


def test_a_fetch_that_is_interrupted_three_times_fails(edith: User, monkeypatch: pytest.MonkeyPatch) -> None:
    page = request_snapshot(url="https://parks.example/trees", by=edith)
    with monkeypatch.context() as dying:
        dying.setattr(DOOR, _raise_error)
        for hour in range(3):
            with time_machine.travel(timezone.now() + timedelta(hours=hour)), pytest.raises(SystemExit):
                fetch_snapshot(page.pk)
    with time_machine.travel(timezone.now() + timedelta(hours=4)):
        fetch_snapshot(page.pk)
    page.refresh_from_db()
    assert (page.state, page.error) == ("failed", str(READ_ERROR))


def _raise_error(*_: object, **__: object) -> None:
    raise SystemExit


def test_a_page_that_breaks_the_extractor_fails(edith: User, monkeypatch: pytest.MonkeyPatch) -> None:
    page = request_snapshot(url="https://parks.example/trees", by=edith)
    monkeypatch.setattr(DOOR, lambda *_, **__: 1 / 0)
    fetch_snapshot(page.pk)
    page.refresh_from_db()
    assert (page.state, page.error) == ("failed", str(READ_ERROR))


def test_without_redis_the_sweep_fetches_waiting_pages(
    edith: User,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: Callable[..., AbstractContextManager[object]],
) -> None:
    monkeypatch.setattr(current_app.conf, "broker_url", "redis://127.0.0.1:1/0")
    monkeypatch.setattr(current_app, "_pool", None)
    with django_capture_on_commit_callbacks(execute=True):
        page = request_snapshot(url="https://parks.example/trees", by=edith)
    assert list_unfetched_snapshot_ids() == [page.pk]
    dispatch_snapshots()


def test_the_sweep_checks_evidence_that_a_dead_worker_left(edith: User) -> None:
    make_written_draft(make_taken_claim(edith), edith)
    page = Snapshot.objects.get()
    document = Document("Trees", SNAPSHOT_TEXT, page.url)
    store_snapshot(snapshot_id=page.pk, document=document)
    assert not QuoteCheck.objects.exists()
    dispatch_snapshots()
    assert QuoteCheck.objects.get().state == "verbatim"
    assert list_unexamined_evidence_ids() == []


@pytest.mark.parametrize(
    "url", ["", "trees", "ftp://parks.example/", "https://a:b@parks.example/", "https://a\0.example"]
)
def test_an_invalid_url_is_not_requested(edith: User, url: str) -> None:
    with pytest.raises(BadUrl):
        request_snapshot(url=url, by=edith)
    assert not Snapshot.objects.exists()


def test_contributors_cannot_request_pages(cora: User) -> None:
    with pytest.raises(NotAllowed):
        request_snapshot(url="https://parks.example/trees", by=cora)


def test_adding_evidence_does_not_wait_for_the_page(edith: User, monkeypatch: pytest.MonkeyPatch) -> None:
    def slow(*_: object, **__: object) -> None:
        raise FetchTimeout

    monkeypatch.setattr(DOOR, slow)
    claim = make_taken_claim(edith)
    item = add_evidence(
        claim_id=claim.pk, editor=edith, question="?", answer="!", stance="context", url="https://parks.example/trees"
    )
    assert item.snapshot is not None
    fetch_snapshot(item.snapshot.pk)
    item.snapshot.refresh_from_db()
    assert (item.snapshot.state, item.snapshot.error) == ("waiting", "The page did not answer in time.")
