"""The tour of a demo desk: offered once, walked or skipped by keyboard, started again from the list of shortcuts."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from claims.models import Event, User
from tests.browser.page_actions import OpenSession
from tests.stories import make_detected_claim, make_taken_claim, make_written_draft

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def demo(settings: Any, edith: User) -> None:
    """A demo desk with a claim to triage and one that Edith checks."""
    settings.DEMO = True
    make_written_draft(make_taken_claim(edith), edith)
    make_detected_claim(edith)


@pytest.mark.parametrize("width", [1280, 360])
def test_the_tour_leads_to_real_elements_and_is_offered_once(
    demo: None, open_session: OpenSession, mona: User, width: int
) -> None:
    page = open_session(mona, viewport={"width": width, "height": 800})
    page.goto("/moderation/")
    expect(page.get_by_role("dialog", name="A tour of the desk")).to_be_visible()
    page.keyboard.press("Enter")
    for step in ("triage", "claim", "evidence", "submit", "moderation", "public"):
        page.wait_for_url(f"**?tour={step}")
        expect(page.locator("dialog.tour")).to_be_visible()
        expect(page.locator("[data-tour-target]")).to_be_visible()
        assert not [each["id"] for each in Axe().run(page).response["violations"] if each["impact"] != "minor"], step
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        page.keyboard.press("Enter")
    page.wait_for_url("**/moderation/")
    expect(page.locator("dialog.tour")).to_have_count(0)
    mona.refresh_from_db()
    assert mona.toured
    assert Event.objects.get(verb="tour.ended").actor == mona


def test_esc_skips_the_tour_and_the_list_of_shortcuts_starts_it_again(
    demo: None, open_session: OpenSession, edith: User
) -> None:
    page = open_session(edith)
    page.goto("/queue/")
    expect(page.locator("dialog.tour")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("dialog.tour")).to_have_count(0)
    page.keyboard.press("?")
    page.get_by_role("link", name="Take the tour of the desk").click()
    page.wait_for_url("**?tour=triage")
    expect(page.locator("[data-tour-target]")).to_be_visible()
