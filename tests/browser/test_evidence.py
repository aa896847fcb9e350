"""An address is pasted, and what its page says about itself and about the quote comes by itself."""

import pytest
from playwright.sync_api import Page, expect

from claims.models import Evidence, Snapshot, User
from claims.services.snapshots import fail_snapshot
from tests.browser.page_actions import OpenSession
from tests.stories import make_stored_snapshot, make_taken_claim

pytestmark = pytest.mark.django_db(transaction=True)
URL = "https://parks.example/trees"


def open_evidence_form(sit_down: OpenSession, edith: User) -> Page:
    page = sit_down(edith)
    page.goto(f"/claims/{make_taken_claim(edith).pk}/")
    page.keyboard.press("v")
    return page


def paste_text(page: Page) -> None:
    """Put the address in and go on to the next field."""
    page.get_by_label("Address").fill(URL)
    page.get_by_label("Address").press("Tab")
    expect(page.get_by_text("Fetching the page…")).to_be_visible()


def test_the_title_arrives_and_what_was_typed_stays(sit_down: OpenSession, edith: User) -> None:
    page = open_evidence_form(sit_down, edith)
    page.get_by_label("Publisher").fill("Parks")
    paste_text(page)
    make_stored_snapshot(URL)
    expect(page.get_by_label("Title of the page")).to_have_value("Trees in spring")
    expect(page.get_by_label("Published on")).to_have_value("2026-03-01")
    expect(page.get_by_label("Publisher")).to_have_value("Parks")
    expect(page.get_by_text("Fetched: 15 words, 1 March 2026.")).to_be_visible()


def test_a_quote_that_is_not_there_is_warned_of_mended_and_undone(sit_down: OpenSession, edith: User) -> None:
    page = open_evidence_form(sit_down, edith)
    paste_text(page)
    make_stored_snapshot(URL)
    page.get_by_label("Question").fill("How many trees were planted?")
    page.get_by_label("Answer").fill("The parks office counted 298.")
    page.get_by_label("supports", exact=True).check()
    page.get_by_label("Exact quote").fill("300 trees were planted in spring")
    page.get_by_label("Exact quote").press("Tab")
    expect(page.get_by_text("The quote does not stand on the page.")).to_be_visible()
    page.get_by_role("button", name="Add evidence").click()
    item = page.locator(".evidence__item")
    expect(item).to_contain_text("298 trees were planted in spring")
    item.get_by_role("link", name="Edit").click()
    item.get_by_label("Exact quote").fill("298 trees were planted in spring")
    item.get_by_role("button", name="Save the change").click()
    expect(item).to_contain_text("The quote is on the page word for word.")
    item.get_by_role("button", name="Remove").click()
    expect(item).to_have_count(0)
    page.keyboard.press("u")
    expect(item).to_contain_text("The quote is on the page word for word.")
    item.get_by_role("link", name="Stored copy").click()
    expect(page.locator("mark#quote")).to_have_text("298 trees were planted in spring")


def test_a_page_that_is_not_there_does_not_keep_from_adding(sit_down: OpenSession, edith: User) -> None:
    page = open_evidence_form(sit_down, edith)
    paste_text(page)
    fail_snapshot(snapshot_id=Snapshot.objects.get().pk, error="The site says that there is no such page (404).")
    expect(page.get_by_text("You can still add it; the address is kept.")).to_be_visible()
    page.get_by_label("Question").fill("How many trees were planted?")
    page.get_by_label("Answer").fill("298")
    page.get_by_label("supports", exact=True).check()
    page.get_by_role("button", name="Add evidence").click()
    expect(page.locator(".evidence__item")).to_contain_text("No copy is kept")
    assert Evidence.objects.get().url == URL


def test_insisting_on_independence_takes_a_tick(sit_down: OpenSession, edith: User) -> None:
    page = open_evidence_form(sit_down, edith)
    page.get_by_label("Publisher").fill("The Town Courier")
    paste_text(page)
    expect(page.get_by_text("It will be marked as not independent.")).to_be_visible()
    page.get_by_label("Count it as independent all the same").check()
    expect(page.get_by_text("You count it as independent; that is remembered.")).to_be_visible()
