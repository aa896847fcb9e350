"""Each key that opens a form or a field, on each page: what is typed next is text, and nothing else happens."""

import pytest
from playwright.sync_api import Page, Request, expect

from claims.models import Event, User
from claims.services.reports import report_problem
from claims.services.tips import submit_tip
from claims.verbs import UNLISTED_VERBS
from claims.verbs.verdicts import VERDICT_DRAFTED
from tests.browser.page_actions import OpenSession
from tests.stories import (
    ARTICLE_SENTENCE,
    make_approved_verdict,
    make_publication,
    make_queued_claim,
    make_submitted_verdict,
    make_taken_claim,
    make_written_draft,
)
from tests.web.desk.test_triage_cards import make_full_article

pytestmark = pytest.mark.django_db(transaction=True)

SENTENCE = "Was dat u, PAXT? Bring my 1 view up"
"""Nearly every letter of it is a key somewhere."""

READ_KEYS = """() => {
    const fields = "input:not([type=hidden], [type=checkbox], [type=radio], [type=submit]), textarea, select";
    const opens = element => element.matches(fields) || element.matches("a[hx-get]")
        || element.matches("label") && element.control?.matches(fields)
        || element.matches("summary") && element.parentElement.querySelector(fields) !== null;
    const usable = element => element.checkVisibility() && !element.disabled
        && !element.closest("[data-claim-card]:not([data-focused])");
    const elements = [...document.querySelectorAll("[data-key]")].filter(usable);
    return elements.filter(opens).map(element => element.dataset.key);
}"""
"""The keys of the page that open a field, as its own key table has them."""

CASE_VERBS = ("case.taken", "case.renewed", "case.released")
"""What open pages of cases record by themselves."""

QUIET_PATHS = ("/presence/", "/lease/", "/renew/", "/hold/", "/release/", "/leave/", "/draft/")
"""Addresses to which open pages post by themselves, and where drafts are saved while they are typed."""


def collect_posts(page: Page) -> list[str]:
    """Return a list that grows with each request that changes something."""
    posts: list[str] = []

    def record(request: Request) -> None:
        if request.method != "GET" and not any(path in request.url for path in QUIET_PATHS):
            posts.append(request.url)

    page.on("request", record)
    return posts


def count_events() -> int:
    """Count the events, without those of open pages and saved drafts."""
    return Event.objects.exclude(verb__in=[*UNLISTED_VERBS, VERDICT_DRAFTED.name, *CASE_VERBS]).count()


def open_page(page: Page, path: str, first: str) -> None:
    page.goto(path)
    page.wait_for_load_state("networkidle")
    if first:
        page.keyboard.press(first)


def type_after_key(page: Page, key: str) -> str:
    """Press a key and type the sentence without waiting; return the text of the field that has the focus then."""
    for pressed in key.split(" "):
        page.keyboard.press(pressed)
    page.keyboard.type(SENTENCE)
    page.wait_for_load_state("networkidle")
    expect(page.locator("input:focus, textarea:focus, select:focus")).to_have_count(1)
    return str(page.evaluate("document.activeElement.value"))


def check_page(page: Page, path: str, first: str = "") -> set[str]:
    """Type after each key of a page that opens a field, then leave it with Escape; return these keys."""
    posts = collect_posts(page)
    open_page(page, path, first)
    keys = set(page.evaluate(READ_KEYS))
    before, failed = count_events(), []
    for key in sorted(keys):
        open_page(page, path, first)
        text = type_after_key(page, key)
        is_choice = page.evaluate("document.activeElement.matches('select, [type=date], [type=datetime-local]')")
        if SENTENCE not in text and not is_choice:
            failed.append((path, key, text))
        page.keyboard.press("Escape")
        page.keyboard.press("Escape")
        if page.evaluate("document.activeElement.matches('input, textarea, select')"):
            failed.append((path, key, "Escape"))
    assert (failed, posts, count_events()) == ([], [], before)
    return keys


def test_what_follows_a_key_of_an_editor_is_text(open_session: OpenSession, edith: User, mona: User) -> None:
    article, queued, taken = make_full_article(edith, 3), make_queued_claim(edith), make_taken_claim(edith)
    make_written_draft(taken, edith)
    published = make_publication(edith, mona).claim
    submit_tip(text=ARTICLE_SENTENCE, email="reader@reader.example")
    page = open_session(edith)
    opened = {
        "article": check_page(page, f"/articles/{article.pk}/", "j"),
        "queue": check_page(page, "/queue/?source=mayor&state=queued", "j"),
        "queued": check_page(page, f"/claims/{queued.pk}/"),
        "taken": check_page(page, f"/claims/{taken.pk}/"),
        "published": check_page(page, f"/claims/{published.pk}/"),
        "tips": check_page(page, "/tips/"),
    }
    assert opened == {
        "article": {"e", "E", "i", "3"},
        "queue": {"/", "s", "w"},
        "queued": {"e", "E", "m", "w"},
        "taken": {"e", "E", "m", "w", "d", "v", "g s", "g w"},
        "published": {"e", "E", "m", "w", "C"},
        "tips": {"d", "f"},
    }


def test_what_follows_a_key_of_a_moderator_is_text(
    open_session: OpenSession, edith: User, mona: User, ada: User
) -> None:
    publication = make_publication(edith, mona)
    report_problem(publication=publication, reason="other", text="Look again.")
    submitted, approved = make_submitted_verdict(edith).claim_id, make_approved_verdict(edith, mona).claim_id
    page = open_session(mona)
    opened = {
        "list": check_page(page, "/moderation/"),
        "submitted": check_page(page, f"/claims/{submitted}/moderation/"),
        "approved": check_page(page, f"/claims/{approved}/moderation/"),
        "users": check_page(open_session(ada), "/users/"),
    }
    assert opened == {
        "list": {"y", "r"},
        "submitted": {"b", "m"},
        "approved": {"b", "m"},
        "users": {"/"},
    }


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
