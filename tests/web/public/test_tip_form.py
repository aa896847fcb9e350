"""Readers send tips and follow them."""

from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from claims.models import Event, Publication, Tip, User
from claims.services.publications import publish_verdict, withdraw_verdict
from claims.services.tips import decline_tip, link_tip, submit_tip
from tests.stories import FOREIGN_FEED, import_foreign_fact_check, make_approved_verdict, make_publication
from tests.web.public.test_hostile_content import HOSTILE_TEXT, assert_harmless

TIP_TEXT = "The mayor says that 300 trees were planted."
READER = "reader@home.example"


@pytest.fixture(autouse=True)
def _reset_throttles() -> None:
    cache.clear()


def post_tip(client: Client, **words: str) -> Any:
    return client.post(reverse("tip_new"), {"text": TIP_TEXT, **words})


def tip_page(client: Client, tip: Tip) -> str:
    return client.get(reverse("tip_status", args=[tip.key])).content.decode()


def test_a_tip_is_saved_and_shown_at_its_own_address(client: Client, db: None) -> None:
    response = post_tip(client, url="HTTPS://Paper.example/trees?utm_source=x", email=READER)
    tip = Tip.objects.get()
    assert (tip.text, tip.url, tip.email) == (TIP_TEXT, "https://paper.example/trees", READER)
    assert response["Location"] == reverse("tip_status", args=[tip.key])
    page = client.get(response["Location"])
    assert TIP_TEXT in page.content.decode()
    assert READER not in page.content.decode()
    assert f"http://127.0.0.1:8000/tips/{tip.key}/" in page.content.decode()
    assert (page["Referrer-Policy"], "no-store" in page["Cache-Control"]) == ("no-referrer", True)


def test_a_search_without_results_leads_to_the_tip_form(client: Client, db: None) -> None:
    front = client.get(reverse("front"), {"q": "flying cows & more"}).content.decode()
    assert 'href="/tips/new/?text=flying%20cows%20%26%20more"' in front
    form = client.get("/tips/new/?text=flying%20cows%20%26%20more").content.decode()
    assert "flying cows &amp; more</textarea>" in form


@pytest.mark.parametrize(
    ("words", "field"),
    [
        ({"text": ""}, "text"),
        ({"text": "  \n "}, "text"),
        ({"text": "?!"}, "text"),
        ({"text": "x" * 2001}, "text"),
        ({"text": "x" * 100_000}, "text"),
        ({"text": "a\0b"}, "text"),
        ({"text": "a" + "\u0301" * 400}, None),
        ({"url": "javascript:alert(1)"}, "url"),
        ({"url": "data:text/html,x"}, "url"),
        ({"url": "//evil.example"}, "url"),
        ({"url": "https://user:secret@evil.example/"}, "url"),
        ({"url": "https://evil.example/\r\nSet-Cookie: a=b"}, "url"),
        ({"email": "nobody"}, "email"),
        ({"email": "reader@home.example\nBcc: all@home.example"}, "email"),
        ({"email": f"{'x' * 243}@home.example"}, "email"),
    ],
)
def test_an_invalid_tip_shows_the_form_again(
    client: Client, db: None, words: dict[str, str], field: str | None
) -> None:
    response = post_tip(client, **words)
    assert response.status_code == 422
    if field:
        assert f'href="#id_{field}"' in response.content.decode()
    assert not Tip.objects.exists()


def test_invisible_characters_are_removed(client: Client, db: None) -> None:
    post_tip(client, text="300\u200b trees \u202ewere\u202c planted\r\nby the mayo\u0301r")
    assert Tip.objects.get().text == "300 trees were planted\nby the mayór"


def test_a_body_too_large_is_refused(client: Client, db: None) -> None:
    assert post_tip(client, text="x" * 6_000_000).status_code == 413


def test_markup_stays_text(client: Client, edith: User) -> None:
    tip = submit_tip(text=HOSTILE_TEXT, url="https://evil.example/?q=%22%3E%3Cscript%3Ealert(1)")
    decline_tip(tip_id=tip.pk, editor=edith, reason="unclear", note=HOSTILE_TEXT)
    assert_harmless(tip_page(client, tip))
    client.force_login(edith)
    for view in ("open", "declined"):
        assert_harmless(client.get(reverse("tips"), {"view": view}).content.decode())


def test_a_tip_of_a_bot_is_not_saved(client: Client, db: None) -> None:
    assert post_tip(client, website="https://spam.example").status_code == 302
    assert not Tip.objects.exists()


def test_one_address_sends_a_limited_number_of_tips(
    client: Client, edith: User, mona: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    published = make_publication(edith, mona)
    monkeypatch.setitem(settings.RATE_LIMITS, "reports", "2/hour")
    assert [post_tip(client).status_code for _ in range(3)] == [302, 302, 429]
    report = client.post(reverse("report_problem", args=[published.claim_id]), {"reason": "other", "text": "No."})
    assert (report.status_code, Tip.objects.count()) == (429, 2)


def test_a_tip_needs_a_csrf_token(db: None) -> None:
    assert post_tip(Client(enforce_csrf_checks=True)).status_code == 403
    assert not Tip.objects.exists()


def test_an_unknown_key_is_not_found(client: Client, db: None) -> None:
    post_tip(client)
    assert client.get(reverse("tip_status", args=[uuid4()])).status_code == 404


def test_no_event_contains_the_email_address(client: Client, edith: User) -> None:
    post_tip(client, email=READER)
    decline_tip(tip_id=Tip.objects.get().pk, editor=edith, reason="opinion")
    assert READER not in str(list(Event.objects.values()))


@pytest.fixture
def published_verdict(edith: User, mona: User) -> Publication:
    return make_publication(edith, mona)


def test_fact_checks_that_may_answer_are_shown_at_once(client: Client, published_verdict: Publication) -> None:
    import_foreign_fact_check(*FOREIGN_FEED, "300 trees were planted by the governor")
    html = tip_page(client, submit_tip(text=TIP_TEXT))
    assert "Fact-checks that may answer your tip" in html
    assert reverse("verdict", args=[published_verdict.claim_id]) in html
    assert "planted by the governor" in html
    assert "taxed bridge" not in html


def test_unrelated_fact_checks_are_not_shown(client: Client, published_verdict: Publication) -> None:
    import_foreign_fact_check(*FOREIGN_FEED)
    assert "may answer your tip" not in tip_page(client, submit_tip(text="Do cows fly at night?"))


def test_the_reader_sees_each_state_of_the_tip(client: Client, edith: User, mona: User) -> None:
    tip = submit_tip(text=TIP_TEXT)
    assert "An editor will read it." in tip_page(client, tip)
    waiting = make_approved_verdict(edith, mona).claim
    link_tip(tip_id=tip.pk, editor=edith, claim_id=waiting.pk)
    assert "Your tip is being checked" in tip_page(client, tip)
    assert f"/verdicts/{waiting.pk}" not in tip_page(client, tip)
    publish_verdict(claim_id=waiting.pk, moderator=mona)
    assert "We have checked your tip" in tip_page(client, tip)
    assert f"/verdicts/{waiting.pk}-" in tip_page(client, tip)
    withdraw_verdict(claim_id=waiting.pk, moderator=mona, reason="It was never said.")
    assert "We have withdrawn our verdict." in tip_page(client, tip)


def test_the_reader_sees_why_a_tip_was_declined(client: Client, edith: User) -> None:
    tip = submit_tip(text=TIP_TEXT)
    decline_tip(tip_id=tip.pk, editor=edith, reason="outside", note="The town’s archive may know.")
    assert "We will not check your tip" in tip_page(client, tip)
    assert "The town’s archive may know." in tip_page(client, tip)
