"""Editors see what readers asked, and decide about it."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from claims.models import Article, Claim, Publication, Tip, User
from claims.selectors.paging import page_of
from claims.selectors.tips import get_tip_page
from claims.services.tips import decline_tip, submit_tip
from claims.tasks import compare_tips
from tests.stories import make_publication, make_queued_claim

COWS = "Did a cow fly over the church on Sunday?"
READER = "reader@home.example"


def make_tip(text: str = COWS, email: str = "", url: str = "") -> Tip:
    tip = submit_tip(text=text, email=email, url=url)
    compare_tips()
    return Tip.objects.get(pk=tip.pk)


def tips_page_text(client: Client, **query: Any) -> str:
    return client.get(reverse("tips"), query).content.decode()


def post_decision(client: Client, tip: Tip, name: str, *, htmx: bool = True, **given: str) -> Any:
    headers = {"HX-Request": "true"} if htmx else {}
    return client.post(reverse("tip_decide", args=[tip.pk, name]), given, headers=headers)


@pytest.fixture
def desk(client: Client, edith: User) -> Client:
    client.force_login(edith)
    return client


def test_what_waits_is_counted_in_the_top_bar(desk: Client) -> None:
    assert 'Go to tips"' in tips_page_text(desk)
    for text in (COWS, COWS, "Was the bridge painted green?"):
        make_tip(text)
    bar = desk.get(reverse("queue")).content.decode().partition("</nav>")[0]
    assert '<span class="count">2<span' in bar


def test_an_empty_page_says_what_will_stand_there(desk: Client) -> None:
    assert "Nobody waits for an answer" in tips_page_text(desk)
    assert "None yet" in tips_page_text(desk, view="declined")


def test_questions_stand_oldest_first_or_most_asked_first(desk: Client) -> None:
    once, often = make_tip("Was the bridge painted green?"), make_tip()
    make_tip()
    assert [tip.pk for tip in get_tip_page()] == [once.pk, often.pk]
    assert [tip.pk for tip in get_tip_page(repeated=True)] == [often.pk, once.pk]
    page = tips_page_text(desk, view="repeated")
    assert "asked 2 times" in page
    assert page.index(COWS) < page.index("Was the bridge")


@pytest.mark.parametrize("repeated", [False, True])
def test_pages_follow_each_other_without_gaps(db: None, *, repeated: bool) -> None:
    words = ("the bridge is green", "seven cows flew", "no bread was baked", "snow fell in July", "a bell was stolen")
    made = [make_tip(each) for each in (*words, words[3], words[1])]
    heads = sorted((Tip.objects.get(pk=tip.pk) for tip in made if not tip.duplicate_of_id), key=lambda tip: tip.pk)
    expected = (
        [tip.pk for tip in sorted(heads, key=lambda tip: -tip.reader_count)] if repeated else [t.pk for t in heads]
    )
    found, cursor = [], ""
    for _ in range(3):
        page = page_of(get_tip_page(repeated=repeated), cursor, size=2)
        found += [tip.pk for tip in page.rows]
        cursor = page.next
    assert (found, cursor) == (expected, "")
    assert len(found) == 5


def test_a_page_of_many_asks_no_more_questions_than_one_of_few(
    desk: Client, django_assert_max_num_queries: Any
) -> None:
    for number in range(12):
        submit_tip(text=f"Is question number {number} about {'xyzuvwabcdef'[number] * 9}?", email=READER)
    with django_assert_max_num_queries(12):
        tips_page_text(desk)


def test_nonsense_in_the_address_is_no_trouble(desk: Client) -> None:
    make_tip()
    for query in ({"view": "x'\0"}, {"after": "-1"}, {"after": "9" * 40}, {"claim": "x"}, {"claim": "9" * 40}):
        assert desk.get(reverse("tips"), query).status_code == 200


# Addresses -----------------------------------------------------------------------------


def test_addresses_are_for_moderators(client: Client, edith: User, mona: User) -> None:
    tip = make_tip(email=READER)
    make_tip(email="other@home.example")
    client.force_login(edith)
    assert "@home.example" not in tips_page_text(client)
    assert "wants to be told" in tips_page_text(client)
    assert "@home.example" not in post_decision(client, tip, "decline", reason="opinion").content.decode()
    client.force_login(mona)
    page = tips_page_text(client, view="declined")
    assert "reader@home.example" in page
    assert "other@home.example" in page


def test_editors_see_whether_a_reader_was_told(desk: Client, edith: User) -> None:
    tip = make_tip(email=READER)
    decline_tip(tip_id=tip.pk, editor=edith, reason="opinion")
    assert "reader waits to be told" in tips_page_text(desk, view="declined")
    other = make_tip("Was the bridge painted green?")
    decline_tip(tip_id=other.pk, editor=edith, reason="opinion")
    assert "reader left no address" in tips_page_text(desk, view="declined")


# Judgements ----------------------------------------------------------------------------


def test_a_suggestion_is_confirmed_and_taken_back(desk: Client, edith: User) -> None:
    claim = make_queued_claim(edith)
    tip = make_tip("The mayor said on Monday that 300 trees were planted.")
    assert claim.text in tips_page_text(desk)
    assert "Linked to" in post_decision(desk, tip, "link").content.decode()
    for page in (reverse("claim", args=[claim.pk]), reverse("queue")):
        assert "1 reader asked" in desk.get(page).content.decode()
    assert tip.text in tips_page_text(desk, claim=claim.pk)
    assert 'data-key="y"' in post_decision(desk, tip, "reopen").content.decode()
    assert "reader asked" not in desk.get(reverse("queue")).content.decode()


def test_another_claim_is_named_by_number_or_address(desk: Client, edith: User, mona: User) -> None:
    published: Publication = make_publication(edith, mona)
    number = published.claim_id
    for words in (str(number), f" #{number} ", f"http://desk.example/claims/{number}/", f"/verdicts/{number}/?x=1#y"):
        tip = make_tip()
        assert post_decision(desk, tip, "link", claim=words).status_code == 200
        assert Tip.objects.get(pk=tip.pk).claim_id == number


@pytest.mark.parametrize("words", ["", "none", "9" * 30, "987654321", "0", "/articles/1/", "1\0"])
def test_a_claim_that_is_not_there_is_said_in_the_card(desk: Client, words: str) -> None:
    tip = make_tip()
    answer = post_decision(desk, tip, "link", claim=words)
    assert (answer.status_code, 'role="alert"' in answer.content.decode()) == (422, True)
    assert f'value="{words.replace(chr(0), "")}"' in answer.content.decode().replace("\0", "")
    assert Tip.objects.get(pk=tip.pk).state == "open"


@pytest.mark.parametrize("given", [{}, {"reason": "x"}, {"reason": "opinion", "note": "x" * 1001}])
def test_declining_needs_a_reason_and_not_too_many_words(desk: Client, given: dict[str, Any]) -> None:
    tip = make_tip()
    assert post_decision(desk, tip, "decline", **given).status_code == 422
    assert post_decision(desk, tip, "decline", htmx=False, **given).status_code == 422
    assert Tip.objects.get(pk=tip.pk).state == "open"


def test_a_question_is_taken_in_as_an_article(desk: Client, edith: User) -> None:
    tip = make_tip()
    answer = post_decision(desk, tip, "take-in")
    article = Article.objects.get()
    assert answer["HX-Redirect"] == reverse("article", args=[article.pk])
    assert (article.title, article.text) == (f"Tip: {COWS}", COWS)
    assert "taken in as an article" in tips_page_text(desk)


def test_a_page_that_leads_inside_is_not_fetched(desk: Client) -> None:
    answer = post_decision(desk, make_tip(url="http://127.0.0.1/secrets"), "take-in-page")
    assert answer.status_code == 422
    assert "private network" in answer.content.decode()
    assert not Article.objects.exists()


def test_without_script_each_judgement_leads_back(desk: Client, edith: User) -> None:
    claim = make_queued_claim(edith)
    tip = make_tip("The mayor said on Monday that 300 trees were planted.")
    for name in ("reject", "reconsider", "link", "reopen"):
        assert post_decision(desk, tip, name, htmx=False)["Location"] == reverse("tips")
    assert Claim.objects.get(pk=claim.pk).tip_count == 0


def test_there_is_no_other_judgement(desk: Client) -> None:
    assert post_decision(desk, make_tip(), "burn").status_code == 404
    assert desk.post(reverse("tip_decide", args=[2**62, "link"])).status_code == 404
