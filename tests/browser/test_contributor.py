"""A contributor with the keyboard alone: submits an article, sees a dismissal and appeals."""

import pytest
from playwright.sync_api import expect

from claims.models import Appeal, Article, Claim, User
from claims.services.claims import dismiss_claim
from tests.browser.page_actions import ARTICLE_TEXT, OpenSession, read_article, tab_to_element

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_contributor_submits_an_article_and_appeals(open_session: OpenSession, cora: User, edith: User) -> None:
    page = open_session(cora)
    page.goto("/articles/")
    page.keyboard.press("c")
    page.wait_for_url("**/articles/new/")
    expect(page.locator("#id_text")).to_be_focused()
    page.keyboard.type(ARTICLE_TEXT)
    tab_to_element(page, "form.form .button--primary")
    page.keyboard.press("Enter")
    expect(page.locator("#progress")).to_be_visible()
    read_article(Article.objects.get())
    expect(page.get_by_role("heading", name="Claims in this article")).to_be_visible()
    dismiss_claim(claim_id=Claim.objects.get().pk, editor=edith, reason="trivial")
    page.reload()
    tab_to_element(page, "summary.button--small")
    page.keyboard.press("Enter")
    expect(page.locator("textarea[name=reason]")).to_be_focused()
    page.keyboard.type("The town paid for it.")
    tab_to_element(page, ".moves__why .button")
    page.keyboard.press("Enter")
    expect(page.get_by_text("A moderator will answer it.")).to_be_visible()
    assert (Appeal.objects.get().appellant, Appeal.objects.get().reason) == (cora, "The town paid for it.")
