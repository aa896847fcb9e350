"""A moderator works through the list by keyboard, and releases the cases that she leaves."""

import pytest
from playwright.sync_api import Page, expect

from claims.models import Case, Claim, Report, User
from claims.services.reports import report_problem
from tests.browser.page_actions import OpenSession
from tests.stories import make_publication, make_submitted_verdict

pytestmark = pytest.mark.django_db(transaction=True)


def press_key(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def test_a_moderator_works_through_the_list_by_keyboard(open_session: OpenSession, edith: User, mona: User) -> None:
    publication = make_publication(edith, mona)
    report_problem(publication=publication, reason="other", text="Look again.")
    first, second = (make_submitted_verdict(edith).claim_id for _ in range(2))
    page = open_session(mona)
    page.goto("/moderation/")
    press_key(page, "r")
    expect(page.locator("textarea:focus")).to_be_visible()
    page.keyboard.type("It was counted twice.")
    press_key(page, "Tab", "Enter")
    expect(page.get_by_text("The verdict stands; the report is closed.")).to_be_visible()
    assert Report.objects.get().note == "It was counted twice."
    press_key(page, "j", "Shift+O")
    expect(page.get_by_role("button", name="Approve")).to_be_visible()
    expect(page.get_by_text("“298 trees were planted in spring”")).to_be_visible()
    press_key(page, "a")
    expect(page.get_by_text("The verdict is approved. You can publish it now.")).to_be_visible()
    press_key(page, "Shift+P")
    expect(page.get_by_text("The verdict is published.")).to_be_visible()
    press_key(page, "j", "Shift+O")
    expect(page.locator("[data-unfolded] summary", has_text="Send back")).to_be_visible()
    press_key(page, "b")
    expect(page.locator("textarea:focus")).to_be_visible()
    page.keyboard.type("Say when they were counted.")
    press_key(page, "Tab", "Tab", "Enter")
    expect(page.get_by_text("The verdict is back with its author.")).to_be_visible()
    assert [Claim.objects.get(pk=pk).status for pk in (first, second)] == ["published", "in_review"]


def test_an_approval_is_undone_from_the_list(open_session: OpenSession, edith: User, mona: User) -> None:
    first, second = (make_submitted_verdict(edith).claim_id for _ in range(2))
    page = open_session(mona)
    page.goto("/moderation/")
    press_key(page, "Shift+O")
    expect(page.get_by_role("button", name="Approve")).to_be_visible()
    press_key(page, "a")
    expect(page.get_by_text("The verdict is approved. You can publish it now.")).to_be_visible()
    press_key(page, "j", "u")
    page.wait_for_url(f"**/claims/{first}/moderation/")
    expect(page.get_by_text("Undone. The claim is now: awaiting approval.")).to_be_visible()
    assert [Claim.objects.get(pk=pk).status for pk in (first, second)] == ["awaiting_approval"] * 2


def test_the_answer_to_a_report_cannot_be_undone(open_session: OpenSession, edith: User, mona: User) -> None:
    report_problem(publication=make_publication(edith, mona), reason="other", text="Look again.")
    page = open_session(mona)
    page.goto("/moderation/")
    press_key(page, "y")
    expect(page.locator("textarea:focus")).to_be_visible()
    page.keyboard.type("They are right.")
    press_key(page, "Tab", "Enter")
    expect(page.get_by_text("The reader is right. Correct or withdraw")).to_be_visible()
    expect(page.get_by_role("button", name="Undo")).to_have_count(0)
    assert Report.objects.get().outcome == "upheld"


def test_the_next_case_is_held_until_she_leaves(open_session: OpenSession, edith: User, mona: User, ada: User) -> None:
    claim_id = make_submitted_verdict(edith).claim_id
    page, other = open_session(mona), open_session(ada)
    page.goto("/moderation/")
    press_key(page, "n")
    page.wait_for_url(f"**/claims/{claim_id}/moderation/")
    expect(page.get_by_text("Yours while this page is open")).to_be_visible()
    other.goto(f"/claims/{claim_id}/moderation/")
    expect(other.get_by_text("Mona is working on this case", exact=True)).to_be_visible()
    page.goto("/articles/")
    expect(page.get_by_role("heading", name="Articles")).to_be_visible()
    other.reload()
    expect(other.get_by_text("Yours while this page is open")).to_be_visible()
    press_key(other, "a")
    expect(other.get_by_role("button", name="Publish")).to_be_visible()
    assert Case.objects.get(closed__isnull=True).kind == "publish"


def test_enter_opens_the_case_in_focus(open_session: OpenSession, edith: User, mona: User) -> None:
    claims = [make_submitted_verdict(edith).claim_id for _ in range(2)]
    page = open_session(mona)
    page.goto("/moderation/")
    press_key(page, "j", "Enter")
    page.wait_for_url(f"**/claims/{claims[1]}/moderation/")
