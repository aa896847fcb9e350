"""A real Chromium before the real pages: people sign in by cookie, and nothing may complain in the console."""

import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from playwright.sync_api import Browser, Error, Page, sync_playwright

from claims.models import User
from tests.browser.chromium import find_chromium, find_headless_shell
from tests.database_owner import as_database_owner
from tests.stored_sessions import store_session


@pytest.fixture(scope="package")
def chromium_path() -> str:
    """Where the Chromium of these tests is."""
    path = os.environ.get("FACTCHECK_CHROMIUM") or find_chromium()
    assert path, "No Chromium here: run `python -m tests.browser.chromium`."
    return path


@pytest.fixture(scope="package")
def browser(chromium_path: str) -> Iterator[Browser]:
    """Whatever Chromium there is, for the tests of this folder alone; its sandbox does not work for root.

    Playwright's loop runs in this thread as long as it is open, and Django would take it for asynchronous
    code of ours; neither the loop nor the word to Django outlives these tests.
    """
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        path = find_headless_shell() or chromium_path
        opened = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture
def open_session(live_server: Any, browser: Browser) -> Iterator[Callable[..., Page]]:
    """`open_session(edith)` is a page of Edith's own browser; anything in its console fails the test at the end."""
    complaints: list[str] = []
    contexts = []

    def open_for(person: User, **options: Any) -> Page:
        context = browser.new_context(base_url=live_server.url, reduced_motion="reduce", **options)
        context.add_cookies(
            [{"name": settings.SESSION_COOKIE_NAME, "value": store_session(person), "url": live_server.url}]
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("console", lambda message: _record_message(complaints, message.type, message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        return page

    yield open_for
    for context in contexts:
        for page in context.pages:
            _stop_logging(page)
        context.close()
    _fail_requests()
    assert complaints == []


def _fail_requests() -> None:
    """The database is emptied next: a request that still runs for a page that is gone must be what a deadlock ends."""
    with as_database_owner(), connection.cursor() as cursor:
        cursor.execute("SET deadlock_timeout = '20s'")


def _stop_logging(page: Page) -> None:
    """A claim's page says when it is left; at the end of a test that would reach a database that is being emptied."""
    with suppress(Error):  # it may be on its way to another page
        page.evaluate("document.querySelector('#lease')?.removeAttribute('data-leave')")


def _record_message(complaints: list[str], kind: str, text: str) -> None:
    """Errors and violations of the content security policy; a 4xx that a test asks for is no complaint."""
    if kind in {"error", "warning"} and "the server responded with a status of 4" not in text:
        complaints.append(f"{kind}: {text}")
