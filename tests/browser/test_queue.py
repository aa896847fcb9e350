"""Tests of the queue by keyboard: move between rows, open, take, plan, filter and save a search."""

import pytest
from playwright.sync_api import Page, expect

from claims.models import Claim, Lease, SavedSearch, User
from claims.services.keys import set_keys
from tests.browser.page_actions import OpenSession
from tests.stories import make_queued_claim

pytestmark = pytest.mark.django_db(transaction=True)


def press_key(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def test_keys_move_between_rows_and_open_and_take_claims(open_session: OpenSession, edith: User) -> None:
    first, second, third = (make_queued_claim(edith) for _ in range(3))
    page = open_session(edith)
    page.goto("/queue/")
    press_key(page, "j", "j", "Enter")
    page.wait_for_url(f"**/claims/{second.pk}/")
    page.goto("/queue/")
    press_key(page, "j", "j", "j", "k", "k", "o")
    page.wait_for_url(f"**/claims/{first.pk}/")
    page.goto("/queue/")
    press_key(page, "j", "j", "j", "t")
    page.wait_for_url(f"**/claims/{third.pk}/")
    assert Lease.objects.get().claim == third


def test_undo_releases_the_next_claim(open_session: OpenSession, edith: User) -> None:
    claim = make_queued_claim(edith)
    page = open_session(edith)
    page.goto("/queue/")
    press_key(page, "n")
    page.wait_for_url(f"**/claims/{claim.pk}/")
    press_key(page, "u")
    expect(page.get_by_text("Undone. The claim is now: queued.")).to_be_visible()
    assert Claim.objects.get(pk=claim.pk).status == "queued"


def test_personal_keys_move_between_rows_and_open_and_take_claims(open_session: OpenSession, edith: User) -> None:
    first, second = make_queued_claim(edith), make_queued_claim(edith)
    set_keys(person=edith, keys={"next": "; n", "open": "q", "take": "; t"})
    page = open_session(edith)
    page.goto("/queue/")
    press_key(page, "j", ";", "n", ";", "n", "Enter")
    page.wait_for_url(f"**/claims/{second.pk}/")
    page.goto("/queue/")
    press_key(page, ";", "n", "o", "t", "q")
    page.wait_for_url(f"**/claims/{first.pk}/")
    page.goto("/queue/")
    press_key(page, "?")
    expect(page.locator("[data-keys-list]")).to_contain_text("Next claim or row")
    press_key(page, "Escape", ";", "n", ";", "t")
    page.wait_for_url(f"**/claims/{first.pk}/")
    expect(page.get_by_text("You are checking this claim now.")).to_be_visible()


def test_enter_on_a_button_presses_the_button(open_session: OpenSession, edith: User) -> None:
    claim = make_queued_claim(edith)
    page = open_session(edith)
    page.goto("/queue/")
    page.get_by_role("button", name="Take").focus()
    press_key(page, "Enter")
    page.wait_for_url(f"**/claims/{claim.pk}/")
    assert Lease.objects.get().claim == claim


def test_a_search_is_saved_opened_by_its_key_deleted_and_restored(open_session: OpenSession, edith: User) -> None:
    make_queued_claim(edith)
    page = open_session(edith)
    page.goto("/queue/")
    press_key(page, "/")
    page.keyboard.type("The mayor")
    press_key(page, "Enter")
    page.wait_for_url("**/queue/?source=The+mayor")
    press_key(page, "s")
    page.get_by_label("Name").fill("The mayor")
    press_key(page, "Enter")
    expect(page.get_by_text("The search “The mayor” is saved.")).to_be_visible()
    page.goto("/articles/")
    page.goto("/queue/")
    press_key(page, "g", "1")
    page.wait_for_url("**/queue/?source=The+mayor")
    page.get_by_role("button", name="Delete search").click()
    expect(page.get_by_text("The search “The mayor” is deleted.")).to_be_visible()
    press_key(page, "u")
    expect(page.get_by_role("navigation", name="Saved searches").get_by_role("link", name="The mayor")).to_be_visible()
    assert SavedSearch.objects.get().query == "source=The+mayor"


def test_a_claim_is_planned_in_its_row(open_session: OpenSession, edith: User) -> None:
    claim = make_queued_claim(edith)
    page = open_session(edith)
    page.goto("/queue/?source=The+mayor")
    press_key(page, "j", "w")
    page.locator(".plan").get_by_label("Assigned to").select_option(label="Edith")
    page.get_by_role("button", name="Save plan").click()
    expect(page.get_by_text("assigned to Edith")).to_be_visible()
    assert "source=The+mayor" in page.url
    assert Claim.objects.get(pk=claim.pk).assignee == edith
