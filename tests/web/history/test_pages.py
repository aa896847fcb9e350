"""Pages of history: they join without a gap, are fast, and each entry has a URL."""

import time
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from claims.event_data.verdicts import ReportSubmitted
from claims.models import Claim, User
from claims.selectors import history
from claims.selectors.history import PAGE_RUNS
from claims.selectors.paging import Cursor
from claims.services.articles import reread_article, retry_article
from claims.services.claims import add_claim
from claims.services.events import record_event
from claims.services.moderation import approve_verdict
from claims.services.publications import publish_verdict
from claims.services.verdicts import begin_correction, submit_verdict
from claims.verbs.verdicts import REPORT_SUBMITTED
from claims.web.history.timeline import build_claim_timeline
from tests.api.sample_desk import create_failed_article
from tests.stories import make_publication, make_read_article, make_taken_claim
from tests.web.history.test_event_changes import history_entries, history_text, save_test_draft


def record_other_event(claim: Claim, person: User, reason: str = "") -> None:
    """Record an event between two others."""
    record_event(REPORT_SUBMITTED, actor=person, claim=claim, data=ReportSubmitted(report=0, reason=reason))


def history_page_text(client: Client, person: User, name: str, *args: int, **query: Any) -> str:
    client.force_login(person)
    return client.get(reverse(name, args=args), query).content.decode()


def test_pages_of_history_join_without_a_gap_and_each_diff_is_exact(
    edith: User, emil: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    claim = make_taken_claim(edith)
    for number in range(6):
        save_test_draft(claim, edith, summary=f"Count {number}.")
        if number % 2:
            record_other_event(claim, emil)
    entries = history_entries(claim)
    paged, cursor = [], ""
    while True:
        page = build_claim_timeline(claim, cursor, size=2)
        paged += page.rows
        cursor = page.next
        if not cursor:
            break
    assert paged == entries
    assert [history_text(entry) for entry in entries[1:6:2]] == [
        {"Summary": "Count [-3-]{+5+}."},
        {"Summary": "Count [-1-]{+3+}."},
        {"Summary": "{+Count 1.+}"},
    ]
    monkeypatch.setattr(history, "MAX_EVENTS", 1)
    assert build_claim_timeline(claim).next == Cursor((entries[0].id,)).encode()
    monkeypatch.setattr(history, "MAX_WALKED_EVENTS", 1)
    assert build_claim_timeline(claim, Cursor((entries[5].id + 1,)).encode()).rows[0].changes == []


def test_a_long_run_of_saves_continues_on_the_next_page(edith: User, monkeypatch: pytest.MonkeyPatch) -> None:
    claim = make_taken_claim(edith)
    for number in range(5):
        save_test_draft(claim, edith, summary=f"Count {number}.")
    monkeypatch.setattr(history, "MAX_EVENTS", 3)
    first = build_claim_timeline(claim)
    second = build_claim_timeline(claim, first.next)
    assert [(entry.what, history_text(entry)) for entry in first.rows] == [
        ("Draft saved 3 times", {"Summary": "Count [-1-]{+4+}."})
    ]
    assert (second.rows[0].what, history_text(second.rows[0])) == ("Draft saved 2 times", {"Summary": "{+Count 1.+}"})


def test_the_claims_page_shows_the_newest_entries_and_links_to_the_older(client: Client, edith: User) -> None:
    claim = make_taken_claim(edith)
    for number in range(PAGE_RUNS):
        record_other_event(claim, edith, f"Look {number}.")
    html = history_page_text(client, edith, "claim", claim.pk)
    assert html.count("timeline__what") == PAGE_RUNS
    cursor = Cursor((claim.events.get(data__reason="Look 0.").pk,)).encode()
    assert f"/history/?cursor={cursor}" in html
    rest = history_page_text(client, edith, "claim_history", claim.pk, cursor=cursor)
    assert "Taken from the queue" in rest
    assert "Look 0." not in rest
    assert "Newest" in rest


def test_every_entry_has_a_page_with_the_whole_change(client: Client, edith: User) -> None:
    claim = make_taken_claim(edith)
    save_test_draft(claim, edith, justification="<b>Counted</b> & sorted. " * 2000)
    entry = history_entries(claim)[0]
    assert entry.url in history_page_text(client, edith, "claim_history", claim.pk)
    html = client.get(entry.url).content.decode()
    assert html.count("&lt;b&gt;Counted&lt;/b&gt; &amp; sorted.") == 2000
    assert "<b>Counted" not in html


def test_a_page_of_an_unknown_entry_is_not_found(client: Client, edith: User) -> None:
    claim, other = make_taken_claim(edith), make_taken_claim(edith)
    client.force_login(edith)
    for event_id in (other.events.latest("pk").pk, 2**62, 0):
        assert client.get(reverse("claim_event", args=[claim.pk, event_id])).status_code == 404


def test_a_hostile_justification_is_compared_in_less_than_a_second(client: Client, edith: User) -> None:
    claim = make_taken_claim(edith)
    for text in ("a b " * 25_000, "b a c " * 16_000, "b " * 50_000, "a b " * 25_000):
        save_test_draft(claim, edith, justification=text)
        record_other_event(claim, edith)
    client.force_login(edith)
    start = time.process_time()
    response = client.get(reverse("claim_history", args=[claim.pk]))
    assert time.process_time() - start < 1
    assert len(response.content) < 100_000


def test_the_number_of_queries_does_not_grow_with_the_history(
    edith: User, mona: User, django_assert_max_num_queries: Any
) -> None:
    claim = make_publication(edith, mona).claim
    for _ in range(3):
        begin_correction(claim_id=claim.pk, editor=edith, reason="Once more.")
        save_test_draft(claim, edith, summary=f"Once more, {claim.verdicts.count()}.", correction="Again.")
        submit_verdict(claim_id=claim.pk, editor=edith)
        approve_verdict(claim_id=claim.pk, moderator=mona)
        publish_verdict(claim_id=claim.pk, moderator=mona)
    with django_assert_max_num_queries(8):
        history_entries(claim)


# Articles ----------------------------------------------------------------------------


def test_an_articles_history_shows_its_submission_and_readings(client: Client, cora: User, edith: User) -> None:
    article = make_read_article(cora)
    add_claim(article=article, editor=edith, start=0, end=6, exact="Report")
    reread_article(article_id=article.pk, editor=edith)
    html = history_page_text(client, cora, "article_history", article.pk)
    for words in ("Submitted", "Cora", "Reading started", "Attempt 1", "Read", "Pipeline: test 1",
                  "Claims found: 1", "Added from the article", "Edith", "New reading requested"):  # fmt: skip
        assert words in html
    assert reverse("article_history", args=[article.pk]) in history_page_text(client, cora, "article", article.pk)


def test_an_articles_history_shows_why_each_reading_failed(client: Client, cora: User, emil: User, mona: User) -> None:
    article = create_failed_article(cora)
    retry_article(article_id=article.pk, moderator=mona)
    html = history_page_text(client, cora, "article_history", article.pk)
    assert html.count("It died.") == 3
    assert "Could not be read" in html
    assert "Retry requested" in html


def test_the_history_of_another_contributors_article_is_not_found(client: Client, edith: User, cora: User) -> None:
    client.force_login(cora)
    assert client.get(reverse("article_history", args=[make_read_article(edith).pk])).status_code == 404
