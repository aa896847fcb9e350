"""Tests of an editor's work in a browser: from submitting an article to submitting a verdict."""

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect

from claims.models import Article, Claim, User, Verdict
from tests.browser.page_actions import (
    ARTICLE_TEXT,
    OpenSession,
    accept_focused_claim,
    add_evidence_by_form,
    read_article,
    select_text,
    submit_article,
    submit_verdict_by_form,
    tab_to_element,
    wait_for_saving,
    write_verdict,
)
from tests.stories import make_detected_claim, make_taken_claim, make_written_draft

pytestmark = pytest.mark.django_db(transaction=True)


def test_from_an_article_to_a_submitted_verdict(open_session: OpenSession, edith: User) -> None:
    page = open_session(edith)
    submit_article(page)
    expect(page.locator("[data-claim-card]")).to_contain_text("300 trees were planted")
    accept_focused_claim(page)
    page.get_by_role("link", name="Queue").click()
    page.get_by_role("button", name="Next claim").click()
    add_evidence_by_form(page)
    expect(page.locator(".evidence__item")).to_contain_text("The parks office counted 298.")
    expect(page.locator("#requirements li[data-done]")).to_have_text(["at least one piece of evidence"])
    write_verdict(page)
    submit_verdict_by_form(page)
    assert Verdict.objects.get().justification == "The parks office counted 298 trees."
    assert Claim.objects.get().status == "awaiting_approval"


def test_from_an_article_to_a_submitted_verdict_by_keyboard(open_session: OpenSession, edith: User) -> None:
    page = open_session(edith)
    _submit_article(page)
    read_article(Article.objects.get())
    _decide_claims(page)
    _press_key(page, "g", "q")
    page.wait_for_url("**/queue/")
    _press_key(page, "n")
    page.wait_for_url("**/claims/*/")
    _add_evidence(page)
    _choose_rating(page)
    _press_key(page, "Escape", "s")
    page.wait_for_url("**/queue/")
    verdict = Verdict.objects.get()
    assert (verdict.rating, verdict.summary) == ("mostly_true", "So it is, nearly.")
    assert verdict.submitted


def _press_key(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def _submit_article(page: Page) -> None:
    page.goto("/articles/")
    _press_key(page, "c")
    page.wait_for_url("**/articles/new/")
    expect(page.locator("#id_text")).to_be_focused()
    page.keyboard.type(ARTICLE_TEXT)
    tab_to_element(page, "form.form .button--primary")
    _press_key(page, "Enter")
    expect(page.locator("#progress")).to_be_visible()


def _decide_claims(page: Page) -> None:
    """Dismiss the claim, undo that, accept it."""
    card = page.locator("[data-claim-card]")
    expect(card).to_be_visible()
    _press_key(page, "j", "d")
    expect(card).to_have_attribute("data-status", "dismissed")
    _press_key(page, "u")
    expect(card).to_have_attribute("data-status", "detected")
    _press_key(page, "a")
    expect(card).to_have_attribute("data-status", "queued")


def _add_evidence(page: Page) -> None:
    _press_key(page, "v")
    expect(page.locator("#id_question")).to_be_focused()
    page.keyboard.type("How many trees?")
    tab_to_element(page, "#id_answer")
    page.keyboard.type("298 of them.")
    tab_to_element(page, "[name=stance]")
    _press_key(page, "Space")
    _press_key(page, "Control+Enter")
    expect(page.locator(".evidence__item")).to_contain_text("298 of them.")


def _choose_rating(page: Page) -> None:
    _press_key(page, "2", "g", "s")
    page.keyboard.type("So it is, nearly.")
    _press_key(page, "Escape", "g", "w")
    page.keyboard.type("They were counted.")
    wait_for_saving(page)


def test_a_passage_selected_with_the_mouse_becomes_a_claim(open_session: OpenSession, edith: User) -> None:
    article = make_detected_claim(edith).appearances.get().article
    page = open_session(edith)
    page.goto(f"/articles/{article.pk}/")
    select_text(page, "on Monday")
    page.get_by_role("button", name="Add as claim").click()
    expect(page.locator("mark[data-focused]")).to_have_text("on Monday")
    assert Claim.objects.get(added_by=edith).appearances.get().exact == "on Monday"


def test_a_claim_is_added_by_quoting_the_article(open_session: OpenSession, edith: User) -> None:
    article = make_detected_claim(edith).appearances.get().article
    page = open_session(edith)
    page.goto(f"/articles/{article.pk}/")
    page.keyboard.press("i")
    expect(page.locator("#id_exact")).to_be_focused()
    page.keyboard.type("on Tuesday")
    tab_to_element(page, "details .button")
    page.keyboard.press("Enter")
    expect(page.get_by_text("These words are not in the article.")).to_be_visible()
    page.get_by_label("Words of the claim").fill("on Monday")
    page.get_by_role("button", name="Add as claim").last.click()
    expect(page.locator("mark[data-focused]")).to_have_text("on Monday")


def test_keys_do_nothing_while_a_person_is_writing(open_session: OpenSession, edith: User) -> None:
    claim = make_taken_claim(edith)
    page = open_session(edith)
    page.goto(f"/claims/{claim.pk}/")
    page.get_by_label("Summary").press_sequentially("As drawn, r s e d n?")
    wait_for_saving(page)
    assert Verdict.objects.get().summary == "As drawn, r s e d n?"
    claim.refresh_from_db()
    assert claim.status == "in_review"


def test_a_conflict_between_two_windows_shows_both_versions(open_session: OpenSession, edith: User) -> None:
    claim = make_taken_claim(edith)
    make_written_draft(claim, edith)
    first, second = open_session(edith), open_session(edith)
    first.goto(f"/claims/{claim.pk}/")
    second.goto(f"/claims/{claim.pk}/")
    first.get_by_label("Summary").fill("From the first window.")
    wait_for_saving(first)
    second.get_by_label("Summary").fill("From the second window.")
    expect(second.locator(".compare")).to_contain_text("From the first window.")
    expect(second.locator(".compare")).to_contain_text("From the second window.")
    expect(second.get_by_label("Summary")).to_have_value("From the second window.")
    second.get_by_role("button", name="Keep my version").click()
    wait_for_saving(second)
    assert Verdict.objects.get().summary == "From the second window."
    second.get_by_label("Summary").fill("And it goes on saving.")
    expect(second.locator("#draft input[name=version]")).to_have_value("5")
    assert Verdict.objects.get().summary == "And it goes on saving."


def test_a_draft_is_saved_again_after_signing_in_in_another_tab(open_session: OpenSession, edith: User) -> None:
    edith.set_password("once more, please")
    edith.save()
    claim = make_taken_claim(edith)
    page = open_session(edith)
    page.goto(f"/claims/{claim.pk}/")
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    page.get_by_label("Summary").fill("Typed while signed out.")
    expect(page.get_by_text("You are signed out.")).to_be_visible()
    other = page.context.new_page()
    other.goto("/account/login/")
    other.get_by_label("Email").fill(edith.email)
    other.get_by_label("Password").fill("once more, please")
    other.get_by_role("button", name="Sign in", exact=True).click()
    other.wait_for_url("**/queue/")
    page.get_by_label("Summary").fill("Typed while signed in again.")
    wait_for_saving(page)
    assert Verdict.objects.get().summary == "Typed while signed in again."


def test_a_page_without_cookies_keeps_its_form_and_says_what_to_do(open_session: OpenSession, edith: User) -> None:
    page = open_session(edith)
    page.goto(f"/claims/{make_taken_claim(edith).pk}/")
    page.context.clear_cookies()
    page.get_by_label("Summary").fill("Nobody knows me.")
    expect(page.locator(".message")).to_contain_text("Copy what you wrote")
    expect(page.locator("#draft input[name=version]")).to_have_count(1)


def test_a_double_click_sends_one_request(open_session: OpenSession, edith: User) -> None:
    page = open_session(edith)
    page.goto(f"/articles/{make_detected_claim(edith).appearances.get().article_id}/")
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url) if request.method == "POST" else None)
    page.get_by_role("button", name="Accept").dblclick()
    expect(page.locator("[data-claim-card]")).to_have_attribute("data-status", "queued")
    expect(page.locator("#undecided")).to_be_empty()
    assert len(requests) == 1


def test_the_mark_of_a_focused_minor_claim_is_visible(open_session: OpenSession, edith: User) -> None:
    claim = make_detected_claim(edith)
    Claim.objects.filter(pk=claim.pk).update(checkworthiness=0.1)
    page = open_session(edith)
    page.goto(f"/claims/{claim.pk}/")
    expect(page.locator("mark[data-minor][data-focused]")).not_to_have_css("background-color", "rgba(0, 0, 0, 0)")


def test_the_focused_card_is_fully_visible_without_scrolling_the_page(open_session: OpenSession, edith: User) -> None:
    page = open_session(edith, viewport={"width": 1280, "height": 600})
    page.goto(f"/articles/{make_detected_claim(edith).appearances.get().article_id}/")
    _press_key(page, "j")
    expect(page.get_by_role("button", name="out of scope")).to_be_in_viewport(ratio=1)
    assert page.evaluate("scrollY") == 0


def test_the_counter_shows_the_characters_left(open_session: OpenSession, edith: User) -> None:
    page = open_session(edith)
    page.goto(f"/claims/{make_taken_claim(edith).pk}/")
    page.get_by_label("Summary").fill("😀 ten of them")
    expect(page.get_by_text("487 characters left")).to_be_visible()
