"""Tests of triage by keyboard: single decisions, undo, several claims at once, and personal keys."""

import pytest
from playwright.sync_api import Locator, Page, expect

from claims.models import Article, Claim, User
from claims.services.claims import dismiss_claim, reopen_claim
from claims.services.keys import set_keys
from tests.browser.page_actions import OpenSession
from tests.web.desk.test_triage_cards import make_full_article

pytestmark = pytest.mark.django_db(transaction=True)


def open_article(page: Page, article: Article) -> None:
    page.goto(f"/articles/{article.pk}/")
    page.keyboard.press("j")
    expect(find_card(page, 0)).to_have_attribute("data-focused", "")


def find_card(page: Page, index: int) -> Locator:
    return page.locator("[data-claim-card]").nth(index)


def expect_focus(page: Page, index: int) -> None:
    expect(find_card(page, index)).to_have_attribute("data-focused", "")


def claim_statuses(article: Article) -> list[str]:
    return list(article.appearances.order_by("start").values_list("claim__status", flat=True))


def test_one_key_decides_a_claim_and_moves_the_focus_on(open_session: OpenSession, edith: User) -> None:
    article, page = make_full_article(edith, 4), open_session(edith)
    open_article(page, article)
    page.keyboard.press("a")
    expect_focus(page, 1)
    page.keyboard.press("n")
    expect_focus(page, 2)
    page.keyboard.press("d")
    expect_focus(page, 3)
    page.keyboard.press("4")
    expect(page.locator("#undecided")).to_have_text("1 to triage")
    expect_focus(page, 1)
    assert claim_statuses(article) == ["queued", "detected", "dismissed", "dismissed"]
    reasons = article.appearances.order_by("start").values_list("claim__dismissal", flat=True)
    assert list(reasons) == ["", "", "trivial", "misread"]


def test_a_dismissal_by_key_uses_the_last_reason(open_session: OpenSession, edith: User) -> None:
    article, page = make_full_article(edith, 3), open_session(edith)
    open_article(page, article)
    page.keyboard.press("4")
    expect_focus(page, 1)
    page.reload()
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("d")
    expect(page.get_by_text("Dismissed: Misread.")).to_be_visible()
    assert Claim.objects.filter(dismissal="misread").count() == 2


def test_undo_reverses_one_decision_after_the_other(open_session: OpenSession, edith: User) -> None:
    article, page = make_full_article(edith, 3), open_session(edith)
    open_article(page, article)
    for index in (1, 2):
        page.keyboard.press("d")
        expect_focus(page, index)
    page.keyboard.press("u")
    expect_focus(page, 1)
    expect(find_card(page, 1)).to_have_attribute("data-status", "detected")
    page.keyboard.press("u")
    expect_focus(page, 0)
    expect(find_card(page, 0)).to_have_attribute("data-status", "detected")
    assert claim_statuses(article) == ["detected"] * 3


def test_an_undo_after_another_decision_is_refused(open_session: OpenSession, edith: User, emil: User) -> None:
    article, page = make_full_article(edith, 2), open_session(edith)
    open_article(page, article)
    page.keyboard.press("d")
    expect_focus(page, 1)
    first = article.appearances.order_by("start")[0].claim_id
    reopen_claim(claim_id=first, editor=emil)
    page.keyboard.press("u")
    expect(page.get_by_text("Somebody has decided something else about this claim since.")).to_be_visible()


def test_selected_claims_are_decided_and_undone_at_once(open_session: OpenSession, edith: User, emil: User) -> None:
    article, page = make_full_article(edith, 4), open_session(edith)
    open_article(page, article)
    for key in ("x", "j", "x", "j", "x"):
        page.keyboard.press(key)
    expect(page.get_by_text("3 selected")).to_be_visible()
    dismiss_claim(claim_id=article.appearances.order_by("start")[0].claim_id, editor=emil, reason="opinion")
    page.keyboard.press("Shift+A")
    expect(page.get_by_text("2 claims accepted. 1 claim not changed: Dismissed by Emil.")).to_be_visible()
    assert claim_statuses(article) == ["dismissed", "queued", "queued", "detected"]
    page.keyboard.press("u")
    expect(page.get_by_text("2 decisions undone.")).to_be_visible()
    assert claim_statuses(article) == ["dismissed", "detected", "detected", "detected"]


def test_all_undecided_claims_are_selected_with_one_key(open_session: OpenSession, edith: User) -> None:
    article, page = make_full_article(edith, 3), open_session(edith)
    open_article(page, article)
    page.keyboard.press("Shift+X")
    page.get_by_label("Reason for dismissal").select_option("unclear")
    page.keyboard.press("Escape")
    page.keyboard.press("Shift+D")
    expect(page.get_by_text("3 claims dismissed.")).to_be_visible()
    assert set(Claim.objects.values_list("dismissal", flat=True)) == {"unclear"}


def test_a_personal_key_works_on_every_page(open_session: OpenSession, edith: User) -> None:
    article, page = make_full_article(edith, 2), open_session(edith)
    page.goto("/keys/")
    page.get_by_label("Accept", exact=True).press(";")
    page.get_by_label("Next claim or row").press(".")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Your keys are saved.")).to_be_visible()
    page.goto(f"/articles/{article.pk}/")
    page.keyboard.press("j")
    page.keyboard.press(".")
    expect_focus(page, 0)
    page.keyboard.press("a")
    page.keyboard.press(";")
    expect_focus(page, 1)
    assert claim_statuses(article) == ["queued", "detected"]
    expect(find_card(page, 1).locator("kbd", has_text=";")).to_be_visible()


def test_two_actions_on_one_page_cannot_share_a_key(open_session: OpenSession, edith: User) -> None:
    page = open_session(edith)
    page.goto("/keys/")
    page.get_by_label("Accept", exact=True).press("d")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("is already the shortcut for")
    edith.refresh_from_db()
    assert edith.keys == {}
    set_keys(person=edith, keys={"accept": ";", "skip": "s"})
    page.goto("/keys/")
    page.get_by_role("button", name="Reset to a").click()
    expect(page.get_by_label("Accept", exact=True)).to_have_value("a")
    page.get_by_role("button", name="Reset all").click()
    expect(page.get_by_label("Skip to")).to_have_value("n")


@pytest.mark.parametrize(("event", "status"), [({"key": "ф", "code": "KeyA"}, "queued"), ({"key": "A"}, "queued")])
def test_a_letter_works_on_any_layout_and_with_caps_lock(
    open_session: OpenSession, edith: User, event: dict[str, str], status: str
) -> None:
    article, page = make_full_article(edith, 2), open_session(edith)
    open_article(page, article)
    page.evaluate(
        "event => document.body.dispatchEvent(new KeyboardEvent('keydown', {...event, bubbles: true}))", event
    )
    expect_focus(page, 1)
    assert claim_statuses(article) == [status, "detected"]


def test_undo_works_after_its_message_is_hidden(open_session: OpenSession, edith: User) -> None:
    article, page = make_full_article(edith, 2), open_session(edith)
    page.clock.install()
    open_article(page, article)
    page.keyboard.press("a")
    expect(page.get_by_text("Accepted.")).to_be_visible()
    page.clock.run_for(10_000)
    expect(page.get_by_text("Accepted.")).to_be_hidden()
    page.keyboard.press("u")
    expect(find_card(page, 0)).to_have_attribute("data-status", "detected")
