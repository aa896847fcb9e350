"""An editor sets a chain right with the keyboard alone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from claims.models import Appearance, Event, User
from tests.browser.page_actions import tab_to_element
from tests.stories import make_detected_claim, make_taken_claim

pytestmark = pytest.mark.django_db(transaction=True)
SitDown = Callable[..., Page]


def test_a_chain_is_set_right_without_a_mouse(sit_down: SitDown, edith: User) -> None:
    place = make_detected_claim(edith).appearances.get()
    page = sit_down(edith)
    page.goto(f"/articles/{place.article_id}/")
    page.keyboard.press("j")
    page.keyboard.press("e")
    expect(page.locator("#id_chain-0-name")).to_be_focused()
    tab_to_element(page, "[value='chain.add']")
    page.keyboard.press("Enter")
    expect(page.locator("#id_chain-1-name")).to_be_focused()
    page.keyboard.type("Parks office")
    page.keyboard.press("Tab")
    page.keyboard.type("org")
    page.keyboard.press("Tab")
    page.keyboard.type("according to")
    page.keyboard.press("Tab")
    expect(page.locator("[value='chain.up.1']")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("[value='chain.down.0']")).to_be_focused()
    tab_to_element(page, "#id_quantities-0-modifier")
    page.keyboard.type("at least")
    tab_to_element(page, "#id_quantities-0-high")
    page.keyboard.press("Delete")
    page.keyboard.press("Enter")
    card = page.locator("[data-claim-card][data-focused]")
    expect(card.locator(".chain__name")).to_have_text(["Parks office", "The mayor"])
    expect(card.locator(".chip")).to_contain_text("at least")
    page.keyboard.press("o")
    expect(page.locator(".timeline")).to_contain_text("Parks office (organisation, “according to”) → The mayor")
    place.refresh_from_db()
    assert [link.source.kind for link in place.attributions.all()] == ["organisation", "person"]


def test_mistakes_are_said_in_place_and_nothing_typed_is_lost(sit_down: SitDown, edith: User) -> None:
    claim = make_taken_claim(edith)
    page = sit_down(edith)
    page.goto(f"/claims/{claim.pk}/")
    page.keyboard.press("e")
    page.get_by_label("Words of the claim").fill("300 bushes")
    page.get_by_label("Hedged").check()
    page.get_by_role("button", name="Save the reading").click()
    expect(page.get_by_role("alert")).to_be_focused()
    expect(page.get_by_role("alert")).to_contain_text("are not in the article")
    expect(page.get_by_label("Hedged")).to_be_checked()
    page.get_by_label("Words of the claim").fill("300 trees")
    page.get_by_role("button", name="Save the reading").click()
    expect(page.locator("mark[data-focused]")).to_have_text("300 trees")
    assert Appearance.objects.get().hedged
    assert Event.objects.filter(verb="claim.corrected").count() == 1
