"""Every page asks a few queries, no more of them when there is more to show, and none that counts without end.

The pages and the API's lists are those of the access tables, so a new one is looked at without being named here.
"""

import json
import re
from collections.abc import Iterator
from io import BytesIO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from claims.models import Article, Claim, User
from claims.services import claims as triage
from claims.services import matches, moderation, publishing, reviews, tokens, verdicts
from tests.api.test_access import TABLE as API
from tests.api.world import World, a_failed_article, a_world
from tests.feeds import a_review
from tests.stories import (
    a_detected_claim,
    a_publication,
    a_queued_claim,
    a_submitted_verdict,
    a_taken_claim,
    a_written_draft,
    an_approved_verdict,
)
from tests.web.test_access import PUBLIC, TABLE

MOST = 12
MANY = 3
COUNT, CAPPED = re.compile(r"\bCOUNT\("), re.compile(r"\bLIMIT \d+\)")
WORDS = ("Report", "number", "mayor", "Monday", "trees", "planted")


@pytest.fixture
def world(cora: User, edith: User, mona: User, ada: User) -> World:
    return a_world(cora, edith, mona, ada)


def test_a_page_asks_few_queries_however_much_it_shows(world: World, edith: User, mona: User) -> None:
    few = dict(_asked(world))
    _grow(world, edith, mona)
    many = dict(_asked(world))
    assert {page: _short(sent) for page, sent in many.items() if len(sent) > MOST} == {}
    grown = {page: (len(few[page]), _short(sent)) for page, sent in many.items() if len(sent) > len(few[page])}
    assert grown == {}


def test_nothing_counts_without_end(world: World) -> None:
    sent = {page: [sql for sql in queries if _counts_without_end(sql)] for page, queries in _asked(world)}
    assert {page: queries for page, queries in sent.items() if queries} == {}


@pytest.mark.parametrize(
    ("sql", "endless"),
    [
        ("SELECT COUNT(*) FROM claims_claim", True),
        ("SELECT COUNT(*) FROM claims_claim LIMIT 21", True),
        ("SELECT COUNT(*) FROM (SELECT id FROM claims_claim LIMIT 1001) capped", False),
        ("SELECT id FROM claims_claim", False),
    ],
)
def test_the_rule_knows_an_endless_count(sql: str, *, endless: bool) -> None:
    assert _counts_without_end(sql) == endless


def _short(queries: list[str]) -> list[str]:
    """The queries by what tells them apart."""
    return [re.sub(r"^SELECT .* FROM ", "SELECT … FROM ", " ".join(sql.split()))[:160] for sql in queries]


def _counts_without_end(sql: str) -> bool:
    """Whether it counts rows, and none of its subqueries has an end."""
    return bool(COUNT.search(sql) and not CAPPED.search(sql))


def _asked(world: World) -> Iterator[tuple[str, list[str]]]:
    """The queries of each page, asked by an editor where editors get it, else by the admin."""
    for name, path in _pages(world):
        for role in ("editor", "admin"):
            client = Client()
            client.force_login(world.people[role] or User())
            client.get(path)
            with CaptureQueriesContext(connection) as queries:
                answer = client.get(path)
                answer.getvalue()
            if answer.status_code == 200:
                yield name, [query["sql"] for query in queries]
                break


def _pages(world: World) -> Iterator[tuple[str, str]]:
    """Names and addresses of all that can be read: pages, API, and the lists of the admin pages."""
    doors = [(name, name, row.things) for (method, name), row in (TABLE | PUBLIC).items() if method == "GET"]
    doors += [(f"api:{name}", f"api:{name}", row.things) for (method, name), row in API.items() if method == "GET"]
    for label, name, things in doors:
        yield label, reverse(name, args=[world.things.get(thing, thing) for thing in things.split()])
    for model in ("article", "claim", "event", "publication", "user"):
        yield f"admin {model}", reverse(f"admin:claims_{model}_changelist")


def _grow(world: World, edith: User, mona: User) -> None:
    """More of everything that a page can list."""
    for _ in range(MANY):
        a_detected_claim(edith)
        a_queued_claim(edith)
        a_taken_claim(edith)
        a_submitted_verdict(edith)
        an_approved_verdict(edith, mona)
        a_failed_article(edith)
        tokens.issue(user=edith)
        _report(a_publication(edith, mona).claim_id)
        _report(int(world.things["published"]))
    _more_around(world, edith, mona)


def _report(claim_id: int) -> None:
    publication = Claim.objects.select_related("publication").get(pk=claim_id).publication
    assert publication
    moderation.report(publication=publication, reason="other", text="Look again.", email="reader@post.example")


def _more_around(world: World, edith: User, mona: User) -> None:
    """More about the very things that pages are asked for."""
    article = Article.objects.get(pk=world.things["article"])
    for word in WORDS:
        at = article.text.index(word)
        triage.add(article=article, editor=edith, start=at, end=at + len(word), exact=word)
    taken = Claim.objects.get(pk=world.things["taken"])
    for _ in range(MANY):
        a_written_draft(taken, edith)
    feed = [a_review(number, f"{500 + number} trees were planted") for number in range(10, 10 + MANY)]
    reviews.take_in(stream=BytesIO(json.dumps(feed).encode()), feed="more.json", by=None)
    for claim in ("taken", "queued"):
        matches.suggest(claim_id=int(world.things[claim]))
    _correct(int(world.things["published"]), edith, mona)


def _correct(claim_id: int, edith: User, mona: User) -> None:
    """Let a second revision out."""
    verdicts.correct(claim_id=claim_id, editor=edith, reason="The count was wrong.")
    a_written_draft(Claim.objects.get(pk=claim_id), edith)
    verdicts.submit(claim_id=claim_id, editor=edith)
    moderation.approve(claim_id=claim_id, moderator=mona)
    publishing.publish(claim_id=claim_id, moderator=mona)
