"""The palette, and lists by key."""

import re

import pytest
from playwright.sync_api import expect

from claims.models import User
from tests.browser.page_actions import OpenSession
from tests.stories import make_article, make_queued_claim

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_palette_finds_claims_and_commands_by_key(open_session: OpenSession, edith: User) -> None:
    claim = make_queued_claim(edith)
    page = open_session(edith)
    page.goto("/dashboard/")
    page.keyboard.press("/")
    palette = page.get_by_role("dialog", name="Search the desk")
    expect(palette.get_by_role("searchbox")).to_be_focused()
    page.keyboard.type("plantd trees")
    result = palette.locator("#palette-results [data-result]").first
    expect(result).to_contain_text("300 trees were planted")
    page.keyboard.press("Escape")
    expect(palette).to_be_hidden()
    assert page.evaluate("document.activeElement === document.body")
    page.keyboard.press("Control+k")
    with page.expect_response(lambda response: response.url.replace("%20", "+").endswith(f"claim+{claim.pk}")):
        page.keyboard.type(f"claim {claim.pk}")
    expect(palette.locator("#palette-results:not([data-stale]) [data-result]")).to_have_count(1)
    page.keyboard.press("ArrowDown")
    expect(palette.locator("[data-result]").first).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/claims/{claim.pk}/")
    page.keyboard.press("Control+k")
    page.keyboard.type("go to tips")
    expect(palette.locator("[data-palette-commands] [data-result]")).to_have_count(1)
    page.keyboard.press("Enter")
    page.wait_for_url("**/tips/")


def test_the_filter_of_the_queue_keeps_its_key(open_session: OpenSession, edith: User) -> None:
    make_queued_claim(edith)
    page = open_session(edith)
    page.goto("/queue/")
    page.keyboard.press("/")
    expect(page.locator("[data-palette]")).to_be_hidden()
    page.keyboard.press("Control+k")
    expect(page.locator("[data-palette]")).to_be_visible()


def test_a_list_of_articles_by_key(open_session: OpenSession, edith: User) -> None:
    first, second = (make_article(edith, f"Text {number}.", title=f"Title {number}") for number in (1, 2))
    page = open_session(edith)
    page.goto("/articles/")
    page.keyboard.press("j")
    expect(page.locator(f'[data-claim-card="article-{second.pk}"]')).to_be_focused()
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(f"/articles/{first.pk}/"))
    page.go_back()
    page.keyboard.press("j")
    page.keyboard.press("o")
    page.wait_for_url(re.compile(f"/articles/{second.pk}/"))
