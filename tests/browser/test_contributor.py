"""A contributor without a mouse: hands an article in, reads what became of it, and objects."""

import pytest
from playwright.sync_api import expect

from claims.models import Article, Claim, Contest, User
from claims.services import claims
from tests.browser.hands import TEXT, SitDown, read, tab_to

pytestmark = pytest.mark.django_db(transaction=True)


def test_an_article_is_handed_in_and_a_dismissal_objected_to(sit_down: SitDown, cora: User, edith: User) -> None:
    page = sit_down(cora)
    page.goto("/articles/")
    page.keyboard.press("c")
    page.wait_for_url("**/articles/new/")
    tab_to(page, "#id_text")
    page.keyboard.type(TEXT)
    tab_to(page, "form.form .button--primary")
    page.keyboard.press("Enter")
    expect(page.locator("#progress")).to_be_visible()
    read(Article.objects.get())
    expect(page.get_by_text("What became of it")).to_be_visible()
    claims.dismiss(claim_id=Claim.objects.get().pk, editor=edith, reason="trivial")
    page.reload()
    tab_to(page, "summary.button--small")
    page.keyboard.press("Enter")
    tab_to(page, "textarea[name=reason]")
    page.keyboard.type("The town paid for it.")
    tab_to(page, ".moves__why .button")
    page.keyboard.press("Enter")
    expect(page.get_by_text("It is before the moderators.")).to_be_visible()
    assert (Contest.objects.get().by, Contest.objects.get().reason) == (cora, "The town paid for it.")
