"""Actions on pages that several browser tests share."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from claims.models import Article
from claims.services.articles import begin_article_reading, store_reading
from tests.stories import ARTICLE_SENTENCE, make_reading

OpenSession = Callable[..., Page]
ARTICLE_TEXT = f"Trees for the town\n\n{ARTICLE_SENTENCE}"
MAX_TABS = 120  # presses of Tab; a page that needs more is not usable by keyboard


def tab_to_element(page: Page, selector: str) -> None:
    """Press Tab until an element that matches has the focus."""
    for _ in range(MAX_TABS):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"Tab does not lead to {selector} on {page.url}")


def select_text(page: Page, words: str) -> None:
    """Select words of the article with the mouse."""
    box = page.evaluate(
        """words => {
            const text = document.querySelector("[data-article-text]");
            const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
            while (walker.nextNode()) {
                const start = walker.currentNode.data.indexOf(words);
                if (start < 0) continue;
                const range = document.createRange();
                range.setStart(walker.currentNode, start);
                range.setEnd(walker.currentNode, start + words.length);
                const { left, right, top, bottom } = range.getBoundingClientRect();
                return { left, right, middle: (top + bottom) / 2 };
            }
        }""",
        words,
    )
    page.mouse.move(box["left"] + 1, box["middle"])
    page.mouse.down()
    page.mouse.move(box["right"] - 1, box["middle"], steps=5)
    page.mouse.up()


def wait_for_saving(page: Page) -> None:
    """Wait until the draft is saved."""
    expect(page.locator("#draft")).to_contain_text("Saved at")


def read_article(article: Article) -> None:
    """Read the article as the worker does."""
    begin_article_reading(article_id=article.pk)
    store_reading(article_id=article.pk, facts=make_reading(article))


def submit_article(page: Page) -> None:
    """Submit an article as text, and wait until it is read without a reload."""
    page.goto("/articles/new/")
    page.get_by_label("Text of the article").fill(ARTICLE_TEXT)
    page.get_by_label("Published on").fill("2026-03-02")
    page.get_by_role("button", name="Submit article").click()
    expect(page.locator("#progress")).to_contain_text("waiting to be read")
    read_article(Article.objects.get())
    expect(page.locator("#progress")).to_have_count(0)


def accept_focused_claim(page: Page) -> None:
    """Accept the only claim of the article."""
    page.locator("mark.claim").click()
    page.locator("[data-claim-card]").get_by_role("button", name="Accept").click()
    expect(page.locator("mark.claim")).to_have_attribute("data-status", "queued")


def add_evidence_by_form(page: Page) -> None:
    """Add evidence on the claim page."""
    page.get_by_text("Add evidence").first.click()
    page.get_by_label("Question").fill("How many trees were planted?")
    page.get_by_label("Answer").fill("The parks office counted 298.")
    page.get_by_label("URL").fill("https://parks.example/trees")
    page.get_by_label("supports", exact=True).check()
    page.get_by_role("button", name="Add evidence").click()


def write_verdict(page: Page) -> None:
    """Rate the claim and justify the rating."""
    page.get_by_label("Mostly true").check()
    page.get_by_label("Summary").fill("Two trees fewer, but close.")
    page.get_by_label("Justification").fill("The parks office counted 298 trees.")


def submit_verdict_by_form(page: Page) -> None:
    """Submit a complete verdict."""
    expect(page.locator("#requirements li[data-done]")).to_have_count(4)
    page.get_by_role("button", name="Submit").click()
    expect(page.get_by_text("The verdict is submitted. A moderator will review it.")).to_be_visible()
