"""Triage by single keys: accept, dismiss, skip, undo; and many claims at once."""

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


def find_card(page: Page, at: int) -> Locator:
    return page.locator("[data-claim-card]").nth(at)


def focused_card(page: Page, at: int) -> None:
    expect(find_card(page, at)).to_have_attribute("data-focused", "")


def statuses(article: Article) -> list[str]:
    return list(article.appearances.order_by("start").values_list("claim__status", flat=True))


def test_one_key_decides_and_the_focus_moves_on(sit_down: OpenSession, edith: User) -> None:
    article, page = make_full_article(edith, 4), sit_down(edith)
    open_article(page, article)
    page.keyboard.press("a")
    focused_card(page, 1)
    page.keyboard.press("s")
    focused_card(page, 2)
    page.keyboard.press("d")
    focused_card(page, 3)
    page.keyboard.press("4")
    expect(page.locator("#undecided")).to_have_text("1 to triage")
    focused_card(page, 1)
    assert statuses(article) == ["queued", "detected", "dismissed", "dismissed"]
    reasons = article.appearances.order_by("start").values_list("claim__dismissal", flat=True)
    assert list(reasons) == ["", "", "trivial", "misread"]


def test_the_last_reason_is_what_one_key_gives_next(sit_down: OpenSession, edith: User) -> None:
    article, page = make_full_article(edith, 3), sit_down(edith)
    open_article(page, article)
    page.keyboard.press("4")
    focused_card(page, 1)
    page.reload()
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("d")
    expect(page.get_by_text("Dismissed: Misread.")).to_be_visible()
    assert Claim.objects.filter(dismissal="misread").count() == 2


def test_undo_goes_back_one_decision_after_the_other_wherever_the_focus_is(sit_down: OpenSession, edith: User) -> None:
    article, page = make_full_article(edith, 3), sit_down(edith)
    open_article(page, article)
    for key, following in (("d", 1), ("d", 2)):
        page.keyboard.press(key)
        focused_card(page, following)
    page.keyboard.press("u")
    focused_card(page, 1)
    expect(find_card(page, 1)).to_have_attribute("data-status", "detected")
    page.keyboard.press("u")
    focused_card(page, 0)
    expect(find_card(page, 0)).to_have_attribute("data-status", "detected")
    assert statuses(article) == ["detected"] * 3


def test_an_undo_that_comes_too_late_says_so(sit_down: OpenSession, edith: User, emil: User) -> None:
    article, page = make_full_article(edith, 2), sit_down(edith)
    open_article(page, article)
    page.keyboard.press("d")
    focused_card(page, 1)
    first = article.appearances.order_by("start")[0].claim_id
    reopen_claim(claim_id=first, editor=emil)
    page.keyboard.press("u")
    expect(page.get_by_text("Somebody has decided something else about this claim since.")).to_be_visible()


def test_a_selection_is_decided_at_once_and_taken_back_at_once(sit_down: OpenSession, edith: User, emil: User) -> None:
    article, page = make_full_article(edith, 4), sit_down(edith)
    open_article(page, article)
    for key in ("x", "j", "x", "j", "x"):
        page.keyboard.press(key)
    expect(page.get_by_text("3 selected")).to_be_visible()
    dismiss_claim(claim_id=article.appearances.order_by("start")[0].claim_id, editor=emil, reason="opinion")
    page.keyboard.press("Shift+A")
    expect(page.get_by_text("2 claims accepted. 1 claim not changed: Dismissed by Emil.")).to_be_visible()
    assert statuses(article) == ["dismissed", "queued", "queued", "detected"]
    page.keyboard.press("u")
    expect(page.get_by_text("2 decisions undone.")).to_be_visible()
    assert statuses(article) == ["dismissed", "detected", "detected", "detected"]


def test_all_undecided_are_selected_with_one_key(sit_down: OpenSession, edith: User) -> None:
    article, page = make_full_article(edith, 3), sit_down(edith)
    open_article(page, article)
    page.keyboard.press("Shift+X")
    page.get_by_label("Why they are dismissed").select_option("unclear")
    page.keyboard.press("Escape")
    page.keyboard.press("Shift+D")
    expect(page.get_by_text("3 dismissed.")).to_be_visible()
    assert set(Claim.objects.values_list("dismissal", flat=True)) == {"unclear"}


def test_a_key_of_ones_own_holds_everywhere(sit_down: OpenSession, edith: User) -> None:
    article, page = make_full_article(edith, 2), sit_down(edith)
    page.goto("/keys/")
    page.get_by_label("Accept", exact=True).press(";")
    page.get_by_label("Next claim or row").press(".")
    page.get_by_role("button", name="Save the keys").click()
    expect(page.get_by_text("Your keys are saved.")).to_be_visible()
    page.goto(f"/articles/{article.pk}/")
    page.keyboard.press("j")
    page.keyboard.press(".")
    focused_card(page, 0)
    page.keyboard.press("a")
    page.keyboard.press(";")
    focused_card(page, 1)
    assert statuses(article) == ["queued", "detected"]
    expect(find_card(page, 1).locator("kbd", has_text=";")).to_be_visible()


def test_two_actions_of_one_page_cannot_have_one_key(sit_down: OpenSession, edith: User) -> None:
    page = sit_down(edith)
    page.goto("/keys/")
    page.get_by_label("Accept", exact=True).press("d")
    page.get_by_role("button", name="Save the keys").click()
    expect(page.get_by_role("alert")).to_contain_text("is already the shortcut for")
    edith.refresh_from_db()
    assert edith.keys == {}
    set_keys(person=edith, keys={"accept": ";", "skip": "n"})
    page.goto("/keys/")
    page.get_by_role("button", name="Back to a").click()
    expect(page.get_by_label("Accept", exact=True)).to_have_value("a")
    page.get_by_role("button", name="All keys as they came").click()
    expect(page.get_by_label("Skip to")).to_have_value("s")


@pytest.mark.parametrize(("event", "status"), [({"key": "ф", "code": "KeyA"}, "queued"), ({"key": "A"}, "queued")])
def test_a_letter_works_on_any_layout_and_with_caps_lock(
    sit_down: OpenSession, edith: User, event: dict[str, str], status: str
) -> None:
    article, page = make_full_article(edith, 2), sit_down(edith)
    open_article(page, article)
    page.evaluate(
        "event => document.body.dispatchEvent(new KeyboardEvent('keydown', {...event, bubbles: true}))", event
    )
    focused_card(page, 1)
    assert statuses(article) == [status, "detected"]


def test_what_can_be_undone_makes_room_and_leaves_its_button(sit_down: OpenSession, edith: User) -> None:
    article, page = make_full_article(edith, 2), sit_down(edith)
    page.clock.install()
    open_article(page, article)
    page.keyboard.press("a")
    expect(page.get_by_text("Accepted.")).to_be_visible()
    page.clock.run_for(10_000)
    expect(page.get_by_text("Accepted.")).to_be_hidden()
    page.keyboard.press("u")
    expect(find_card(page, 0)).to_have_attribute("data-status", "detected")
