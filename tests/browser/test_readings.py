"""An editor corrects a reading with the keyboard."""

import pytest
from playwright.sync_api import expect

from claims.models import Appearance, Event, User
from tests.browser.page_actions import OpenSession, tab_to_element
from tests.stories import make_detected_claim, make_taken_claim

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_chain_is_corrected_by_keyboard(open_session: OpenSession, edith: User) -> None:
    appearance = make_detected_claim(edith).appearances.get()
    page = open_session(edith)
    page.goto(f"/articles/{appearance.article_id}/")
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
    appearance.refresh_from_db()
    assert [link.source.kind for link in appearance.attributions.all()] == ["organisation", "person"]


def test_errors_are_shown_and_the_input_stays(open_session: OpenSession, edith: User) -> None:
    claim = make_taken_claim(edith)
    page = open_session(edith)
    page.goto(f"/claims/{claim.pk}/")
    page.keyboard.press("e")
    page.get_by_label("Words of the claim").fill("300 bushes")
    page.get_by_label("Hedged").check()
    page.get_by_role("button", name="Save reading").click()
    expect(page.get_by_role("alert")).to_be_focused()
    expect(page.get_by_role("alert")).to_contain_text("are not in the article")
    expect(page.get_by_label("Hedged")).to_be_checked()
    page.get_by_label("Words of the claim").fill("300 trees")
    page.get_by_role("button", name="Save reading").click()
    expect(page.locator("mark[data-focused]")).to_have_text("300 trees")
    assert Appearance.objects.get().hedged
    assert Event.objects.filter(verb="claim.corrected").count() == 1
