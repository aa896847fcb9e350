"""Two keys judge matches one after the other."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from claims.models import User
from claims.services.matches import suggest_matches_for_claim
from tests.stories import import_foreign_fact_check, make_queued_claim


def test_matches_are_judged_by_key(open_session: Callable[..., Page], edith: User) -> None:
    import_foreign_fact_check("500 trees were planted", "600 trees were planted")
    claim = make_queued_claim(edith)
    suggest_matches_for_claim(claim_id=claim.pk)
    page = open_session(edith)
    page.goto(f"/claims/{claim.pk}/")
    page.keyboard.press("y")
    expect(page.locator("[data-state=confirmed]")).to_have_count(1)
    page.keyboard.press("r")
    expect(page.get_by_text("About another claim (1)")).to_be_visible()
    page.get_by_role("button", name="Undo").first.click()
    expect(page.locator("[data-state=suggested]")).to_have_count(1)
    page.keyboard.press("r")
    expect(page.get_by_text("Rejected: the fact-check is about another claim.").last).to_be_visible()
    page.keyboard.press("u")
    expect(page.get_by_text("Undone. The claim is now: queued.")).to_be_visible()
    expect(page.locator("[data-state=suggested]")).to_have_count(1)
