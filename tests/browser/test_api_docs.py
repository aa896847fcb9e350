"""The API documentation in a real browser, under the strict Content-Security-Policy."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from claims.models import User

MAX_SCREENS = 60


def test_the_api_documentation_works_in_the_browser(open_session: Callable[..., Page], cora: User) -> None:
    page = open_session(cora)
    page.goto("/api/docs/")
    operation = page.locator("#operations-articles-articles_create")
    operation.get_by_role("button").first.click()
    expect(operation).to_contain_text("Submit an article as text")
    expect(operation).to_contain_text("multipart/form-data")
    accept = page.locator("#operations-claims-claims_accept")
    for _ in range(MAX_SCREENS):  # operations are drawn when they come into view
        if not accept.count():
            page.mouse.wheel(0, 900)
            page.wait_for_timeout(100)
    expect(accept).to_be_visible()
