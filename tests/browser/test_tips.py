"""Tests of tips by keyboard: a reader submits one, and an editor decides about several."""

from collections.abc import Callable

import pytest
from django.core.cache import cache
from playwright.sync_api import Browser, Page, expect

from claims.models import Article, Tip, User
from claims.services.tips import submit_tip
from claims.tasks import compare_tips
from tests.browser.page_actions import tab_to_element
from tests.stories import make_queued_claim

SitDown = Callable[..., Page]
TIP_TEXT = "The mayor said on Monday that 300 trees were planted."


def test_a_reader_submits_a_tip_by_keyboard(browser: Browser, live_server: object, db: None) -> None:
    cache.clear()
    context = browser.new_context(base_url=live_server.url, viewport={"width": 360, "height": 700})  # type: ignore[attr-defined]
    page = context.new_page()
    page.goto("/")
    tab_to_element(page, "a[href='/tips/new/']")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Ask us to check something")).to_be_visible()
    tab_to_element(page, "textarea")
    page.keyboard.type("300 trees")
    page.keyboard.press("Tab")
    page.keyboard.type("javascript:alert(1)")
    page.keyboard.press("Tab")
    page.keyboard.type("reader@home.example")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Where did you see it?")
    tab_to_element(page, "[name=url]")
    page.keyboard.press("ControlOrMeta+A")
    page.keyboard.type("https://paper.example/trees")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()
    context.close()
    assert Tip.objects.values_list("text", "url", "email").get() == (
        "300 trees",
        "https://paper.example/trees",
        "reader@home.example",
    )


@pytest.fixture
def three_tips(edith: User) -> list[Tip]:
    make_queued_claim(edith)
    tips = [submit_tip(text=text) for text in (TIP_TEXT, "Is the mayor a good man?", "Was the bridge painted green?")]
    compare_tips()
    return tips


def tip_states() -> list[str]:
    return list(Tip.objects.order_by("id").values_list("state", flat=True))


def test_an_editor_decides_about_tips_by_keyboard(open_session: SitDown, edith: User, three_tips: list[Tip]) -> None:
    page = open_session(edith)
    page.goto("/queue/")
    page.keyboard.press("g")
    page.keyboard.press("t")
    expect(page.get_by_role("heading", name="Tips", exact=True)).to_be_visible()
    focused = page.locator("[data-claim-card][data-focused]")
    page.wait_for_load_state("networkidle")
    page.keyboard.press("y")
    expect(focused).to_contain_text("Linked to")
    page.keyboard.press("u")
    expect(focused).to_contain_text("Suggested claim")
    page.keyboard.press("r")
    expect(focused.get_by_text("Undo “Not this claim”")).to_be_visible()
    page.keyboard.press("u")
    expect(focused).to_contain_text("Suggested claim")
    page.keyboard.press("y")
    expect(focused).to_contain_text("Linked to")
    page.keyboard.press("j")
    expect(focused).to_contain_text("good man")
    page.keyboard.press("1")
    expect(focused).to_contain_text("It is an opinion")
    page.keyboard.press("j")
    expect(focused).to_contain_text("bridge")
    page.keyboard.press("f")
    expect(focused.get_by_role("textbox", name="Claim number or URL")).to_be_focused()
    page.keyboard.type("987654321")
    page.keyboard.press("Enter")
    expect(focused.get_by_role("alert")).to_have_text("No claim has this number or URL.")
    page.keyboard.press("Escape")
    page.keyboard.press("c")
    expect(page.locator("h1")).to_contain_text("Was the bridge painted green?")
    assert tip_states() == ["linked", "declined", "open"]
    assert Tip.objects.get(pk=three_tips[2].pk).article == Article.objects.order_by("id").last()
