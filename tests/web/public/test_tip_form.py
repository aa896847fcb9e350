"""Readers ask the desk to check something."""

from typing import Any
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from claims.models import Event, Publication, Tip, User
from claims.services.publications import publish_verdict, withdraw_verdict
from claims.services.tips import decline_tip, link_tip, submit_tip
from claims.web.public.reader_forms import ReaderThrottle
from tests.stories import FOREIGN_FEED, import_foreign_fact_check, make_approved_verdict, make_publication
from tests.web.public.test_hostile_content import HOSTILE_TEXT, assert_harmless

TIP_FORM = "The mayor says that 300 trees were planted."
READER = "reader@home.example"


@pytest.fixture(autouse=True)
def _nobody_has_asked_yet() -> None:
    cache.clear()


def post_tip(client: Client, **words: str) -> Any:
    return client.post(reverse("tip_new"), {"text": TIP_FORM, **words})


def tip_page(client: Client, tip: Tip) -> str:
    return client.get(reverse("tip_status", args=[tip.key])).content.decode()


def test_a_question_is_kept_at_an_address_of_its_own(client: Client, db: None) -> None:
    answer = post_tip(client, url="HTTPS://Paper.example/trees?utm_source=x", email=READER)
    tip = Tip.objects.get()
    assert (tip.text, tip.url, tip.email) == (TIP_FORM, "https://paper.example/trees", READER)
    assert answer["Location"] == reverse("tip_status", args=[tip.key])
    shown = client.get(answer["Location"])
    assert TIP_FORM in shown.content.decode()
    assert READER not in shown.content.decode()
    assert f"http://127.0.0.1:8000/ask/{tip.key}/" in shown.content.decode()
    assert (shown["Referrer-Policy"], "no-store" in shown["Cache-Control"]) == ("no-referrer", True)


def test_the_front_page_leads_to_asking_with_the_words_that_found_nothing(client: Client, db: None) -> None:
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
        ({"text": "x" * 1_000_000}, "text"),
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
def test_what_cannot_be_kept_is_asked_for_again(
    client: Client, db: None, words: dict[str, str], field: str | None
) -> None:
    answer = post_tip(client, **words)
    assert answer.status_code == 422
    if field:
        assert f'href="#id_{field}"' in answer.content.decode()
    assert not Tip.objects.exists()


def test_what_nobody_sees_is_not_kept(client: Client, db: None) -> None:
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


def test_the_trap_keeps_nothing(client: Client, db: None) -> None:
    assert post_tip(client, website="https://spam.example").status_code == 302
    assert not Tip.objects.exists()


def test_one_address_cannot_flood_the_editors(
    client: Client, edith: User, mona: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    published = make_publication(edith, mona)
    monkeypatch.setattr(ReaderThrottle, "rate", "2/hour", raising=False)
    assert [post_tip(client).status_code for _ in range(3)] == [302, 302, 429]
    report = client.post(reverse("report_problem", args=[published.claim_id]), {"reason": "other", "text": "No."})
    assert (report.status_code, Tip.objects.count()) == (429, 2)


def test_a_question_needs_a_form_of_ours(db: None) -> None:
    assert post_tip(Client(enforce_csrf_checks=True)).status_code == 403
    assert not Tip.objects.exists()


def test_addresses_cannot_be_guessed(client: Client, db: None) -> None:
    post_tip(client)
    assert client.get(reverse("tip_status", args=[uuid4()])).status_code == 404


def test_who_asked_is_in_no_event(client: Client, edith: User) -> None:
    post_tip(client, email=READER)
    decline_tip(tip_id=Tip.objects.get().pk, editor=edith, reason="opinion")
    assert READER not in str(list(Event.objects.values()))


# What became of it ---------------------------------------------------------------------


@pytest.fixture
def published(edith: User, mona: User) -> Publication:
    return make_publication(edith, mona)


def test_a_verdict_that_may_answer_is_shown_at_once(client: Client, published: Publication) -> None:
    import_foreign_fact_check(*FOREIGN_FEED, "300 trees were planted by the governor")
    shown = tip_page(client, submit_tip(text=TIP_FORM))
    assert "Perhaps answered already" in shown
    assert reverse("verdict", args=[published.claim_id]) in shown
    assert "planted by the governor" in shown
    assert "taxed bridge" not in shown


def test_a_question_about_something_else_is_not_answered(client: Client, published: Publication) -> None:
    import_foreign_fact_check(*FOREIGN_FEED)
    assert "Perhaps answered" not in tip_page(client, submit_tip(text="Do cows fly at night?"))


def test_the_reader_sees_how_it_goes_on(client: Client, edith: User, mona: User) -> None:
    tip = submit_tip(text=TIP_FORM)
    assert "Your question is with the editors." in tip_page(client, tip)
    waiting = make_approved_verdict(edith, mona).claim
    link_tip(tip_id=tip.pk, editor=edith, claim_id=waiting.pk)
    assert "We are looking into it" in tip_page(client, tip)
    assert reverse("verdict", args=[waiting.pk]) not in tip_page(client, tip)
    publish_verdict(claim_id=waiting.pk, moderator=mona)
    assert "We have checked it" in tip_page(client, tip)
    assert reverse("verdict", args=[waiting.pk]) in tip_page(client, tip)
    withdraw_verdict(claim_id=waiting.pk, moderator=mona, reason="It was never said.")
    assert "was withdrawn" in tip_page(client, tip)


def test_the_reader_sees_why_it_was_declined(client: Client, edith: User) -> None:
    tip = submit_tip(text=TIP_FORM)
    decline_tip(tip_id=tip.pk, editor=edith, reason="outside", note="The town’s archive may know.")
    assert "We will not check it" in tip_page(client, tip)
    assert "The town’s archive may know." in tip_page(client, tip)
