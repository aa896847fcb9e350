"""axe finds nothing serious on any page of the desk, light and dark, wide and narrow; and nothing sticks out."""

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from claims import tasks
from claims.models import Claim, User
from claims.models.webhook import EVENTS
from claims.services import comments, deliveries, moderation, tips, webhooks
from tests.api.world import a_failed_article
from tests.stories import (
    SENTENCE,
    a_detected_claim,
    a_kept_page,
    a_match,
    a_publication,
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
    item = a_written_draft(taken, edith).evidence.get()
    a_kept_page(item.url)
    a_written_draft(taken, edith)
    comments.add(claim_id=taken.pk, author=emil, text="@Edith, see https://parks.example/trees.")
    moderation.send_back(claim_id=sent_back.pk, moderator=mona, reason="Count them yourself.")
    in_other_hands, queued, detected = a_taken_claim(emil), a_queued_claim(edith), a_detected_claim(edith)
    suggested = a_match(edith).claim
    webhook, _ = webhooks.create(owner=edith, url="https://reader.example/hook", told_of=list(EVENTS))
    a_publication(edith, mona)
    deliveries.prepare(webhook_id=webhook.pk)
    read, failed, waiting = a_read_article(edith), a_failed_article(edith), an_article(edith)
    tasks.compute_figures()
    claims = (sent_back, taken, in_other_hands, queued, detected, suggested)
    return [
        "/articles/",
        "/articles/?status=reading",
        "/articles/new/",
        "/queue/",
        "/dashboard/",
        "/queue/?state=detected&source=The+mayor&number=300&from=2026-01-01&assignee=nobody",
        f"/claims/{queued.pk}/plan/",
        "/queue/weights/",
        *(f"/articles/{article.pk}/" for article in (read, failed, waiting)),
        *(f"/claims/{claim.pk}/" for claim in claims),
        f"/claims/{detected.pk}/reading/",
        "/tokens/",
        "/webhooks/",
        f"/webhooks/{webhook.pk}/",
        "/tips/",
        "/tips/?view=linked",
        "/tips/?view=declined",
        *questions(edith, mona, queued),
        f"/evidence/{item.pk}/snapshot/",
        f"/evidence/{item.pk}/edit/",
        f"/claims/{taken.pk}/comments/",
        f"/claims/{taken.pk}/history/",
        "/mentions/",
        f"/claims/{taken.pk}/history/{taken.events.get(verb='verdict.drafted').pk}/",
        f"/articles/{read.pk}/history/",
    ]


def questions(edith: User, mona: User, claim: Claim) -> list[str]:
    """The public pages of questions in each state; the editors' page lists them all."""
    published = a_publication(edith, mona).claim
    texts = (SENTENCE, f"{SENTENCE} Really?", "Is the mayor a good man?", "Was a bridge sold?", "Did a cow fly?")
    url = f"https://a-very-long-name-of-a-paper.example/{'news-' * 60}"
    suggested, _, declined, linked, answered = (tips.ask(text=text, url=url, email="r@x.example") for text in texts)
    tasks.compare_tips()
    tips.decline(tip_id=declined.pk, editor=edith, reason="opinion", note="Ask a philosopher.")
    tips.link(tip_id=linked.pk, editor=edith, claim_id=claim.pk)
    tips.link(tip_id=answered.pk, editor=edith, claim_id=published.pk)
    return ["/ask/", *(f"/ask/{tip.key}/" for tip in (suggested, declined, linked, answered))]


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
