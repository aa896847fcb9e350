"""A person who has changed all keys finds only their own keys, on every page."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from claims.custom_keys import is_valid_key
from claims.keys import KEY_ACTIONS, number_choices
from claims.models import Case, User
from claims.services.comments import add_comment
from claims.services.imports import create_url_import
from claims.services.keys import set_keys
from claims.services.reports import report_problem
from claims.services.saved_searches import save_search
from claims.services.tips import decline_tip, link_tip, submit_tip
from claims.services.webhooks import create_webhook, pause_webhook
from claims.tasks import compare_tips, compute_metrics
from claims.workflow import MOVES
from tests.api.sample_desk import create_failed_article
from tests.architecture.source_files import source_files
from tests.figure_stories import make_tree_series
from tests.stories import (
    ARTICLE_SENTENCE,
    make_appeal,
    make_approved_verdict,
    make_detected_claim,
    make_match,
    make_publication,
    make_queued_claim,
    make_read_article,
    make_repetition,
    make_stored_snapshot,
    make_submitted_verdict,
    make_taken_claim,
    make_watch,
    make_written_draft,
)

CUSTOM_KEYS = {name: chr(0x4E00 + number) for number, name in enumerate(KEY_ACTIONS)}
PageCollector = list[tuple[str, str]]

SENDING_KEYS = "Ctrl Enter"
"""No key of an action: they send the form whose button shows them."""


@pytest.fixture
def desk(client: Client, ada: User) -> Client:
    """A client of an admin who has changed the keys of all actions."""
    set_keys(person=ada, keys=CUSTOM_KEYS)
    client.force_login(ada)
    return client


def claim_pages(ada: User, edith: User) -> PageCollector:
    """The claim page in each state, and the pages that belong to a claim."""
    own, foreign, matched = make_taken_claim(ada), make_taken_claim(edith), make_match(edith).claim
    item = make_written_draft(own, ada).evidence.get()
    make_stored_snapshot(item.url)
    add_comment(claim_id=own.pk, author=edith, text="@Ada, in May or in June?")
    states = (own, foreign, matched, make_detected_claim(edith), make_submitted_verdict(edith).claim)
    event = own.events.filter(verb="verdict.drafted")[0]
    return [
        *(("claim", reverse("claim", args=[claim.pk])) for claim in states),
        ("preview", reverse("claim_preview", args=[own.pk])),
        ("snapshot", reverse("evidence_snapshot", args=[item.pk])),
        ("history", reverse("claim_history", args=[own.pk])),
        ("history", reverse("claim_event", args=[own.pk, event.pk])),
        ("history", reverse("claim_comments", args=[own.pk])),
        ("notifications", reverse("notifications")),
    ]


def article_pages(ada: User, edith: User) -> PageCollector:
    """Articles in each state."""
    articles = (make_read_article(edith), create_failed_article(edith))
    return [
        ("articles", reverse("articles")),
        ("new article", reverse("article_new")),
        *(("article", reverse("article", args=[article.pk])) for article in articles),
        ("history", reverse("article_history", args=[articles[0].pk])),
    ]


def queue_pages(ada: User, edith: User) -> PageCollector:
    """The queue, with filters, with a saved search and after its deletion."""
    make_queued_claim(edith)
    save_search(owner=ada, name="The mayor", query="source=The+mayor")
    queries = ("", "?source=Edith", "?source=The+mayor", "?source=The+mayor&removed=The+mayor")
    return [("queue", reverse("queue") + query) for query in queries]


def tip_pages(ada: User, edith: User) -> PageCollector:
    """The tips in each state."""
    claim = make_queued_claim(edith)
    texts = (ARTICLE_SENTENCE, ARTICLE_SENTENCE, "Is the mayor a good man?", "Did a cow fly over a church?")
    *_, declined, linked = (submit_tip(text=text, url="https://paper.example/trees") for text in texts)
    compare_tips()
    decline_tip(tip_id=declined.pk, editor=edith, reason="opinion")
    link_tip(tip_id=linked.pk, editor=edith, claim_id=claim.pk)
    return [("tips", f"{reverse('tips')}?view={view}") for view in ("open", "repeated", "linked", "declined")]


def moderation_pages(ada: User, edith: User) -> PageCollector:
    """The moderation page and each kind of case."""
    publication = make_publication(edith, ada)
    report_problem(publication=publication, reason="other", text="Look again.")
    create_failed_article(edith)
    make_appeal(ada, edith)
    waiting, approved = make_submitted_verdict(edith).claim_id, make_approved_verdict(edith, ada).claim_id
    cases = Case.objects.filter(closed__isnull=True, verdict=None)
    return [
        ("moderation", reverse("moderation")),
        *(
            ("verdict", reverse("claim_moderation", args=[claim]))
            for claim in (waiting, approved, publication.claim_id)
        ),
        *(("case", reverse("case", args=[case.pk])) for case in cases),
    ]


def other_pages(ada: User, edith: User) -> PageCollector:
    """All other pages with keys."""
    compute_metrics()
    webhook, _ = create_webhook(owner=ada, url="https://reader.example/hook", events=["verdict.published"])
    paused, _ = create_webhook(owner=ada, url="https://reader.example/other", events=["verdict.published"])
    pause_webhook(webhook_id=paused.pk, owner=ada)
    url_import = create_url_import(url="https://checks.example/feed.json", by=ada)
    return [
        ("dashboard", reverse("dashboard")),
        ("users", reverse("users")),
        ("user", reverse("user", args=[edith.pk])),
        ("reports", reverse("my_submissions")),
        ("imports", reverse("import", args=[url_import.pk])),
        ("watches", reverse("watches")),
        ("watch", reverse("watch", args=[make_watch(edith, "https://courier.example/feed").pk])),
        ("watch items", reverse("watch_items")),
        ("figures", reverse("series_list")),
        ("series", reverse("series", args=[(series := make_tree_series(edith)).pk])),
        ("figures import", reverse("series_import", args=[series.imports.get().pk])),
        ("family", reverse("claim_family", args=[make_repetition(edith, ada).claim_id])),
        *(("webhook", reverse("webhook", args=[item.pk])) for item in (webhook, paused)),
    ]


@pytest.mark.parametrize(
    "collect_pages", [claim_pages, article_pages, queue_pages, tip_pages, moderation_pages, other_pages]
)
def test_pages_show_only_the_custom_keys(
    desk: Client, ada: User, edith: User, collect_pages: Callable[[User, User], PageCollector]
) -> None:
    for page, path in collect_pages(ada, edith):
        response = desk.get(path)
        assert response.status_code == 200, path
        html = response.content.decode()
        expected = {CUSTOM_KEYS[name] for name, action in KEY_ACTIONS.items() if page in action.pages}
        active, displayed = (
            re.findall(r'data-key="([^"]*)"', html),
            re.findall(r"<kbd aria-hidden[^>]*>([^<]*)</kbd>", html),
        )
        assert active
        assert [key for key in active if key not in expected] == [], path
        assert [key for key in displayed if key not in {*expected, SENDING_KEYS}] == [], path


def test_each_action_is_triggered_somewhere() -> None:
    """No list of shortcuts shows a key that does nothing."""
    sources = [path.read_text() for path in source_files("templates", "claims/web", endings={".html", ".py"})]
    named = set(re.findall(r"[\"'=](\w+)", "\n".join(sources)))
    derived = re.compile(r"(dismiss|rate|decline|tips|saved_search|claims_by)_\w+|\d+_days")
    assert [name for name in KEY_ACTIONS if name not in named | set(MOVES) and not derived.fullmatch(name)] == []


def test_a_tenth_choice_has_the_key_0_and_further_ones_have_none() -> None:
    labels = {f"option{number}": f"Option {number}" for number in range(1, 13)}
    actions = number_choices("rate", labels)
    assert [key for _, key, _ in actions] == ["1", "2", "3", "4", "5", "6", "7", "8", "9", "0"]
    assert all(is_valid_key(key) for _, key, _ in actions)
