"""A moderator works through the queue with the keyboard alone, and lets go of what she leaves."""

import pytest
from playwright.sync_api import Page, expect

from claims.models import Case, Claim, Flag, User
from claims.services import moderation
from tests.browser.hands import SitDown
from tests.stories import a_publication, a_submitted_verdict

pytestmark = pytest.mark.django_db(transaction=True)


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def test_a_moderator_works_through_the_queue_by_keyboard(sit_down: SitDown, edith: User, mona: User) -> None:
    publication = a_publication(edith, mona)
    moderation.report(publication=publication, reason="other", text="Look again.")
    first, second = (a_submitted_verdict(edith).claim_id for _ in range(2))
    page = sit_down(mona)
    page.goto("/moderation/")
    press(page, "x")
    expect(page.locator("textarea:focus")).to_be_visible()
    page.keyboard.type("It was counted twice.")
    press(page, "Tab", "Enter")
    expect(page.get_by_text("The report is rejected.")).to_be_visible()
    assert Flag.objects.get().note == "It was counted twice."
    press(page, "j", "a")
    expect(page.get_by_text("The verdict is approved. You can publish it now.")).to_be_visible()
    press(page, "p")
    expect(page.get_by_text("The verdict is published.")).to_be_visible()
    press(page, "j", "b")
    expect(page.locator("textarea:focus")).to_be_visible()
    page.keyboard.type("Say when they were counted.")
    press(page, "Tab", "Tab", "Enter")
    expect(page.get_by_text("The verdict is back with its author.")).to_be_visible()
    assert [Claim.objects.get(pk=pk).status for pk in (first, second)] == ["published", "in_review"]


def test_an_approval_is_taken_back_from_the_list(sit_down: SitDown, edith: User, mona: User) -> None:
    first, second = (a_submitted_verdict(edith).claim_id for _ in range(2))
    page = sit_down(mona)
    page.goto("/moderation/")
    press(page, "a")
    expect(page.get_by_text("The verdict is approved. You can publish it now.")).to_be_visible()
    press(page, "j", "u")
    page.wait_for_url(f"**/moderation/{first}/")
    expect(page.get_by_text("Taken back: the claim is awaiting approval.")).to_be_visible()
    assert [Claim.objects.get(pk=pk).status for pk in (first, second)] == ["awaiting_approval"] * 2


def test_a_report_is_answered_with_keys_that_undo_nothing(sit_down: SitDown, edith: User, mona: User) -> None:
    moderation.report(publication=a_publication(edith, mona), reason="other", text="Look again.")
    page = sit_down(mona)
    page.goto("/moderation/")
    press(page, "y")
    expect(page.locator("textarea:focus")).to_be_visible()
    page.keyboard.type("They are right.")
    press(page, "Tab", "Enter")
    expect(page.get_by_text("The report is accepted. Correct or withdraw")).to_be_visible()
    expect(page.get_by_role("button", name="Undo")).to_have_count(0)
    assert Flag.objects.get().outcome == "upheld"


def test_the_next_one_is_hers_until_she_leaves(sit_down: SitDown, edith: User, mona: User, ada: User) -> None:
    claim_id = a_submitted_verdict(edith).claim_id
    page, other = sit_down(mona), sit_down(ada)
    page.goto("/moderation/")
    press(page, "n")
    page.wait_for_url(f"**/moderation/{claim_id}/")
    expect(page.get_by_text("Yours while this page is open")).to_be_visible()
    other.goto(f"/moderation/{claim_id}/")
    expect(other.get_by_text("Mona is looking at this", exact=True)).to_be_visible()
    page.goto("/articles/")
    expect(page.get_by_role("heading", name="Articles")).to_be_visible()
    other.reload()
    expect(other.get_by_text("Yours while this page is open")).to_be_visible()
    press(other, "a")
    expect(other.get_by_role("button", name="Publish")).to_be_visible()
    assert Case.objects.get(closed__isnull=True).kind == "publish"


def test_enter_opens_the_case_in_focus(sit_down: SitDown, edith: User, mona: User) -> None:
    claims = [a_submitted_verdict(edith).claim_id for _ in range(2)]
    page = sit_down(mona)
    page.goto("/moderation/")
    press(page, "j", "Enter")
    page.wait_for_url(f"**/moderation/{claims[1]}/")
