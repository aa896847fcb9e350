"""Markup in any field that is published stays text."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from claims.models import Evidence, Publication, User
from claims.refusals import BadValue
from claims.services.claims import add_claim
from claims.services.evidence import add_evidence
from claims.services.moderation import approve_verdict
from claims.services.publications import publish_verdict, withdraw_verdict
from claims.services.queue import take_claim
from claims.services.reading_corrections import AttributionInput, QuantityInput, correct_reading
from claims.services.reports import report_problem
from claims.services.verdicts import begin_correction, save_draft, submit_verdict
from tests import stories
from tests.stories import make_article, make_taken_claim, newest_verdict

HOSTILE_SCRIPT = "</script><script>alert(1)</script>"
HOSTILE_IMAGE = '"><img src=x onerror=alert(1)>'
HOSTILE_TEXT = HOSTILE_SCRIPT + HOSTILE_IMAGE + "&lt;b&gt;{{ 7|add:7 }}\u2028<!--"
ADDRESS = "https://evil.example/?q=" + '"><script>alert(1)</script>'
OWN_SCRIPT = re.compile(
    r'<script (?:type="application/ld\+json"|id="script-words" type="application/json"'
    r'|type="module" src="/static/|src="/static/)'
)


def make_hostile_publication(edith: User, mona: User, reason: str = HOSTILE_TEXT) -> Publication:
    """Publish a verdict twice, with markup in every field that people write."""
    article = make_article(edith, f"{HOSTILE_TEXT} stands here.", title=HOSTILE_TEXT, publisher=HOSTILE_TEXT[:200])
    claim = add_claim(article=article, editor=edith, start=0, end=len(HOSTILE_TEXT), exact=HOSTILE_TEXT)
    correct_reading(
        claim_id=claim.pk, editor=edith, version=claim.version, hedged=False, assertion="asserted",
        chain=[AttributionInput(HOSTILE_TEXT, "person", HOSTILE_TEXT)],
        quantities=[QuantityInput(1, 2, HOSTILE_TEXT[:60], HOSTILE_TEXT[:60])],
    )  # fmt: skip
    arguments: dict[str, Any] = {"claim_id": claim.pk, "editor": edith}
    take_claim(**arguments)
    evidence: dict[str, Any] = {
        "question": HOSTILE_TEXT,
        "answer": HOSTILE_TEXT,
        "publisher": HOSTILE_TEXT,
        "quote": HOSTILE_TEXT,
        "stance": "context",
    }
    add_evidence(**arguments, **evidence, url=ADDRESS.replace('"', "%22").replace("<", "%3C").replace(">", "%3E"))
    verdict: dict[str, Any] = {
        "rating": "false",
        "summary": HOSTILE_TEXT,
        "justification": f"{HOSTILE_TEXT}\n\n{HOSTILE_TEXT}",
        "correction": "",
    }
    save_draft(**arguments, **verdict, version=1)
    submit_verdict(**arguments)
    approve_verdict(claim_id=claim.pk, moderator=mona)
    publish_verdict(claim_id=claim.pk, moderator=mona, note=HOSTILE_TEXT)
    begin_correction(**arguments, reason=reason)
    draft = newest_verdict(claim.pk)
    save_draft(**arguments, **{**verdict, "correction": HOSTILE_TEXT}, version=draft.version)
    submit_verdict(**arguments)
    approve_verdict(claim_id=claim.pk, moderator=mona)
    return stories.published(claim.pk, mona, note=HOSTILE_TEXT)


def assert_harmless(html: str) -> None:
    """Assert that a page has no tags but its own, and no link that runs code."""
    assert "<img" not in html
    assert "14" not in re.findall(r"&gt;(\d+)", html)
    assert len(re.findall("<script", html)) == len(OWN_SCRIPT.findall(html))
    assert not re.search(r"href=[\"']?\s*(?:javascript|data):", html, re.IGNORECASE)


def test_public_pages_show_markup_as_text(client: Client, edith: User, mona: User) -> None:
    claim_id = make_hostile_publication(edith, mona).claim_id
    for address in (
        reverse("front"),
        reverse("front") + "?q=" + HOSTILE_TEXT,
        reverse("verdict", args=[claim_id]),
        reverse("verdict_revision", args=[claim_id, 1]),
        reverse("report_problem", args=[claim_id]),
    ):
        assert_harmless(client.get(address, follow=True).content.decode())


def test_a_withdrawal_shows_markup_as_text(client: Client, edith: User, mona: User) -> None:
    claim_id = make_hostile_publication(edith, mona).claim_id
    withdraw_verdict(claim_id=claim_id, moderator=mona, reason=HOSTILE_TEXT)
    assert_harmless(client.get(reverse("verdict", args=[claim_id]), follow=True).content.decode())


def test_moderation_shows_markup_as_text(client: Client, edith: User, mona: User) -> None:
    published = make_hostile_publication(edith, mona)
    report_problem(publication=published, reason="other", text=HOSTILE_TEXT, email="reader@mail.example")
    client.force_login(mona)
    for address in (reverse("moderation"), reverse("claim_moderation", args=[published.claim_id])):
        assert_harmless(client.get(address, follow=True).content.decode())


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "//evil.example", "ftp://x.example/", "x"])
def test_evidence_links_to_web_pages_only(edith: User, url: str) -> None:
    claim = make_taken_claim(edith)
    with pytest.raises(BadValue):
        add_evidence(claim_id=claim.pk, editor=edith, question="?", answer="!", stance="context", url=url)
    assert not Evidence.objects.exists()
