"""Nothing typed is lost: not by a crash, a desk that is away, or a lease that ended; and nobody else sees it."""

from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from claims.models import Lease, User, Verdict
from claims.services.queue import release_expired_claim
from claims.services.verdicts import begin_correction, save_draft
from tests.browser.page_actions import OpenSession, add_evidence_by_form, wait_for_saving
from tests.stories import make_publication, make_taken_claim, make_written_draft

pytestmark = pytest.mark.django_db(transaction=True)
RESTORE_OFFER = "[data-unsaved-offer]"


def go_offline(page: Page) -> None:
    """The desk does not take a draft any more."""
    page.route("**/draft/", lambda route: route.fulfill(status=409, body=""))


def lose_page(page: Page, claim_id: int, words: str) -> Page:
    """Type something that is never saved; the page is gone, the browser is opened again."""
    page.goto(f"/claims/{claim_id}/")
    go_offline(page)
    page.get_by_label("Summary").press_sequentially(words)
    again = page.context.new_page()
    page.close()
    again.goto(f"/claims/{claim_id}/")
    return again


def test_words_of_a_page_that_died_are_offered_and_put_back(sit_down: OpenSession, edith: User) -> None:
    claim = make_taken_claim(edith)
    page = lose_page(sit_down(edith), claim.pk, "Written before the crash.")
    expect(page.locator(RESTORE_OFFER)).to_contain_text("were not saved")
    expect(page.get_by_label("Summary")).to_have_value("")
    page.get_by_role("button", name="Put them back").click()
    expect(page.get_by_label("Summary")).to_have_value("Written before the crash.")
    wait_for_saving(page)
    assert Verdict.objects.get().summary == "Written before the crash."
    page.reload()
    expect(page.locator(RESTORE_OFFER)).to_be_hidden()


def test_words_can_be_thrown_away(sit_down: OpenSession, edith: User) -> None:
    claim = make_taken_claim(edith)
    page = lose_page(sit_down(edith), claim.pk, "Never mind.")
    page.get_by_role("button", name="Throw them away").click()
    page.reload()
    expect(page.locator(RESTORE_OFFER)).to_be_hidden()
    assert Verdict.objects.get().summary == ""


def test_words_that_are_saved_are_not_kept(sit_down: OpenSession, edith: User) -> None:
    page = sit_down(edith)
    page.goto(f"/claims/{make_taken_claim(edith).pk}/")
    page.get_by_label("Summary").fill("Saved at once.")
    assert page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('unsaved.')).length") == 1
    wait_for_saving(page)
    page.wait_for_function("Object.keys(localStorage).every(key => !key.startsWith('unsaved.'))")


def test_one_is_told_when_the_draft_was_saved_again_since(sit_down: OpenSession, edith: User) -> None:
    claim = make_taken_claim(edith)
    page = sit_down(edith)
    page.goto(f"/claims/{claim.pk}/")
    go_offline(page)
    page.get_by_label("Summary").press_sequentially("Mine.")
    make_written_draft(claim, edith)
    page.unroute("**/draft/")
    page.goto(f"/claims/{claim.pk}/")
    expect(page.get_by_text("The draft has been saved again since")).to_be_visible()
    expect(page.get_by_label("Summary")).to_have_value("Two trees fewer, but close.")


def test_words_are_there_when_the_lease_is_gone_and_when_the_claim_is_taken_again(
    sit_down: OpenSession, edith: User
) -> None:
    claim = make_taken_claim(edith)
    page = sit_down(edith)
    page.goto(f"/claims/{claim.pk}/")
    Lease.objects.update(taken="2026-01-01T00:00Z", expires="2026-01-02T00:00Z")
    page.get_by_label("Summary").press_sequentially("Written too late.")
    expect(page.get_by_text("Your time on this claim has ended.").first).to_be_visible()
    release_expired_claim(claim_id=claim.pk)
    page.reload()
    page.get_by_text("Read them").click()
    expect(page.locator("[data-unsaved-text]")).to_have_text("Written too late.")
    page.keyboard.press("t")
    page.get_by_role("button", name="Put them back").click()
    wait_for_saving(page)
    assert Verdict.objects.get().summary == "Written too late."


def test_a_desk_that_is_away_gets_the_words_when_it_is_back(
    sit_down: OpenSession, edith: User, browser: Browser, live_server: Any
) -> None:
    """In a context of its own, whose console may complain of a network that is not there."""
    signed_in = sit_down(edith).context.storage_state()
    page = browser.new_context(base_url=live_server.url, storage_state=signed_in).new_page()
    page.goto(f"/claims/{make_taken_claim(edith).pk}/")
    page.route("**/draft/", lambda route: route.abort())
    page.get_by_label("Summary").fill("Into the void.")
    expect(page.get_by_text("kept in this browser")).to_be_visible()
    page.unroute("**/draft/")
    page.get_by_label("Justification").fill("And on.")
    wait_for_saving(page)
    assert Verdict.objects.get().summary == "Into the void."
    page.context.close()


def test_nobody_else_at_this_browser_sees_them_and_signing_out_clears_them(
    sit_down: OpenSession, edith: User, emil: User
) -> None:
    claim = make_taken_claim(edith)
    page = lose_page(sit_down(edith), claim.pk, "For my eyes.")
    page.evaluate("document.body.dataset.person = 'somebody else'")
    kept = "Object.keys(localStorage).filter(key => key.startsWith('unsaved.'))"
    assert page.evaluate(kept) == [f"words.{edith.pk}.{claim.pk}"]
    page.locator(".menu summary").click()
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url(lambda url: "claims" not in url)
    assert page.evaluate(kept) == []


# What is missing, and what it will look like ----------------------------------------


def _never_answer(route: Route) -> None:
    """A request that hangs."""


def test_what_is_missing_is_known_before_anything_is_saved(sit_down: OpenSession, edith: User) -> None:
    page = sit_down(edith)
    page.goto(f"/claims/{make_taken_claim(edith).pk}/")
    page.route("**/draft/", _never_answer)
    done = page.locator("#requirements li[data-done]")
    expect(page.get_by_role("button", name="Missing: a rating")).to_be_visible()
    page.keyboard.press("2")
    expect(done).to_have_text(["a rating"])
    page.keyboard.press("s")
    page.keyboard.type("So it is.")
    expect(page.get_by_label("Summary")).to_have_value("So it is.")
    expect(done).to_have_text(["a rating", "a summary"])
    page.get_by_label("Summary").fill("  ")
    expect(done).to_have_text(["a rating"])
    page.unroute_all(behavior="ignoreErrors")


def test_the_first_thing_missing_may_be_evidence(sit_down: OpenSession, edith: User) -> None:
    page = sit_down(edith)
    page.goto(f"/claims/{make_taken_claim(edith).pk}/")
    page.keyboard.press("1")
    page.get_by_label("Summary").fill("So it is.")
    page.get_by_label("Justification").fill("Counted.")
    page.keyboard.press("Escape")
    page.keyboard.press("s")
    expect(page.get_by_label("Question")).to_be_focused()
    wait_for_saving(page)
    page.keyboard.press("Escape")
    page.locator("#evidence summary").first.click()
    add_evidence_by_form(page)
    expect(page.get_by_role("button", name="Submit")).to_be_visible()


def test_keys_lead_to_every_part(sit_down: OpenSession, edith: User) -> None:
    page = sit_down(edith)
    page.goto(f"/claims/{make_taken_claim(edith).pk}/")
    for keys, place in (("gs", "#id_summary"), ("gw", "#id_justification")):
        for key in keys:
            page.keyboard.press(key)
        expect(page.locator(place)).to_be_focused()
        page.keyboard.press("Escape")
    for keys, place in (("gv", "#rating"), ("ge", "#evidence"), ("gh", "#history")):
        for key in keys:
            page.keyboard.press(key)
        expect(page.locator(place)).to_be_in_viewport()


def test_the_preview_shows_what_was_typed_just_now_and_leads_back(sit_down: OpenSession, edith: User) -> None:
    claim = make_taken_claim(edith)
    page = sit_down(edith)
    page.goto(f"/claims/{claim.pk}/")
    page.get_by_label("Summary").fill("A summary, just typed.")
    page.keyboard.press("Escape")
    page.keyboard.press("p")
    page.wait_for_url("**/preview/")
    expect(page.locator(".verdict__summary")).to_have_text("A summary, just typed.")
    expect(page.locator(".preview-bar")).to_contain_text("Still missing: a rating")
    page.keyboard.press("p")
    page.wait_for_url(f"**/claims/{claim.pk}/")


def test_the_preview_of_a_correction_shows_what_changes(sit_down: OpenSession, edith: User, mona: User) -> None:
    claim = make_publication(edith, mona).claim
    begin_correction(claim_id=claim.pk, editor=edith, reason="A newer count.")
    draft = claim.verdicts.get(submitted__isnull=True)
    save_draft(
        claim_id=claim.pk, editor=edith, version=draft.version, rating="false", summary=draft.summary,
        justification=draft.justification, correction=draft.correction,
    )  # fmt: skip
    page = sit_down(edith)
    page.goto(f"/claims/{claim.pk}/preview/")
    expect(page.locator("ins")).to_have_text("False")
    expect(page.get_by_text("A newer count.")).to_be_visible()
