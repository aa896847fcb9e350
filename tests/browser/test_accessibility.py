"""axe finds no serious problem on any page, light and dark, wide and narrow, and no page scrolls sideways."""

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from claims.models import User
from tests.page_states import admin_pages, contributor_pages, editor_pages, moderator_pages

pytestmark = pytest.mark.django_db(transaction=True)
COLOUR_SCHEMES = [
    {"color_scheme": "light", "viewport": {"width": 1280, "height": 800}},
    {"color_scheme": "dark", "viewport": {"width": 360, "height": 800}},
]
"""Each scheme and each width once: contrast does not depend on the width, nor the layout on the colours."""


@pytest.mark.parametrize("look", COLOUR_SCHEMES, ids=lambda look: f"{look['color_scheme']}-{look['viewport']['width']}")
def test_pages_of_moderators_contributors_and_admins_are_accessible(  # noqa: PLR0917 - people and looks
    open_session: Callable[..., Page], cora: User, edith: User, mona: User, ada: User, look: dict[str, Any]
) -> None:
    visits = [
        (mona, moderator_pages(edith, mona, cora)),
        (cora, contributor_pages(cora, edith, mona)),
    ]
    violations: dict[tuple[str, str], list[Any]] = {}
    for person, paths in visits:
        page = open_session(person, **look)
        violations |= {(str(person), path): _violations(page, path) for path in paths}
    page = open_session(ada, **look)
    violations |= {("Ada", path): _violations(page, path) for path in admin_pages(ada, edith, cora)}
    assert {path: found for path, found in violations.items() if found} == {}


@pytest.mark.parametrize("look", COLOUR_SCHEMES, ids=lambda look: f"{look['color_scheme']}-{look['viewport']['width']}")
def test_pages_of_editors_are_accessible(
    open_session: Callable[..., Page], edith: User, emil: User, mona: User, look: dict[str, Any]
) -> None:
    pages = editor_pages(edith, emil, mona)
    page = open_session(edith, **look)
    violations = {path: _violations(page, path) for path in pages}
    assert {path: found for path, found in violations.items() if found} == {}


def _violations(page: Page, path: str) -> list[Any]:
    page.goto(path)
    for details in page.locator("main details").all():
        details.evaluate("element => { element.open = true }")
    violations = Axe().run(page).response["violations"]
    serious = [each for each in violations if each["impact"] in {"serious", "critical"}]
    overflow = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    return [(each["id"], [node["html"] for node in each["nodes"]]) for each in serious] + [overflow] * (overflow > 0)
