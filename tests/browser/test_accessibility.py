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
            if found := _check_look(page):
                violations[path, scheme] = found
    return violations


def _check_look(page: Page) -> list[Any]:
    violations = page.evaluate(
        "axe.run({resultTypes: ['violations'], selectors: false}).then(results => results.violations)"
    )
    serious = [each for each in violations if each["impact"] in {"serious", "critical"}]
    overflow = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    return [(each["id"], [node["html"] for node in each["nodes"]]) for each in serious] + [overflow] * (overflow > 0)
