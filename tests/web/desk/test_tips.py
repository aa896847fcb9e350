"""Tests of the page on which editors decide about tips."""

from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime

from claims.models import Article, Claim, Publication, Submission, Tip, User
from claims.selectors.paging import page_of
from claims.selectors.tips import get_tip_page, list_uncompared_tip_ids
from claims.services.tips import compare_tip, decline_tip, submit_tip
from claims.tasks import compare_tips, fetch_submission
from tests.stories import make_publication, make_queued_claim

TIP_TEXT = "Did a cow fly over the church on Sunday?"
READER_EMAIL = "reader@home.example"


def make_tip(text: str = TIP_TEXT, email: str = "", url: str = "") -> Tip:
    tip = submit_tip(text=text, email=email, url=url)
    compare_tips()
    return Tip.objects.get(pk=tip.pk)


def tips_page_text(client: Client, **query: Any) -> str:
    return client.get(reverse("tips"), query).content.decode()


def post_decision(client: Client, tip: Tip, name: str, *, htmx: bool = True, **data: str) -> Any:
    headers = {"HX-Request": "true"} if htmx else {}
    return client.post(reverse("tip_decide", args=[tip.pk, name]), data, headers=headers)


@pytest.fixture
def desk(client: Client, edith: User) -> Client:
    client.force_login(edith)
    return client


def test_open_tips_are_counted_in_the_navigation(desk: Client) -> None:
    assert 'Go to tips"' in tips_page_text(desk)
    for text in (TIP_TEXT, TIP_TEXT, "Was the bridge painted green?"):
        make_tip(text)
    bar = desk.get(reverse("queue")).content.decode().partition("</nav>")[0]
    assert '<span class="count">2<span' in bar


WORDINGS = [
    f"{opening}{claim}{end}"
    for opening in ("", "Hi, ", "Please check: ", "Forwarded: ", "Is it true? ")
    for claim in (
        "The water works of Calder will close the old bridge over the river on Friday",
        "On Friday the water works of Calder will close the old bridge over the river",
        "The old bridge over the river will be closed on Friday by the water works of Calder",
        "The water works of Calder are closing the old bridge over the river on Friday",
    )
    for end in ("?", ". Pass it on")
]
"""What 40 readers make of one forward."""


def test_forty_wordings_of_one_forward_are_one_tip_with_its_curve(desk: Client) -> None:
    sent = [datetime(2026, 3, 2, 6 + number // 8, tzinfo=UTC) for number in range(len(WORDINGS))]
    for moment, text in zip(sent, WORDINGS, strict=True):
        with time_machine.travel(moment, tick=False):
            submit_tip(text=text)
    while ids := list_uncompared_tip_ids():
        for pk in ids:
            compare_tip(tip_id=pk)
    (tip,) = get_tip_page()
    assert tip.reader_count == len(WORDINGS) == 40
    html = tips_page_text(desk)
    assert html.count('<svg class="chart__drawing"') == 1
    first, last = (date_format(localtime(moment), "SHORT_DATETIME_FORMAT") for moment in (sent[0], sent[-1]))
    assert f"From {first} to {last}." in html
    assert html.count('<td class="number">8</td>') == 5


def test_an_empty_list_explains_itself(desk: Client) -> None:
    assert "No open tips" in tips_page_text(desk)
    assert "No tips here yet" in tips_page_text(desk, view="declined")


def test_tips_are_listed_by_age_or_by_number_of_readers(desk: Client) -> None:
    once, often = make_tip("Was the bridge painted green?"), make_tip()
    make_tip()
    assert [tip.pk for tip in get_tip_page()] == [once.pk, often.pk]
    assert [tip.pk for tip in get_tip_page(repeated=True)] == [often.pk, once.pk]
    page = tips_page_text(desk, view="repeated")
    assert "2 readers asked" in page
    assert page.index(TIP_TEXT) < page.index("Was the bridge")


@pytest.mark.parametrize("repeated", [False, True])
def test_no_tip_is_lost_between_pages(db: None, *, repeated: bool) -> None:
    words = ("the bridge is green", "seven cows flew", "no bread was baked", "snow fell in July", "a bell was stolen")
    tips = [make_tip(text) for text in (*words, words[3], words[1])]
    heads = sorted((Tip.objects.get(pk=tip.pk) for tip in tips if not tip.duplicate_of_id), key=lambda tip: tip.pk)
    expected = (
        [tip.pk for tip in sorted(heads, key=lambda tip: -tip.reader_count)] if repeated else [t.pk for t in heads]
    )
    listed, cursor = [], ""
    for _ in range(3):
        page = page_of(get_tip_page(repeated=repeated), cursor, size=2)
        listed += [tip.pk for tip in page.rows]
        cursor = page.next
    assert (listed, cursor) == (expected, "")
    assert len(listed) == 5


def test_a_long_list_needs_no_more_queries(desk: Client, django_assert_max_num_queries: Any) -> None:
    for number in range(12):
        submit_tip(text=f"Is question number {number} about {'xyzuvwabcdef'[number] * 9}?", email=READER_EMAIL)
    with django_assert_max_num_queries(12):
        tips_page_text(desk)


def test_invalid_parameters_are_ignored(desk: Client) -> None:
    make_tip()
    for query in ({"view": "x'\0"}, {"after": "-1"}, {"after": "9" * 40}, {"claim": "x"}, {"claim": "9" * 40}):
        assert desk.get(reverse("tips"), query).status_code == 200


# Email addresses -----------------------------------------------------------------------


def test_only_moderators_see_email_addresses(client: Client, edith: User, mona: User) -> None:
    tip = make_tip(email=READER_EMAIL)
    make_tip(email="other@home.example")
    client.force_login(edith)
    assert "@home.example" not in tips_page_text(client)
    assert "Reader wants an answer" in tips_page_text(client)
    assert "@home.example" not in post_decision(client, tip, "decline", reason="opinion").content.decode()
    client.force_login(mona)
    page = tips_page_text(client, view="declined")
    assert "reader@home.example" in page
    assert "other@home.example" in page


def test_editors_see_whether_a_reader_is_notified(desk: Client, edith: User) -> None:
    tip = make_tip(email=READER_EMAIL)
    decline_tip(tip_id=tip.pk, editor=edith, reason="opinion")
    assert "Notification pending" in tips_page_text(desk, view="declined")
    other = make_tip("Was the bridge painted green?")
    decline_tip(tip_id=other.pk, editor=edith, reason="opinion")
    assert "No email address" in tips_page_text(desk, view="declined")


# Decisions -----------------------------------------------------------------------------


def test_a_tip_is_linked_to_the_suggested_claim_and_reopened(desk: Client, edith: User) -> None:
    claim = make_queued_claim(edith)
    tip = make_tip("The mayor said on Monday that 300 trees were planted.")
    assert claim.text in tips_page_text(desk)
    assert "Linked to" in post_decision(desk, tip, "link").content.decode()
    for page in (reverse("claim", args=[claim.pk]), reverse("queue")):
        assert "1 reader asked" in desk.get(page).content.decode()
    assert tip.text in tips_page_text(desk, claim=claim.pk)
    assert 'data-key="y"' in post_decision(desk, tip, "reopen").content.decode()
    assert "reader asked" not in desk.get(reverse("queue")).content.decode()


def test_a_tip_is_linked_to_a_claim_by_number_or_url(desk: Client, edith: User, mona: User) -> None:
    published: Publication = make_publication(edith, mona)
    number = published.claim_id
    for reference in (
        str(number),
        f" #{number} ",
        f"http://desk.example/claims/{number}/",
        f"/verdicts/{number}/?x=1#y",
    ):
        tip = make_tip()
        assert post_decision(desk, tip, "link", claim=reference).status_code == 200
        assert Tip.objects.get(pk=tip.pk).claim_id == number


@pytest.mark.parametrize("reference", ["", "none", "9" * 30, "987654321", "0", "/articles/1/", "1\0"])
def test_an_unknown_claim_is_refused_in_the_card(desk: Client, reference: str) -> None:
    tip = make_tip()
    answer = post_decision(desk, tip, "link", claim=reference)
    assert (answer.status_code, 'role="alert"' in answer.content.decode()) == (422, True)
    assert f'value="{reference.replace(chr(0), "")}"' in answer.content.decode().replace("\0", "")
    assert Tip.objects.get(pk=tip.pk).state == "open"


@pytest.mark.parametrize("data", [{}, {"reason": "x"}, {"reason": "opinion", "note": "x" * 1001}])
def test_declining_needs_a_reason_and_limits_the_note(desk: Client, data: dict[str, Any]) -> None:
    tip = make_tip()
    assert post_decision(desk, tip, "decline", **data).status_code == 422
    assert post_decision(desk, tip, "decline", htmx=False, **data).status_code == 422
    assert Tip.objects.get(pk=tip.pk).state == "open"


def test_a_tip_is_submitted_as_an_article(desk: Client, edith: User) -> None:
    tip = make_tip()
    answer = post_decision(desk, tip, "submit-text")
    article = Article.objects.get()
    assert answer["HX-Redirect"] == reverse("article", args=[article.pk])
    assert (article.title, article.text) == (f"Tip: {TIP_TEXT}", TIP_TEXT)
    assert "Submitted as an article" in tips_page_text(desk)


def test_a_page_in_a_private_network_is_not_fetched(desk: Client) -> None:
    answer = post_decision(desk, make_tip(url="http://127.0.0.1/secrets"), "submit-page")
    submission = Submission.objects.get()
    assert answer["HX-Redirect"] == reverse("submission", args=[submission.pk])
    fetch_submission(submission.pk)
    assert "private network" in desk.get(answer["HX-Redirect"]).content.decode()
    assert not Article.objects.exists()


def test_without_scripts_each_decision_returns_to_the_list(desk: Client, edith: User) -> None:
    claim = make_queued_claim(edith)
    tip = make_tip("The mayor said on Monday that 300 trees were planted.")
    for name in ("reject", "restore", "link", "reopen"):
        assert post_decision(desk, tip, name, htmx=False)["Location"] == reverse("tips")
    assert Claim.objects.get(pk=claim.pk).tip_count == 0


def test_an_unknown_decision_or_tip_is_not_found(desk: Client) -> None:
    assert post_decision(desk, make_tip(), "burn").status_code == 404
    assert desk.post(reverse("tip_decide", args=[2**62, "link"])).status_code == 404
