"""Keys of one's own on every page: whoever has changed them all meets none but their own there."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from claims import keys as table
from claims import tasks
from claims.models import Case, User
from claims.models.webhook import EVENTS
from claims.services import comments, imports, keys, moderation, tips, views, webhooks
from tests import stories
from tests.api.world import a_failed_article

OWN = {name: chr(0x4E00 + place) for place, name in enumerate(table.ACTIONS)}
Pages = list[tuple[str, str]]


@pytest.fixture
def desk(client: Client, ada: User) -> Client:
    """Of somebody who may do everything, and has another key for all of it."""
    keys.give(person=ada, keys=OWN)
    client.force_login(ada)
    return client


def claims(ada: User, edith: User) -> Pages:
    """The claim page in each state, and what hangs on it."""
    mine, theirs, suggested = stories.a_taken_claim(ada), stories.a_taken_claim(edith), stories.a_match(edith).claim
    item = stories.a_written_draft(mine, ada).evidence.get()
    stories.a_kept_page(item.url)
    comments.add(claim_id=mine.pk, author=edith, text="@Ada, in May or in June?")
    states = (mine, theirs, suggested, stories.a_detected_claim(edith), stories.a_submitted_verdict(edith).claim)
    event = mine.events.filter(verb="verdict.drafted")[0]
    return [
        *(("claim", reverse("claim", args=[claim.pk])) for claim in states),
        ("preview", reverse("preview", args=[mine.pk])),
        ("copy", reverse("evidence_snapshot", args=[item.pk])),
        ("history", reverse("claim_history", args=[mine.pk])),
        ("history", reverse("claim_event", args=[mine.pk, event.pk])),
        ("history", reverse("claim_comments", args=[mine.pk])),
        ("mentions", reverse("mentions")),
    ]


def of_articles(ada: User, edith: User) -> Pages:
    """Articles in each state."""
    shown = (stories.a_read_article(edith), a_failed_article(edith))
    return [
        ("articles", reverse("articles")),
        ("new article", reverse("article_new")),
        *(("article", reverse("article", args=[article.pk])) for article in shown),
        ("history", reverse("article_history", args=[shown[0].pk])),
    ]


def the_queue(ada: User, edith: User) -> Pages:
    """The queue, one's own view of it, and the view after it was put away."""
    stories.a_queued_claim(edith)
    views.keep(owner=ada, name="The mayor", query="source=The+mayor")
    queries = ("", "?source=Edith", "?source=The+mayor", "?source=The+mayor&removed=The+mayor")
    return [("queue", reverse("queue") + query) for query in queries]


def questions(ada: User, edith: User) -> Pages:
    """What readers ask, in each state."""
    claim = stories.a_queued_claim(edith)
    texts = (stories.SENTENCE, stories.SENTENCE, "Is the mayor a good man?", "Did a cow fly over a church?")
    *_, declined, linked = (tips.ask(text=text, url="https://paper.example/trees") for text in texts)
    tasks.compare_tips()
    tips.decline(tip_id=declined.pk, editor=edith, reason="opinion")
    tips.link(tip_id=linked.pk, editor=edith, claim_id=claim.pk)
    return [("asked", f"{reverse('tips')}?view={view}") for view in ("open", "repeated", "linked", "declined")]


def judged(ada: User, edith: User) -> Pages:
    """The moderators' queue and each kind of case."""
    publication = stories.a_publication(edith, ada)
    moderation.report(publication=publication, reason="other", text="Look again.")
    a_failed_article(edith)
    stories.a_contest(ada, edith)
    waiting, approved = stories.a_submitted_verdict(edith).claim_id, stories.an_approved_verdict(edith, ada).claim_id
    cases = Case.objects.filter(closed__isnull=True, verdict=None)
    return [
        ("moderation", reverse("moderation")),
        *(("moderate", reverse("moderate", args=[claim])) for claim in (waiting, approved, publication.claim_id)),
        *(("case", reverse("case", args=[case.pk])) for case in cases),
    ]


def rooms(ada: User, edith: User) -> Pages:
    """All other pages with keys."""
    tasks.compute_figures()
    webhook, _ = webhooks.create(owner=ada, url="https://reader.example/hook", told_of=list(EVENTS))
    paused, _ = webhooks.create(owner=ada, url="https://reader.example/other", told_of=list(EVENTS))
    webhooks.pause(webhook_id=paused.pk, owner=ada)
    asked = imports.ask_url(url="https://checks.example/feed.json", by=ada)
    return [
        ("dashboard", reverse("dashboard")),
        ("people", reverse("people")),
        ("person", reverse("person", args=[edith.pk])),
        ("reports", reverse("reports")),
        ("imports", reverse("import", args=[asked.pk])),
        *(("webhook", reverse("webhook", args=[each.pk])) for each in (webhook, paused)),
    ]


@pytest.mark.parametrize("told", [claims, of_articles, the_queue, questions, judged, rooms])
def test_no_page_has_a_key_that_its_reader_has_changed(
    desk: Client, ada: User, edith: User, told: Callable[[User, User], Pages]
) -> None:
    for page, path in told(ada, edith):
        answer = desk.get(path)
        assert answer.status_code == 200, path
        html = answer.content.decode()
        there = {OWN[name] for name, action in table.ACTIONS.items() if page in action.pages}
        pressed, shown = (
            re.findall(r'data-key="([^"]*)"', html),
            re.findall(r"<kbd aria-hidden[^>]*>([^<]*)</kbd>", html),
        )
        assert pressed
        assert [key for key in (*pressed, *shown) if key not in there] == [], path
