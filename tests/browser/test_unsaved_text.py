"""Unsaved text survives a crash, an unreachable server and an expired lease, and stays private."""

from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from claims.models import Lease, User, Verdict
from claims.services.queue import release_expired_claim
from claims.services.verdicts import begin_correction, save_draft
from tests.browser.page_actions import OpenSession, add_evidence_by_form, wait_for_saving
from tests.stories import make_publication, make_taken_claim, make_written_draft, newest_verdict

pytestmark = pytest.mark.django_db(transaction=True)
RESTORE_OFFER = "[data-unsaved-offer]"


def refuse_drafts(page: Page) -> None:
    """Make the server refuse drafts."""
    page.route("**/draft/", lambda route: route.fulfill(status=409, body=""))


def lose_page(page: Page, claim_id: int, words: str) -> Page:
    """Type text that is not saved, close the page, and open the claim in a new one."""
    page.goto(f"/claims/{claim_id}/")
    refuse_drafts(page)
    page.get_by_label("Summary").press_sequentially(words)
    reopened = page.context.new_page()
    page.close()
    reopened.goto(f"/claims/{claim_id}/")
    return reopened


def test_unsaved_text_of_a_closed_page_can_be_restored(open_session: OpenSession, edith: User) -> None:
    claim = make_taken_claim(edith)
    page = lose_page(open_session(edith), claim.pk, "Written before the crash.")
    expect(page.locator(RESTORE_OFFER)).to_contain_text("was not saved")
    expect(page.get_by_label("Summary")).to_have_value("")
    page.get_by_role("button", name="Restore").click()
    expect(page.get_by_label("Summary")).to_have_value("Written before the crash.")
    wait_for_saving(page)
    assert Verdict.objects.get().summary == "Written before the crash."
    page.reload()
    expect(page.locator(RESTORE_OFFER)).to_be_hidden()


def test_unsaved_text_can_be_discarded(open_session: OpenSession, edith: User) -> None:
    claim = make_taken_claim(edith)
    page = lose_page(open_session(edith), claim.pk, "Never mind.")
    page.get_by_role("button", name="Discard").click()
    page.reload()
    expect(page.locator(RESTORE_OFFER)).to_be_hidden()
    assert Verdict.objects.get().summary == ""


def test_saved_text_is_deleted_from_the_browser(open_session: OpenSession, edith: User) -> None:
    page = open_session(edith)
    page.goto(f"/claims/{make_taken_claim(edith).pk}/")
    page.get_by_label("Summary").fill("Saved at once.")
    assert page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('unsaved.')).length") == 1
    wait_for_saving(page)
    page.wait_for_function("Object.keys(localStorage).every(key => !key.startsWith('unsaved.'))")


def test_the_offer_says_if_the_draft_was_saved_since(open_session: OpenSession, edith: User) -> None:
    claim = make_taken_claim(edith)
    page = open_session(edith)
    page.goto(f"/claims/{claim.pk}/")
    refuse_drafts(page)
    page.get_by_label("Summary").press_sequentially("Mine.")
    make_written_draft(claim, edith)
    page.unroute("**/draft/")
    page.goto(f"/claims/{claim.pk}/")
    expect(page.get_by_text("The draft has been saved since then.")).to_be_visible()
    expect(page.get_by_label("Summary")).to_have_value("Two trees fewer, but close.")


def test_unsaved_text_survives_an_expired_lease(open_session: OpenSession, edith: User) -> None:
    claim = make_taken_claim(edith)
    page = open_session(edith)
    page.goto(f"/claims/{claim.pk}/")
    Lease.objects.update(taken="2026-01-01T00:00Z", expires="2026-01-02T00:00Z")
    page.get_by_label("Summary").press_sequentially("Written too late.")
    expect(page.get_by_text("Your time on this claim has ended.").first).to_be_visible()
    release_expired_claim(claim_id=claim.pk)
    page.reload()
    page.get_by_text("Show the text").click()
    expect(page.locator("[data-unsaved-text]")).to_have_text("Written too late.")
    page.keyboard.press("t")
    page.get_by_role("button", name="Restore").click()
    wait_for_saving(page)
    assert Verdict.objects.get().summary == "Written too late."


def test_text_is_saved_once_the_server_is_reachable_again(
    open_session: OpenSession, edith: User, browser: Browser, live_server: Any
) -> None:
    """Uses its own context, because its console may report network errors."""
    signed_in = open_session(edith).context.storage_state()
    page = browser.new_context(base_url=live_server.url, storage_state=signed_in).new_page()
    page.goto(f"/claims/{make_taken_claim(edith).pk}/")
    page.route("**/draft/", lambda route: route.abort())
    page.get_by_label("Summary").fill("Into the void.")
    expect(page.get_by_text("stored in this browser")).to_be_visible()
    page.unroute("**/draft/")
    page.get_by_label("Justification").fill("And on.")
    wait_for_saving(page)
    assert Verdict.objects.get().summary == "Into the void."
    page.context.close()


def test_unsaved_text_is_private_and_signing_out_deletes_it(open_session: OpenSession, edith: User, emil: User) -> None:
    claim = make_taken_claim(edith)
    page = lose_page(open_session(edith), claim.pk, "For my eyes.")
    page.evaluate("document.body.dataset.person = 'somebody else'")
    stored_keys = "Object.keys(localStorage).filter(key => key.startsWith('unsaved.'))"
    assert page.evaluate(stored_keys) == [f"unsaved.{edith.pk}.{claim.pk}"]
    page.locator(".menu summary").click()
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url(lambda url: "claims" not in url)
    assert page.evaluate(stored_keys) == []


# Requirements and preview -----------------------------------------------------------


def _never_answer(route: Route) -> None:
    """Let a request hang."""


def test_requirements_update_before_the_draft_is_saved(open_session: OpenSession, edith: User) -> None:
    page = open_session(edith)
    page.goto(f"/claims/{make_taken_claim(edith).pk}/")
    page.route("**/draft/", _never_answer)
    done_items = page.locator("#requirements li[data-done]")
    expect(page.get_by_role("button", name="Missing: a rating")).to_be_visible()
    page.keyboard.press("2")
    expect(done_items).to_have_text(["a rating"])
    page.keyboard.press("s")
    page.keyboard.type("So it is.")
    expect(page.get_by_label("Summary")).to_have_value("So it is.")
    expect(done_items).to_have_text(["a rating", "a summary"])
    page.get_by_label("Summary").fill("  ")
    expect(done_items).to_have_text(["a rating"])
    page.unroute_all(behavior="ignoreErrors")


def test_the_submit_button_leads_to_missing_evidence(open_session: OpenSession, edith: User) -> None:
    page = open_session(edith)
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


def test_keys_lead_to_every_section(open_session: OpenSession, edith: User) -> None:
    page = open_session(edith)
    page.goto(f"/claims/{make_taken_claim(edith).pk}/")
    for keys, selector in (("gs", "#id_summary"), ("gw", "#id_justification")):
        for key in keys:
            page.keyboard.press(key)
        expect(page.locator(selector)).to_be_focused()
        page.keyboard.press("Escape")
    for keys, selector in (("gv", "#rating"), ("ge", "#evidence"), ("gh", "#history")):
        for key in keys:
            page.keyboard.press(key)
        expect(page.locator(selector)).to_be_in_viewport()


def test_the_preview_shows_the_newest_text_and_leads_back(open_session: OpenSession, edith: User) -> None:
    claim = make_taken_claim(edith)
    page = open_session(edith)
    page.goto(f"/claims/{claim.pk}/")
    page.get_by_label("Summary").fill("A summary, just typed.")
    page.keyboard.press("Escape")
    page.keyboard.press("p")
    page.wait_for_url("**/preview/")
    expect(page.locator(".verdict__summary")).to_have_text("A summary, just typed.")
    expect(page.locator(".preview-bar")).to_contain_text("Still missing: a rating")
    page.keyboard.press("p")
    page.wait_for_url(f"**/claims/{claim.pk}/")


def test_the_preview_of_a_correction_shows_what_changes(open_session: OpenSession, edith: User, mona: User) -> None:
    claim = make_publication(edith, mona).claim
    begin_correction(claim_id=claim.pk, editor=edith, reason="The register.")
    draft = claim.verdicts.get(submitted__isnull=True)
    save_draft(
        claim_id=claim.pk, editor=edith, version=draft.version, rating="false", summary=draft.summary,
        justification=draft.justification, correction="A newer count.",
    )  # fmt: skip
    page = open_session(edith)
    page.goto(f"/claims/{claim.pk}/preview/")
    expect(page.locator("ins")).to_have_text("False")
    expect(page.get_by_text("A newer count.")).to_be_visible()


def test_a_draft_that_saves_itself_is_not_submitted(open_session: OpenSession, edith: User) -> None:
    """A submission that was refused is not tried again by what follows, which is only saved."""
    claim = make_taken_claim(edith)
    draft = make_written_draft(claim, edith)
    refusal = (
        f'<div id="draft"><input type="hidden" name="version" value="{draft.version}"><p role="alert">No.</p></div>'
    )
    page = open_session(edith)
    page.goto(f"/claims/{claim.pk}/")
    page.route("**/draft/", lambda route: route.fulfill(status=422, content_type="text/html", body=refusal), times=1)
    page.keyboard.press("s")
    expect(page.locator("#draft [role=alert]")).to_be_visible()
    page.keyboard.press("1")
    wait_for_saving(page)
    claim.refresh_from_db()
    assert (newest_verdict(claim.pk).rating, claim.status) == ("true", "in_review")
