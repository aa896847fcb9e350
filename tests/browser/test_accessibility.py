"""axe finds nothing serious on any page of the desk, light and dark, wide and narrow; and nothing sticks out."""

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from claims.models import User
from claims.services import moderation
from tests.api.world import a_failed_article
from tests.stories import (
    a_detected_claim,
    a_match,
    a_queued_claim,
    a_read_article,
    a_submitted_verdict,
    a_taken_claim,
    a_written_draft,
    an_article,
)

pytestmark = pytest.mark.django_db(transaction=True)
LOOKS = [
    {"color_scheme": scheme, "viewport": {"width": width, "height": 800}}
    for scheme in ("light", "dark")
    for width in (1280, 360)
]


def the_pages(edith: User, emil: User, mona: User) -> list[str]:
    """Every page of the desk, in the states in which it looks different."""
    sent_back, taken = a_submitted_verdict(edith).claim, a_taken_claim(edith)
    a_written_draft(taken, edith)
    moderation.send_back(claim_id=sent_back.pk, moderator=mona, reason="Count them yourself.")
    in_other_hands, queued, detected = a_taken_claim(emil), a_queued_claim(edith), a_detected_claim(edith)
    suggested = a_match(edith).claim
    read, failed, waiting = a_read_article(edith), a_failed_article(edith), an_article(edith)
    claims = (sent_back, taken, in_other_hands, queued, detected, suggested)
    return [
        "/articles/",
        "/articles/?status=reading",
        "/articles/new/",
        "/desk/keys/",
        "/queue/",
        *(f"/articles/{article.pk}/" for article in (read, failed, waiting)),
        *(f"/claims/{claim.pk}/" for claim in claims),
        f"/claims/{detected.pk}/reading/",
        f"/claims/{taken.pk}/preview/",
    ]


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: f"{look['color_scheme']}-{look['viewport']['width']}")
def test_every_page_can_be_used_by_everybody(
    sit_down: Callable[..., Page], edith: User, emil: User, mona: User, look: dict[str, Any]
) -> None:
    pages = the_pages(edith, emil, mona)
    page = sit_down(edith, **look)
    found = {path: _wrong(page, path) for path in pages}
    assert {path: wrong for path, wrong in found.items() if wrong} == {}


def _wrong(page: Page, path: str) -> list[Any]:
    page.goto(path)
    for details in page.locator("main details").all():
        details.evaluate("element => { element.open = true }")
    violations = Axe().run(page).response["violations"]
    serious = [each for each in violations if each["impact"] in {"serious", "critical"}]
    sticks_out = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    return [(each["id"], [node["html"] for node in each["nodes"]]) for each in serious] + [sticks_out] * (
        sticks_out > 0
    )
