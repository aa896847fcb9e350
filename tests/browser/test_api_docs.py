"""The reference of the API in a real browser: from the list to an operation, and what its pages weigh."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from claims.models import User

MAX_PAGE_BYTES = 300_000


def test_an_operation_is_found_in_the_reference(open_session: Callable[..., Page], cora: User) -> None:
    page = open_session(cora)
    page.goto("/api/docs/")
    page.get_by_role("link", name="Submit an article", exact=True).click()
    operation = page.locator("#articles_create")
    expect(operation).to_be_in_viewport()
    expect(operation).to_contain_text("POST /api/v1/articles/")
    expect(operation).to_contain_text("multipart/form-data")
    expect(operation).to_contain_text("Idempotency-Key")
    operation.get_by_role("link", name="ArticleDetail").first.click()
    expect(page.locator("#object-ArticleDetail")).to_be_in_viewport()
    operation.locator("summary").click()
    operation.get_by_role("link", name="409").click()
    expect(page.locator("#status-409 + dl")).to_contain_text("version_conflict")


@pytest.mark.parametrize("path", ["/api/", "/api/quick-start/", "/api/docs/", "/api/docs/claims/"])
def test_a_page_of_the_documentation_is_small(open_session: Callable[..., Page], cora: User, path: str) -> None:
    """The claims have the most operations. Images, fonts, styles and scripts count; caches are empty."""
    page, sizes = open_session(cora), []
    network = page.context.new_cdp_session(page)
    network.send("Network.enable")
    network.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    page.goto(path, wait_until="networkidle")
    assert len(sizes) >= 4, "page, styles, font and script"
    assert sum(sizes) < MAX_PAGE_BYTES, (path, sizes)
