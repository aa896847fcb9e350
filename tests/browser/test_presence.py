"""Two people on one claim in two browsers: presence, comments, and the history of drafts."""

import pytest
from playwright.sync_api import Page, expect

from claims.models import Comment, User
from tests.browser.page_actions import OpenSession, wait_for_saving
from tests.stories import make_submitted_verdict, make_taken_claim

pytestmark = pytest.mark.django_db(transaction=True)


def send_heartbeat(page: Page) -> None:
    """Send the next heartbeat now, after the one under way, and wait for its answer."""
    expect(page.locator("[data-presence].htmx-request")).to_have_count(0)
    with page.expect_response(lambda response: response.url.endswith("/presence/")):
        page.evaluate("htmx.trigger(document.querySelector('[data-presence]'), 'look')")


def test_two_people_on_one_claim_see_each_other(open_session: OpenSession, edith: User, emil: User) -> None:
    claim = make_taken_claim(edith)
    ediths, emils = open_session(edith), open_session(emil)
    ediths.goto(f"/claims/{claim.pk}/")
    emils.goto(f"/claims/{claim.pk}/")
    expect(emils.locator(".presence")).to_have_text("Edith is looking")
    send_heartbeat(ediths)
    expect(ediths.locator(".presence")).to_have_text("Emil is looking")
    ediths.get_by_label("Summary").fill("Two trees fewer.")
    wait_for_saving(ediths)
    send_heartbeat(ediths)
    send_heartbeat(emils)
    expect(emils.locator(".presence")).to_have_text("Edith is writing")
    emils.keyboard.press("m")
    emils.keyboard.type("@Edith, in May or in June?")
    emils.keyboard.press("Control+Enter")
    expect(emils.locator(".comment")).to_contain_text("in May or in June?")
    expect(emils.locator("#comment-text")).to_be_focused()
    expect(emils.locator("#comment-text")).to_have_value("")
    send_heartbeat(ediths)
    expect(ediths.locator(".comment")).to_contain_text("in May or in June?")
    expect(ediths.get_by_label("Summary")).to_have_value("Two trees fewer.")
    emils.get_by_role("button", name="Remove").click()
    expect(emils.locator(".comment")).to_contain_text("Removed by Emil")
    send_heartbeat(ediths)
    expect(ediths.locator(".comment")).to_contain_text("Removed by Emil")
    emils.get_by_role("button", name="Undo").click()
    expect(emils.locator(".comment")).to_contain_text("in May or in June?")
    send_heartbeat(ediths)
    send_heartbeat(ediths)
    expect(ediths.locator(".comment")).to_contain_text("in May or in June?")
    expect(ediths.locator(".comment")).to_have_count(1)


def test_the_history_shows_changes_word_by_word(open_session: OpenSession, edith: User, emil: User) -> None:
    claim = make_taken_claim(edith)
    page = open_session(edith)
    page.goto(f"/claims/{claim.pk}/")
    page.get_by_label("Justification").fill("The parks office counted 300 trees.")
    wait_for_saving(page)
    page.reload()
    page.get_by_label("Justification").fill("The parks office counted 298 trees in May.")
    wait_for_saving(page)
    reader = open_session(emil)
    reader.goto(f"/claims/{claim.pk}/")
    expect(reader.locator(".timeline ins").first).to_have_text("The parks office counted 298 trees in May.")
    reader.keyboard.press("Shift+H")
    reader.wait_for_url("**/history/")
    oldest = claim.events.filter(verb="verdict.drafted").order_by("pk")[1].pk
    reader.goto(f"/claims/{claim.pk}/history/{oldest}/")
    expect(reader.locator(".timeline ins")).to_have_text("The parks office counted 298 trees in May.")


def test_a_key_reloads_a_claim_that_somebody_else_changed(open_session: OpenSession, edith: User, mona: User) -> None:
    claim = make_submitted_verdict(edith).claim
    reader, moderator = open_session(edith), open_session(mona)
    reader.goto(f"/claims/{claim.pk}/")
    expect(reader.locator(".presence")).to_be_attached()
    moderator.goto(f"/claims/{claim.pk}/moderation/")
    moderator.get_by_role("button", name="Approve").click()
    expect(moderator.get_by_text("The verdict is approved.").first).to_be_visible()
    send_heartbeat(reader)
    expect(reader.locator(".presence")).to_contain_text("Verdict approved: Mona")
    reader.keyboard.press("g")
    reader.keyboard.press("l")
    expect(reader.locator("[data-status=approved]").first).to_be_visible()
    expect(reader.get_by_text("Reload")).to_have_count(0)


def test_a_comment_in_two_responses_appears_once(open_session: OpenSession, edith: User) -> None:
    claim = make_taken_claim(edith)
    page = open_session(edith)
    page.goto(f"/claims/{claim.pk}/")
    page.keyboard.press("m")
    page.keyboard.type("Once.")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".comment")).to_have_count(1)
    page.evaluate("document.querySelector('#comments-position [name=after]').value = 0")
    with page.expect_response("**/presence/"):
        send_heartbeat(page)
    expect(page.locator(f"#comments-position [name=after][value='{Comment.objects.get().pk}']")).to_have_count(1)
    expect(page.locator(".comment")).to_have_count(1)
