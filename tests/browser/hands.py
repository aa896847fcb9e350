"""What hands do in front of a page: tab to something, drag over words; and who waits for them."""

from playwright.sync_api import Page, expect

FARTHEST = 120  # presses of Tab; a page that needs more is no page for a keyboard


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until something that matches has the focus."""
    for _ in range(FARTHEST):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"Tab does not lead to {selector} on {page.url}")


def drag_over(page: Page, words: str) -> None:
    """Select these words of the article with the mouse."""
    place = page.evaluate(
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
    page.mouse.move(place["left"] + 1, place["middle"])
    page.mouse.down()
    page.mouse.move(place["right"] - 1, place["middle"], steps=5)
    page.mouse.up()


def wait_for_saving(page: Page) -> None:
    """Wait until the draft has saved itself."""
    expect(page.locator("#draft")).to_contain_text("Saved at")
