"""Markup in every field that ends up in public stays text."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from claims.models import Evidence, Publication, User
from claims.refusals import BadValue
from claims.services import claims as triage
from claims.services import corrections, evidence, moderation, publishing, queue, verdicts
from tests import stories

SCRIPT = "</script><script>alert(1)</script>"
IMAGE = '"><img src=x onerror=alert(1)>'
EVIL = SCRIPT + IMAGE + "&lt;b&gt;{{ 7|add:7 }}\u2028<!--"
ADDRESS = "https://evil.example/?q=" + '"><script>alert(1)</script>'
OURS = re.compile(r'<script (?:type="application/ld\+json"|type="module" src="/static/|src="/static/)')


def a_hostile_publication(edith: User, mona: User, reason: str = EVIL) -> Publication:
    """Published twice, with markup wherever somebody can write."""
    article = stories.an_article(edith, f"{EVIL} stands here.", title=EVIL, publisher=EVIL[:200])
    claim = triage.add(article=article, editor=edith, start=0, end=len(EVIL), exact=EVIL)
    corrections.correct(
        claim_id=claim.pk, editor=edith, version=claim.version, hedged=False, denied=False,
        chain=[corrections.Named(EVIL, "person", EVIL)],
        quantities=[corrections.Number(1, 2, EVIL[:60], EVIL[:60])],
    )  # fmt: skip
    who: dict[str, Any] = {"claim_id": claim.pk, "editor": edith}
    queue.take(**who)
    words: dict[str, Any] = {"question": EVIL, "answer": EVIL, "publisher": EVIL, "quote": EVIL, "stance": "context"}
    evidence.add(**who, **words, url=ADDRESS.replace('"', "%22").replace("<", "%3C").replace(">", "%3E"))
    words = {"rating": "false", "summary": EVIL, "justification": f"{EVIL}\n\n{EVIL}", "correction": ""}
    verdicts.save_draft(**who, **words, version=1)
    verdicts.submit(**who)
    moderation.approve(claim_id=claim.pk, moderator=mona)
    publishing.publish(claim_id=claim.pk, moderator=mona, note=EVIL)
    verdicts.correct(**who, reason=reason)
    draft = stories.newest_verdict(claim.pk)
    verdicts.save_draft(**who, **{**words, "correction": EVIL}, version=draft.version)
    verdicts.submit(**who)
    moderation.approve(claim_id=claim.pk, moderator=mona)
    return stories.published(claim.pk, mona, note=EVIL)


def assert_harmless(html: str) -> None:
    """No tag but ours, and no address that runs."""
    assert "<img" not in html
    assert "14" not in re.findall(r"&gt;(\d+)", html)
    assert len(re.findall("<script", html)) == len(OURS.findall(html))
    assert not re.search(r"href=[\"']?\s*(?:javascript|data):", html, re.IGNORECASE)


def test_public_pages_show_markup_as_text(client: Client, edith: User, mona: User) -> None:
    claim_id = a_hostile_publication(edith, mona).claim_id
    for address in (
        reverse("front"),
        reverse("front") + "?q=" + EVIL,
        reverse("verdict", args=[claim_id]),
        reverse("verdict_revision", args=[claim_id, 1]),
        reverse("report_problem", args=[claim_id]),
    ):
        assert_harmless(client.get(address).content.decode())


def test_a_withdrawal_shows_markup_as_text(client: Client, edith: User, mona: User) -> None:
    claim_id = a_hostile_publication(edith, mona).claim_id
    publishing.withdraw(claim_id=claim_id, moderator=mona, reason=EVIL)
    assert_harmless(client.get(reverse("verdict", args=[claim_id])).content.decode())


def test_moderation_shows_markup_as_text(client: Client, edith: User, mona: User) -> None:
    published = a_hostile_publication(edith, mona)
    moderation.report(publication=published, reason="other", text=EVIL, email="reader@mail.example")
    client.force_login(mona)
    for address in (reverse("moderation"), reverse("moderate", args=[published.claim_id])):
        assert_harmless(client.get(address).content.decode())


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "//evil.example", "ftp://x.example/", "x"])
def test_evidence_leads_to_web_pages_only(edith: User, url: str) -> None:
    claim = stories.a_taken_claim(edith)
    with pytest.raises(BadValue):
        evidence.add(claim_id=claim.pk, editor=edith, question="?", answer="!", stance="context", url=url)
    assert not Evidence.objects.exists()
