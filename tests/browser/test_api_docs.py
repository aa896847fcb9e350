"""The API documentation in a real browser, under the strict Content-Security-Policy."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from claims.models import User


def test_the_api_documentation_works_in_the_browser(open_session: Callable[..., Page], cora: User) -> None:
    page = open_session(cora)
    page.goto("/api/docs/")
    operation = page.locator("#operations-articles-articles_create")
    operation.get_by_role("button").first.click()
    expect(operation).to_contain_text("Submit an article as text")
    expect(operation).to_contain_text("multipart/form-data")
    expect(page.locator("#operations-appeals-appeals_list")).to_be_visible()  # operations further down are drawn later
