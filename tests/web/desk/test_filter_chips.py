"""Filters of the queue are addresses: read from anything, written in one way, told in chips, kept as views."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from claims.models import Claim, SavedSearch, Topic, User
from claims.refusals import BadValue
from claims.selectors.queue_filters import QueueFilter
from claims.selectors.queue_query_strings import format_filter, parse_filter, parse_query_string
from claims.services.plans import plan_claim
from claims.services.saved_searches import delete_search, save_search
from tests.stories import make_detected_claim, make_queued_claim

QUEUE = reverse("queue")


@pytest.fixture
def desk(client: Client, edith: User) -> Client:
    client.force_login(edith)
    return client


@pytest.mark.parametrize(
    "query",
    [
        "",
        "article=7&source=The+mayor&number=7000-10000&assignee=me&from=2026-01-02&to=2026-02-03&topic=war&state=detected",
        "source=J%C3%BCrgen+%26+S%C3%B6hne",
        "number=-0",
        "assignee=nobody&days=7",
        "assignee=12&topic=none",
        "number=0.5",
    ],
)
def test_what_is_written_is_read_as_the_same(query: str) -> None:
    asked = parse_query_string(query)
    assert parse_query_string(format_filter(asked)) == asked
    assert format_filter(asked) == ("" if query == "number=-0" else query)


@pytest.mark.parametrize(
    "query",
    [
        "article=x", "article=0", "article=99999999999999999999999", "article=²", "source=a%00b", "source=" + "x" * 301,
        "number=1e9", "number=..", "number=" + "9" * 41, "number=-", "number=1-2-3", "number=٣",
        "assignee=you", "assignee=-1", "from=2026-02-30", "to=tomorrow", "days=2",
        "topic=a%20b", "topic=%00", "state=lost", "state=QUEUED", "source=%20", "since=2026-01-01",
    ],
)  # fmt: skip
def test_what_cannot_be_understood_is_not_given(desk: Client, query: str) -> None:
    assert parse_query_string(query) == QueueFilter()
    assert desk.get(f"{QUEUE}?{query}").status_code in {200, 302}


@pytest.mark.parametrize(
    ("text", "ends"), [("7,000", (7000, 7000)), ("1 000 – 2 000.5", (1000, 2000.5)), ("9-1", (1, 9))]
)
def test_numbers_are_read_as_people_write_them(text: str, ends: tuple[float, float]) -> None:
    assert parse_filter({"number": text}).number == ends


@pytest.mark.parametrize("query", ["from=0001-01-01&to=9999-12-31", "number=0-" + "9" * 38, f"assignee={2**63 - 1}"])
def test_the_farthest_ends_can_be_asked_for(desk: Client, edith: User, query: str) -> None:
    make_queued_claim(edith)
    assert desk.get(f"{QUEUE}?{query}").status_code == 200


def test_each_part_is_a_chip_that_takes_it_away(desk: Client, edith: User, emil: User) -> None:
    claim = make_queued_claim(edith)
    article = claim.appearances.get().article_id
    page = desk.get(QUEUE, {"source": "The mayor", "article": str(article), "assignee": str(emil.pk), "topic": "sport"})
    words = {chip.label: (chip.words, chip.without) for chip in page.context["chips"]}
    assert words["Article"] == ("Trees for the town", f"source=The+mayor&assignee={emil.pk}&topic=sport")
    assert words["To be checked by"][0] == "Emil"
    assert words["Topic"][0] == "Sport"
    assert "No claim is like this" in page.content.decode()


def test_a_row_leads_to_what_it_shares_with_others(desk: Client, edith: User) -> None:
    claim = make_queued_claim(edith)
    row = desk.get(QUEUE).content.decode()
    place = claim.appearances.get()
    for query in ("source=The%20mayor", "number=300", "topic=climate-and-environment", f"article={place.article_id}"):
        assert f'href="{QUEUE}?{query}"' in row
        assert [each.claim for each in desk.get(f"{QUEUE}?{query}").context["waiting"]] == [claim]
    assert f'href="{QUEUE}?source=The%20mayor"' in desk.get(reverse("claim", args=[claim.pk])).content.decode()


def test_a_row_says_what_it_is_about_for_whom_and_until_when(desk: Client, edith: User) -> None:
    claim = make_queued_claim(edith)
    Claim.objects.filter(pk=claim.pk).update(
        assignee=edith, reach=12_000, tip_count=3, deadline=timezone.now() - timedelta(days=1)
    )
    row = desk.get(QUEUE).content.decode()
    told = ("overdue since", "data-overdue", "12,000", "3 readers asked for it", "overdue by 24 hours", "Climate and")
    for words in told:
        assert words in row


def test_what_was_left_empty_is_left_out_of_the_address(desk: Client) -> None:
    answer = desk.get(QUEUE, {"source": "The mayor", "topic": "", "number": "", "state": ""})
    assert answer.headers["Location"] == f"{QUEUE}?source=The+mayor"


def test_other_states_are_shown_without_a_button_to_take(desk: Client, edith: User) -> None:
    claim = make_detected_claim(edith)
    page = desk.get(QUEUE, {"state": "detected"}).content.decode()
    assert claim.text in page
    assert reverse("claim_move", args=[claim.pk, "take"]) not in page


def test_a_filter_becomes_a_view_and_comes_back_when_it_was_put_away(desk: Client, edith: User, emil: User) -> None:
    kept = {"name": " War,  mine ", "query": "topic=war&assignee=me&days=7&nonsense=1"}
    where = desk.post(reverse("saved_search_save"), kept).headers["Location"]
    view = SavedSearch.objects.get(owner=edith)
    assert (view.name, view.query, view.position) == ("War, mine", "assignee=me&days=7&topic=war", 1)
    page = desk.get(where)
    assert page.context["view"] == view
    assert 'data-key="g 1"' in page.content.decode()
    removed = desk.post(reverse("saved_search_delete", args=[view.pk])).headers["Location"]
    undo = desk.get(removed)
    assert "“War, mine” is no view of yours any more." in undo.content.decode()
    desk.post(reverse("saved_search_save"), {"name": undo.context["removed"], "query": undo.context["query"]})
    assert SavedSearch.objects.get(owner=edith).query == view.query
    assert not SavedSearch.objects.filter(owner=emil).exists()


def test_a_view_has_a_name_and_one_name_is_one_view(edith: User, emil: User) -> None:
    first = save_search(owner=edith, name="War", query="topic=war")
    assert save_search(owner=edith, name="War", query="topic=sport").pk == first.pk
    save_search(owner=emil, name="War", query="topic=war")
    for name in ("", "x" * 41, "a\0b", "a\u202eb"):
        with pytest.raises(BadValue):
            save_search(owner=edith, name=name, query="topic=war")
    with pytest.raises(BadValue):
        save_search(owner=edith, name="All", query="")


def test_a_person_has_twenty_views_and_a_free_place_is_taken_first(edith: User) -> None:
    there = [save_search(owner=edith, name=f"View {number}", query="days=7") for number in range(20)]
    with pytest.raises(BadValue, match="20 views"):
        save_search(owner=edith, name="One more", query="days=7")
    delete_search(search_id=there[4].pk, owner=edith)
    assert save_search(owner=edith, name="One more", query="days=7").position == 5


def test_a_claim_is_planned_from_the_list_and_leads_back_to_it(desk: Client, edith: User, emil: User) -> None:
    claim = make_queued_claim(edith)
    page = reverse("claim_plan", args=[claim.pk])
    form = desk.get(page, {"back": "topic=sport&next=//evil.example"}, headers={"HX-Request": "true"})
    assert f'href="{QUEUE}?topic=sport"' in form.content.decode()
    assert str(emil) not in form.content.decode()
    sport, until = Topic.objects.get(slug="sport"), timezone.now() + timedelta(days=2)
    given = {"version": claim.version, "topic": sport.pk, "assignee": edith.pk, "deadline": f"{until:%Y-%m-%dT%H:%M}"}
    answer = desk.post(page, {**given, "back": "topic=sport"})
    assert answer.headers["Location"] == f"{QUEUE}?topic=sport"
    claim.refresh_from_db()
    assert (claim.topic, claim.assignee, claim.deadline) == (sport, edith, until.replace(second=0, microsecond=0))
    shown = desk.get(reverse("claim", args=[claim.pk])).content.decode()
    assert "Topic: Sport (was Climate and environment)" in shown
    assert "Assigned to: Edith (was nobody in particular)" in shown


def test_what_cannot_be_planned_is_said_in_the_form(desk: Client, edith: User, emil: User, mona: User) -> None:
    claim = make_queued_claim(edith)
    page = reverse("claim_plan", args=[claim.pk])
    old = desk.post(page, {"version": 1, "assignee": edith.pk})
    assert (old.status_code, "after you opened it" in old.content.decode()) == (409, True)
    past = desk.post(page, {"version": claim.version, "deadline": "2020-01-01T10:00"})
    assert (past.status_code, "Enter a deadline in the future" in past.content.decode()) == (422, True)
    for nonsense in ({"assignee": emil.pk}, {"assignee": "x"}, {"deadline": "soon"}, {"topic": 2**70}, {"topic": "\0"}):
        assert desk.post(page, {"version": claim.version, **nonsense}).status_code == 422
    plan_claim(claim_id=claim.pk, by=mona, changes={"assignee": emil})
    answer = desk.post(page, {"version": claim.version + 1, "assignee": "", "topic": claim.topic_id})
    assert answer.status_code == 403
    assert "Ask a moderator to assign it to somebody else." in answer.content.decode()
