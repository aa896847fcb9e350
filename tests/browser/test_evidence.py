"""Adding evidence by URL: the page fills in the form, and the quote is checked."""

import pytest
from playwright.sync_api import Page, expect

from claims.models import Evidence, Snapshot, User
from claims.services.snapshots import fail_snapshot
from tests.browser.page_actions import OpenSession
from tests.stories import make_stored_snapshot, make_taken_claim

pytestmark = pytest.mark.django_db(transaction=True)
URL = "https://parks.example/trees"


def open_evidence_form(open_session: OpenSession, edith: User) -> Page:
    page = open_session(edith)
    page.goto(f"/claims/{make_taken_claim(edith).pk}/")
    page.keyboard.press("v")
    return page


def enter_url(page: Page) -> None:
    """Enter the URL and go on to the next field."""
    page.get_by_label("URL").fill(URL)
    page.get_by_label("URL").press("Tab")
    expect(page.get_by_text("Fetching the page…")).to_be_visible()


def test_the_page_fills_empty_fields_only(open_session: OpenSession, edith: User) -> None:
    page = open_evidence_form(open_session, edith)
    page.get_by_label("Publisher").fill("Parks")
    enter_url(page)
    make_stored_snapshot(URL)
    expect(page.get_by_label("Title (optional)")).to_have_value("Trees in spring")
    expect(page.get_by_label("Published on")).to_have_value("2026-03-01")
    expect(page.get_by_label("Publisher")).to_have_value("Parks")
    expect(page.get_by_text("The page is stored: 15 words. Published on 1 March 2026.")).to_be_visible()


def test_a_wrong_quote_is_reported_corrected_and_its_removal_undone(open_session: OpenSession, edith: User) -> None:
    page = open_evidence_form(open_session, edith)
    enter_url(page)
    make_stored_snapshot(URL)
    page.get_by_label("Question").fill("How many trees were planted?")
    page.get_by_label("Answer").fill("The parks office counted 298.")
    page.get_by_label("supports", exact=True).check()
    page.get_by_label("Quote (optional)").fill("300 trees were planted in spring")
    page.get_by_label("Quote (optional)").press("Tab")
    expect(page.get_by_text("The quote is not on the page.")).to_be_visible()
    page.get_by_role("button", name="Add evidence").click()
    item = page.locator(".evidence__item")
    expect(item).to_contain_text("298 trees were planted in spring")
    item.get_by_role("link", name="Edit").click()
    item.get_by_label("Quote (optional)").fill("298 trees were planted in spring")
    item.get_by_role("button", name="Save").click()
    expect(item).to_contain_text("The quote is on the page word for word.")
    item.get_by_role("button", name="Remove").click()
    expect(item).to_have_count(0)
    page.keyboard.press("u")
    expect(item).to_contain_text("The quote is on the page word for word.")
    item.get_by_role("link", name="Stored copy").click()
    expect(page.locator("mark#quote")).to_have_text("298 trees were planted in spring")


def test_a_missing_page_does_not_prevent_adding(open_session: OpenSession, edith: User) -> None:
    page = open_evidence_form(open_session, edith)
    enter_url(page)
    fail_snapshot(snapshot_id=Snapshot.objects.get().pk, error="The site says that there is no such page (404).")
    expect(page.get_by_text("You can still add the evidence with this URL.")).to_be_visible()
    page.get_by_label("Question").fill("How many trees were planted?")
    page.get_by_label("Answer").fill("298")
    page.get_by_label("supports", exact=True).check()
    page.get_by_role("button", name="Add evidence").click()
    expect(page.locator(".evidence__item")).to_contain_text("No copy is stored")
    assert Evidence.objects.get().url == URL


def test_a_checkbox_marks_evidence_as_independent(open_session: OpenSession, edith: User) -> None:
    page = open_evidence_form(open_session, edith)
    page.get_by_label("Publisher").fill("The Town Courier")
    enter_url(page)
    expect(page.get_by_text("It will be marked as not independent.")).to_be_visible()
    page.get_by_label("Count it as independent anyway").check()
    expect(page.get_by_text("You have marked it as independent; this is recorded.")).to_be_visible()
