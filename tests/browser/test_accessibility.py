"""axe finds no serious problem on any page, light and dark, wide and narrow; no page scrolls sideways or shifts."""

from typing import Any, Literal

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

from claims.models import User
from tests.browser.key_walk import IS_QUIET
from tests.browser.page_actions import OpenSession
from tests.page_states import admin_pages, contributor_pages, editor_pages, moderator_pages

pytestmark = pytest.mark.django_db(transaction=True)
LOOKS: tuple[tuple[Literal["light", "dark"], int], ...] = (("light", 1280), ("dark", 360))
"""Each scheme and each width once: contrast does not depend on the width, nor the layout on the colours."""

COLLECT_SHIFTS = """
window.shiftedElements = [];
new PerformanceObserver(list => {
    for (const { node } of list.getEntries().flatMap(shift => shift.sources)) {
        window.shiftedElements.push((node?.outerHTML ?? node?.textContent ?? "gone").slice(0, 90));
    }
}).observe({ type: "layout-shift", buffered: true });
"""

FIND_NEW_LOOKS = """
seen => {
    const TRANSPARENT = "rgba(0, 0, 0, 0),none,1";
    const grounds = new Map([[null, ""]]);
    const groundOf = element => {
        if (!grounds.has(element)) {
            const { backgroundColor, backgroundImage, opacity } = getComputedStyle(element);
            const own = [backgroundColor, backgroundImage, opacity].join();
            grounds.set(element, groundOf(element.parentElement) + (own === TRANSPARENT ? "" : `<${own}`));
        }
        return grounds.get(element);
    };
    const showsText = element => element.matches("input, select, textarea")
        || [...element.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.data.trim());
    const elementsByLook = new Map();
    for (const element of document.body.querySelectorAll("*")) {
        if (showsText(element) && element.checkVisibility()) {
            const { color, fontSize, fontWeight } = getComputedStyle(element);
            const look = [element.localName, color, fontSize, fontWeight, groundOf(element)].join();
            elementsByLook.set(look, [...(elementsByLook.get(look) ?? []), element]);
        }
    }
    const unseen = [...elementsByLook.keys()].filter(look => !seen.includes(look));
    window.newLooks = unseen.flatMap(look => elementsByLook.get(look).slice(0, 3));
    return unseen;
}
"""
"""Keep up to three elements of each look (colours, size, ground) that no page before had; return these looks."""

Violations = dict[tuple[str, str], list[Any]]


@pytest.mark.long
def test_pages_of_moderators_contributors_and_admins_are_accessible(
    open_session: OpenSession, cora: User, edith: User, mona: User, ada: User
) -> None:
    violations = _find_violations(open_session(mona), moderator_pages(edith, mona, cora))
    violations |= _find_violations(open_session(cora), contributor_pages(cora, edith, mona))
    violations |= _find_violations(open_session(ada), admin_pages(ada, edith, cora))
    assert violations == {}


@pytest.mark.long
def test_pages_of_editors_are_accessible(open_session: OpenSession, edith: User, emil: User, mona: User) -> None:
    assert _find_violations(open_session(edith), editor_pages(edith, emil, mona)) == {}


def _find_violations(page: Page, paths: list[str]) -> Violations:
    """Open each page once, and look at it in each of the looks."""
    violations: Violations = {}
    seen: dict[str, list[str]] = {scheme: [] for scheme, _ in LOOKS}
    page.add_init_script(COLLECT_SHIFTS)
    for path in paths:
        page.goto(path)
        page.wait_for_function(IS_QUIET)
        if shifted := page.evaluate("shiftedElements"):
            violations[path, "shift"] = shifted
        page.evaluate("for (const details of document.querySelectorAll('main details')) details.open = true")
        page.wait_for_function(IS_QUIET)
        page.evaluate(AXE_SCRIPT)
        for scheme, width in LOOKS:
            page.emulate_media(color_scheme=scheme)
            page.set_viewport_size({"width": width, "height": 800})
            if found := _check_layout(page) + _check_contrast(page, seen[scheme]):
                violations[path, scheme] = found
    return violations


def _check_layout(page: Page) -> list[Any]:
    """Return what any rule but that of contrast finds, and by how many pixels the page scrolls sideways."""
    overflow = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    return _run_axe(page, "document", "rules: {'color-contrast': {enabled: false}}") + [overflow] * (overflow > 0)


def _check_contrast(page: Page, seen: list[str]) -> list[Any]:
    """Return what is hard to read among the texts that look like none before; remember their looks."""
    unseen = page.evaluate(FIND_NEW_LOOKS, seen)
    seen += unseen
    return _run_axe(page, "{include: newLooks}", "runOnly: ['color-contrast']") if unseen else []


def _run_axe(page: Page, context: str, options: str) -> list[Any]:
    violations = page.evaluate(
        f"axe.run({context}, {{resultTypes: ['violations'], selectors: false, {options}}})"
        ".then(results => results.violations)"
    )
    serious = [each for each in violations if each["impact"] in {"serious", "critical"}]
    return [(each["id"], [node["html"] for node in each["nodes"]]) for each in serious]
