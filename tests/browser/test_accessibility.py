"""axe finds nothing serious on any page of the desk, light and dark, wide and narrow; and nothing sticks out."""

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from claims import tasks
from claims.models import Case, Claim, User
from claims.models.webhook import EVENTS
from claims.services import comments, contests, deliveries, moderation, tips, users, webhooks
from tests.api.world import a_failed_article
from tests.stories import (
    SENTENCE,
    a_contest,
    a_detected_claim,
    a_kept_page,
    a_match,
    a_publication,
    a_queued_claim,
    a_read_article,
    a_submitted_verdict,
    a_taken_claim,
    a_written_draft,
    an_approved_verdict,
    an_article,
)

pytestmark = pytest.mark.django_db(transaction=True)
LOOKS = [
    {"color_scheme": "light", "viewport": {"width": 1280, "height": 800}},
    {"color_scheme": "dark", "viewport": {"width": 360, "height": 800}},
]
"""Each scheme and each width once: colours do not know how wide a page is, nor widths how dark."""


def the_pages(edith: User, emil: User, mona: User) -> list[str]:
    """Every page of an editor, in the states in which it looks different."""
    in_other_hands, queued, detected = a_taken_claim(emil), a_queued_claim(edith), a_detected_claim(edith)
    sent_back, suggested = a_submitted_verdict(edith).claim, a_match(edith).claim
    moderation.send_back(claim_id=sent_back.pk, moderator=mona, reason="Count them yourself.")
    read, failed, waiting = a_read_article(edith), a_failed_article(edith), an_article(edith)
    return [
        "/articles/",
        "/articles/?status=reading",
        "/articles/new/",
        f"/articles/{read.pk}/history/",
        "/desk/keys/",
        *(f"/articles/{article.pk}/" for article in (read, failed, waiting)),
        *(f"/claims/{claim.pk}/" for claim in (sent_back, in_other_hands, queued, detected, suggested)),
        f"/claims/{detected.pk}/reading/",
        f"/claims/{queued.pk}/plan/",
        "/queue/",
        "/queue/?state=detected&source=The+mayor&number=300&from=2026-01-01&assignee=nobody",
        "/queue/weights/",
        "/tips/",
        "/tips/?view=linked",
        "/tips/?view=declined",
        *in_review(edith, emil),
        *questions(edith, mona, queued),
        *of_programs(edith, mona),
        *figures(),
    ]


def in_review(edith: User, emil: User) -> list[str]:
    """A claim that is being written about, and all that hangs on it."""
    taken = a_taken_claim(edith)
    item = a_written_draft(taken, edith).evidence.get()
    a_kept_page(item.url)
    a_written_draft(taken, edith)
    comments.add(claim_id=taken.pk, author=emil, text="@Edith, see https://parks.example/trees.")
    saved = taken.events.get(verb="verdict.drafted")
    return [
        f"/claims/{taken.pk}/",
        f"/claims/{taken.pk}/preview/",
        f"/claims/{taken.pk}/comments/",
        f"/claims/{taken.pk}/history/",
        f"/claims/{taken.pk}/history/{saved.pk}/",
        f"/evidence/{item.pk}/snapshot/",
        f"/evidence/{item.pk}/edit/",
        "/mentions/",
    ]


def of_programs(edith: User, mona: User) -> list[str]:
    """What programs sign in with, and what they are told."""
    webhook, _ = webhooks.create(owner=edith, url="https://reader.example/hook", told_of=list(EVENTS))
    a_publication(edith, mona)
    deliveries.prepare(webhook_id=webhook.pk)
    return ["/tokens/", "/webhooks/", f"/webhooks/{webhook.pk}/"]


def figures() -> list[str]:
    """The dashboard, once there is something to see."""
    tasks.compute_figures()
    return ["/dashboard/"]


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


def the_moderators_pages(edith: User, mona: User, cora: User) -> list[str]:
    """The queue with a case of each kind, and each kind's own page."""
    publication = a_publication(edith, mona)
    moderation.report(publication=publication, reason="other", text="Look again.", email="reader@mail.example")
    waiting, approved = a_submitted_verdict(edith).claim_id, an_approved_verdict(edith, mona).claim_id
    a_failed_article(cora)
    a_contest(edith, cora)
    own = a_submitted_verdict(mona).claim_id
    cases = Case.objects.filter(closed__isnull=True, verdict=None).order_by("pk")
    return [
        "/moderation/",
        "/moderation/?kind=report",
        "/moderation/?kind=publish&cursor=1",
        *(f"/moderation/{claim}/" for claim in (waiting, approved, own, publication.claim_id)),
        *(f"/moderation/cases/{case.pk}/" for case in cases),
    ]


def the_contributors_pages(cora: User, edith: User, mona: User) -> list[str]:
    """An article with what became of it, and all that one has reported."""
    contest = a_contest(edith, cora)
    article = contest.claim.appearances.get().article_id
    contests.close(contest_id=contest.pk, moderator=mona, outcome="rejected", note="It is a wish.")
    moderation.report(publication=a_publication(edith, mona), reason="other", text="Look again.", reporter=cora)
    kinds = ("articles", "flags", "contests")
    return ["/articles/", f"/articles/{article}/", *(f"/reports/?what={kind}" for kind in kinds)]


def the_admins_pages(ada: User, edith: User, cora: User) -> list[str]:
    """People, roles, and the pages on which a second factor is set up."""
    users.change(user_id=cora.pk, name="Cora", role="contributor", active=False, by=ada)
    people = [f"/people/{person.pk}/" for person in (ada, edith, cora)]
    return ["/people/", "/people/?q=zebra", "/people/invite/", "/people/roles/", *people, "/account/2fa/"]


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: f"{look['color_scheme']}-{look['viewport']['width']}")
def test_what_moderators_contributors_and_admins_open_can_be_used_by_everybody(  # noqa: PLR0917 - people and looks
    sit_down: Callable[..., Page], cora: User, edith: User, mona: User, ada: User, look: dict[str, Any]
) -> None:
    rooms = [
        (mona, the_moderators_pages(edith, mona, cora)),
        (cora, the_contributors_pages(cora, edith, mona)),
    ]
    found: dict[tuple[str, str], list[Any]] = {}
    for person, paths in rooms:
        page = sit_down(person, **look)
        found |= {(str(person), path): _wrong(page, path) for path in paths}
    page = sit_down(ada, **look)
    found |= {("Ada", path): _wrong(page, path) for path in the_admins_pages(ada, edith, cora)}
    assert {path: wrong for path, wrong in found.items() if wrong} == {}


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
