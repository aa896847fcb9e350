"""Each key on each page does what it says: what is typed after it is text or nothing, and nothing else happens."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, Request, expect

from claims.keys import KEY_ACTIONS, KEY_PAGES
from claims.models import User
from tests.browser.key_stops import (
    MISSED_KEYS,
    Stop,
    list_admin_stops,
    list_article_stops,
    list_claim_stops,
    list_moderator_stops,
    list_queue_stops,
    list_series_stops,
    list_verdict_stops,
    list_watch_stops,
)
from tests.browser.key_walk import SENTENCE, KeyWalk, count_events
from tests.browser.page_actions import OpenSession
from tests.stories import make_queued_claim, make_taken_claim
from tests.web.desk.test_triage_cards import make_full_article

pytestmark = pytest.mark.django_db(transaction=True)


def collect_posts(page: Page) -> list[str]:
    """Return a list that grows with each request that changes something."""
    posts: list[str] = []

    def record(request: Request) -> None:
        if request.method != "GET":
            posts.append(request.url)

    page.on("request", record)
    return posts


def list_stops(edith: User, mona: User, cora: User, ada: User) -> Iterator[tuple[User, Stop]]:
    """Prepare the pages of a person and list them, before those of the next one are prepared."""
    taken = make_taken_claim(edith)
    for person, stops in (
        (edith, list_claim_stops(edith, mona)),
        (edith, list_article_stops(edith)),
        (edith, list_verdict_stops(edith, taken)),
        (edith, list_queue_stops(edith)),
        (edith, list_watch_stops(edith)),
        (edith, list_series_stops(edith)),
        (mona, list_moderator_stops(edith, mona, cora, taken)),
        (ada, list_admin_stops(ada, cora)),
    ):
        for stop in stops:
            yield person, stop


@pytest.mark.long
def test_every_key_of_every_page_does_what_it_says_and_nothing_else(
    open_session: OpenSession, cora: User, edith: User, mona: User, ada: User
) -> None:
    pages = {person: open_session(person) for person in (edith, mona, ada)}
    pressed: dict[str, set[str]] = {page: set() for page in (*KEY_PAGES, "other")}
    for person, stop in list_stops(edith, mona, cora, ada):
        walk, before = KeyWalk(pages[person], stop.path, stop.first), count_events()
        keys, faults = walk.press_all()
        assert faults == []
        assert (stop.path, frozenset(key for key, does in keys.items() if does == "field")) == (stop.path, stop.fields)
        assert count_events() == before
        pressed[stop.page].update(keys)
    named = {page: {action.key for action in KEY_ACTIONS.values() if page in action.pages} for page in KEY_PAGES}
    everywhere = set.intersection(*named.values())
    missed = {page: keys - everywhere - pressed[page] for page, keys in named.items()}
    assert {page: keys for page, keys in missed.items() if keys} == MISSED_KEYS
    assert everywhere <= set.union(*pressed.values())


def test_a_key_that_opens_a_page_starts_nothing_else(open_session: OpenSession, edith: User) -> None:
    make_queued_claim(edith)
    page = open_session(edith)
    posts, before = collect_posts(page), count_events()
    page.goto("/articles/")
    page.keyboard.press("c")
    page.keyboard.type("nana")
    page.wait_for_url("**/articles/new/")
    expect(page.locator("textarea:focus")).to_have_count(1)
    page.keyboard.type(SENTENCE)
    assert page.evaluate("document.activeElement.value").endswith(SENTENCE)
    assert (posts, count_events()) == ([], before)


def test_a_key_that_does_nothing_says_why(open_session: OpenSession, edith: User) -> None:
    article, page = make_full_article(edith, 2), open_session(edith)
    page.goto(f"/articles/{article.pk}/")
    line = page.locator("[data-status-line]")
    page.keyboard.press("a")
    expect(line).to_have_text("Choose a claim or row first: press j.")
    page.keyboard.press("v")
    expect(line).to_have_text("“v” does nothing here. Press ? for the list of shortcuts.")
    page.keyboard.press("k")
    page.keyboard.press("j")
    expect(line).to_have_text("This is the last one here.")


def test_the_end_of_a_list_offers_the_next_article(open_session: OpenSession, edith: User) -> None:
    other, article = make_full_article(edith, 2), make_full_article(edith, 1)
    page = open_session(edith)
    page.goto(f"/articles/{article.pk}/")
    page.keyboard.press("j")
    page.keyboard.press("a")
    expect(page.locator("[data-status-line]")).to_contain_text("Press n for the next article")
    page.keyboard.press("n")
    page.wait_for_url(f"**/articles/{other.pk}/")
