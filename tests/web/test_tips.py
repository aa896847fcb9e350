"""Editors see what readers asked, and decide about it."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from claims import tasks
from claims.models import Article, Claim, Publication, Tip, User
from claims.selectors import tips as selectors
from claims.selectors.paging import page_of
from claims.services import tips
from tests import stories

COWS = "Did a cow fly over the church on Sunday?"
READER = "reader@home.example"


def a_tip(text: str = COWS, email: str = "", url: str = "") -> Tip:
    tip = tips.ask(text=text, email=email, url=url)
    tasks.compare_tips()
    return Tip.objects.get(pk=tip.pk)


def listed(client: Client, **query: Any) -> str:
    return client.get(reverse("tips"), query).content.decode()


def judge(client: Client, tip: Tip, name: str, *, htmx: bool = True, **given: str) -> Any:
    headers = {"HX-Request": "true"} if htmx else {}
    return client.post(reverse("tip_judge", args=[tip.pk, name]), given, headers=headers)


@pytest.fixture
def desk(client: Client, edith: User) -> Client:
    client.force_login(edith)
    return client


def test_what_waits_is_counted_in_the_top_bar(desk: Client) -> None:
    assert 'Go to what readers ask"' in listed(desk)
    for text in (COWS, COWS, "Was the bridge painted green?"):
        a_tip(text)
    bar = desk.get(reverse("queue")).content.decode().partition("</nav>")[0]
    assert '<span class="count">2<span' in bar


def test_an_empty_page_says_what_will_stand_there(desk: Client) -> None:
    assert "Nobody waits for an answer" in listed(desk)
    assert "None yet" in listed(desk, view="declined")


def test_questions_stand_oldest_first_or_most_asked_first(desk: Client) -> None:
    once, often = a_tip("Was the bridge painted green?"), a_tip()
    a_tip()
    assert [tip.pk for tip in selectors.listed()] == [once.pk, often.pk]
    assert [tip.pk for tip in selectors.listed(repeated=True)] == [often.pk, once.pk]
    page = listed(desk, view="repeated")
    assert "asked 2 times" in page
    assert page.index(COWS) < page.index("Was the bridge")


@pytest.mark.parametrize("repeated", [False, True])
def test_pages_follow_each_other_without_gaps(db: None, *, repeated: bool) -> None:
    words = ("the bridge is green", "seven cows flew", "no bread was baked", "snow fell in July", "a bell was stolen")
    made = [a_tip(each) for each in (*words, words[3], words[1])]
    heads = sorted((Tip.objects.get(pk=tip.pk) for tip in made if not tip.head_id), key=lambda tip: tip.pk)
    expected = [tip.pk for tip in sorted(heads, key=lambda tip: -tip.times)] if repeated else [t.pk for t in heads]
    found, cursor = [], ""
    for _ in range(3):
        page = page_of(selectors.listed(repeated=repeated), cursor, size=2)
        found += [tip.pk for tip in page.rows]
        cursor = page.next
    assert (found, cursor) == (expected, "")
    assert len(found) == 5


def test_a_page_of_many_asks_no_more_questions_than_one_of_few(
    desk: Client, django_assert_max_num_queries: Any
) -> None:
    for number in range(12):
        tips.ask(text=f"Is question number {number} about {'xyzuvwabcdef'[number] * 9}?", email=READER)
    with django_assert_max_num_queries(12):
        listed(desk)


def test_nonsense_in_the_address_is_no_trouble(desk: Client) -> None:
    a_tip()
    for query in ({"view": "x'\0"}, {"after": "-1"}, {"after": "9" * 40}, {"claim": "x"}, {"claim": "9" * 40}):
        assert desk.get(reverse("tips"), query).status_code == 200


# Addresses -----------------------------------------------------------------------------


def test_addresses_are_for_moderators(client: Client, edith: User, mona: User) -> None:
    tip = a_tip(email=READER)
    a_tip(email="other@home.example")
    client.force_login(edith)
    assert "@home.example" not in listed(client)
    assert "wants to be told" in listed(client)
    assert "@home.example" not in judge(client, tip, "decline", reason="opinion").content.decode()
    client.force_login(mona)
    page = listed(client, view="declined")
    assert "reader@home.example" in page
    assert "other@home.example" in page


def test_editors_see_whether_a_reader_was_told(desk: Client, edith: User) -> None:
    tip = a_tip(email=READER)
    tips.decline(tip_id=tip.pk, editor=edith, reason="opinion")
    assert "reader waits to be told" in listed(desk, view="declined")
    other = a_tip("Was the bridge painted green?")
    tips.decline(tip_id=other.pk, editor=edith, reason="opinion")
    assert "reader left no address" in listed(desk, view="declined")


# Judgements ----------------------------------------------------------------------------


def test_a_suggestion_is_confirmed_and_taken_back(desk: Client, edith: User) -> None:
    claim = stories.a_queued_claim(edith)
    tip = a_tip("The mayor said on Monday that 300 trees were planted.")
    assert claim.text in listed(desk)
    assert "Linked to" in judge(desk, tip, "link").content.decode()
    for page in (reverse("claim", args=[claim.pk]), reverse("queue")):
        assert "1 reader asked" in desk.get(page).content.decode()
    assert tip.text in listed(desk, claim=claim.pk)
    assert 'data-key="y"' in judge(desk, tip, "reopen").content.decode()
    assert "reader asked" not in desk.get(reverse("queue")).content.decode()


def test_another_claim_is_named_by_number_or_address(desk: Client, edith: User, mona: User) -> None:
    published: Publication = stories.a_publication(edith, mona)
    number = published.claim_id
    for words in (str(number), f" #{number} ", f"http://desk.example/claims/{number}/", f"/verdicts/{number}/?x=1#y"):
        tip = a_tip()
        assert judge(desk, tip, "link", claim=words).status_code == 200
        assert Tip.objects.get(pk=tip.pk).claim_id == number


@pytest.mark.parametrize("words", ["", "none", "9" * 30, "987654321", "0", "/articles/1/", "1\0"])
def test_a_claim_that_is_not_there_is_said_in_the_card(desk: Client, words: str) -> None:
    tip = a_tip()
    answer = judge(desk, tip, "link", claim=words)
    assert (answer.status_code, 'role="alert"' in answer.content.decode()) == (422, True)
    assert f'value="{words.replace(chr(0), "")}"' in answer.content.decode().replace("\0", "")
    assert Tip.objects.get(pk=tip.pk).state == "open"


@pytest.mark.parametrize("given", [{}, {"reason": "x"}, {"reason": "opinion", "note": "x" * 1001}])
def test_declining_needs_a_reason_and_not_too_many_words(desk: Client, given: dict[str, Any]) -> None:
    tip = a_tip()
    assert judge(desk, tip, "decline", **given).status_code == 422
    assert judge(desk, tip, "decline", htmx=False, **given).status_code == 422
    assert Tip.objects.get(pk=tip.pk).state == "open"


def test_a_question_is_taken_in_as_an_article(desk: Client, edith: User) -> None:
    tip = a_tip()
    answer = judge(desk, tip, "take-in")
    article = Article.objects.get()
    assert answer["HX-Redirect"] == reverse("article", args=[article.pk])
    assert (article.title, article.text) == (f"A reader asks: {COWS}", COWS)
    assert "taken in as an article" in listed(desk)


def test_a_page_that_leads_inside_is_not_fetched(desk: Client) -> None:
    answer = judge(desk, a_tip(url="http://127.0.0.1/secrets"), "take-in-page")
    assert answer.status_code == 422
    assert "private network" in answer.content.decode()
    assert not Article.objects.exists()


def test_without_script_each_judgement_leads_back(desk: Client, edith: User) -> None:
    claim = stories.a_queued_claim(edith)
    tip = a_tip("The mayor said on Monday that 300 trees were planted.")
    for name in ("reject", "reconsider", "link", "reopen"):
        assert judge(desk, tip, name, htmx=False)["Location"] == reverse("tips")
    assert Claim.objects.get(pk=claim.pk).asked == 0


def test_there_is_no_other_judgement(desk: Client) -> None:
    assert judge(desk, a_tip(), "burn").status_code == 404
    assert desk.post(reverse("tip_judge", args=[2**62, "link"])).status_code == 404
