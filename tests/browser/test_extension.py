"""The browser extension in a real Chromium: it opens the form of a running desk with what a reader has selected."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit
from zipfile import ZipFile

import pytest
from django.conf import settings
from django.core.management import call_command
from playwright.sync_api import Browser, BrowserContext, Page, expect

from claims.models import User
from tests.stored_sessions import store_session

ADDRESS, TITLE = "http://courier.example/trees", "Trees for the town"
WORDS = "The trees cost 90,000 euros, the mayor said."
LONG_WORDS = "A long selection. " * 400
STORY = f"<title>{TITLE}</title><p id=words>{WORDS}</p><p id=long>{LONG_WORDS}</p><a href=/ferry>Ferry</a>"


@pytest.fixture
def extension(tmp_path: Path, live_server: Any, settings: Any) -> Path:
    """The extension of the running desk, unpacked."""
    settings.BASE_URL = live_server.url
    archive, folder = tmp_path / "send-to-desk.zip", tmp_path / "extension"
    call_command("build_extension", archive)
    with ZipFile(archive) as files:
        files.extractall(folder)
    return folder


@pytest.fixture
def context(
    browser: Browser, chromium_path: str, extension: Path, live_server: Any, cora: User
) -> Iterator[BrowserContext]:
    """Cora's own browser with the extension; extensions need a profile and the new headless mode."""
    opened = browser.browser_type.launch_persistent_context(
        extension.parent / "profile",
        executable_path=chromium_path,
        headless=False,
        args=[
            "--headless=new",
            "--no-sandbox",
            f"--disable-extensions-except={extension}",
            f"--load-extension={extension}",
            "--disable-features=DisableLoadExtensionCommandLineSwitch",
            "--enable-unsafe-extension-debugging",
        ],
        ignore_default_args=["--disable-extensions"],
    )
    cookie = {"name": settings.SESSION_COOKIE_NAME, "value": store_session(cora), "url": live_server.url}
    opened.add_cookies([cookie])  # type: ignore[list-item]  # a dict serves as the typed one
    opened.route("http://courier.example/**", lambda route: route.fulfill(body=STORY, content_type="text/html"))
    yield opened
    opened.close()


@pytest.fixture
def story(context: BrowserContext) -> Page:
    """A page of a newspaper."""
    page = context.new_page()
    page.goto(ADDRESS)
    return page


def find_worker(context: BrowserContext) -> Any:
    """Return the service worker of the extension, which may still be starting."""
    return context.service_workers[0] if context.service_workers else context.wait_for_event("serviceworker")


def click_action(context: BrowserContext, page: Page) -> Page:
    """Click the button of the extension over a page, and return the tab that opens."""
    assert context.browser
    session = context.browser.new_browser_cdp_session()
    targets = session.send("Target.getTargets", {"filter": [{"type": "tab"}]})["targetInfos"]
    tab = next(target["targetId"] for target in targets if target["url"] == page.url)
    identity = urlsplit(find_worker(context).url).hostname
    with context.expect_page() as opened:
        session.send("Extensions.triggerAction", {"id": identity, "targetId": tab})
    opened.value.wait_for_load_state()
    return opened.value


def test_the_button_sends_selection_address_and_title(context: BrowserContext, story: Page, live_server: Any) -> None:
    story.evaluate("getSelection().selectAllChildren(document.querySelector('#words'))")
    form = click_action(context, story)
    assert form.url.startswith(f"{live_server.url}/desk/send/?")
    expect(form.locator("[name=text]")).to_have_value(WORDS)
    expect(form.locator("[name=title]")).to_have_value(TITLE)
    expect(form.locator("[name=claimed_url]")).to_have_value(ADDRESS)


@pytest.mark.parametrize("selected", ["", "#long"])
def test_without_a_selection_that_fits_the_button_sends_the_address(
    context: BrowserContext, story: Page, selected: str
) -> None:
    if selected:
        story.evaluate("name => getSelection().selectAllChildren(document.querySelector(name))", selected)
    form = click_action(context, story)
    assert parse_qs(urlsplit(form.url).query) == {"url": [ADDRESS], "title": [TITLE]}
    expect(form.locator("[name=address]")).to_have_value(ADDRESS)


def test_the_menu_of_a_link_sends_where_it_leads(context: BrowserContext, story: Page) -> None:
    """No test can open the menu of a headless browser: its event is sent to the extension instead."""
    link = {"linkUrl": f"{story.url.removesuffix('trees')}ferry", "pageUrl": story.url}
    with context.expect_page() as opened:
        find_worker(context).evaluate("info => chrome.contextMenus.onClicked.dispatch(info, {title: 'Trees'})", link)
    assert parse_qs(urlsplit(opened.value.url).query) == {"url": ["http://courier.example/ferry"]}
