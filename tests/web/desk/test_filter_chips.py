"""Tests of the queue's filters: their query strings, chips, saved searches, and plans made from the list."""

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

QUEUE_URL = reverse("queue")


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
        "period=2019%2F2021",
        "period=198X",
    ],
)
def test_a_query_string_survives_parsing_and_formatting(query: str) -> None:
    queue_filter = parse_query_string(query)
    assert parse_query_string(format_filter(queue_filter)) == queue_filter
    assert format_filter(queue_filter) == ("" if query == "number=-0" else query)


@pytest.mark.parametrize(
    "query",
    [
        "article=x", "article=0", "article=99999999999999999999999", "article=²", "source=a%00b", "source=" + "x" * 301,
        "number=1e9", "number=..", "number=" + "9" * 41, "number=-", "number=1-2-3", "number=٣",
        "assignee=you", "assignee=-1", "from=2026-02-30", "to=tomorrow", "days=2",
        "topic=a%20b", "topic=%00", "state=lost", "state=QUEUED", "source=%20", "since=2026-01-01",
    ],
)  # fmt: skip
def test_invalid_parts_of_a_query_are_ignored(desk: Client, query: str) -> None:
    assert parse_query_string(query) == QueueFilter()
    assert desk.get(f"{QUEUE_URL}?{query}").status_code in {200, 302}


@pytest.mark.parametrize(
    ("text", "ends"), [("7,000", (7000, 7000)), ("1 000 – 2 000.5", (1000, 2000.5)), ("9-1", (1, 9))]
)
def test_numbers_may_have_separators(text: str, ends: tuple[float, float]) -> None:
    assert parse_filter({"number": text}).number == ends


@pytest.mark.parametrize("query", ["from=0001-01-01&to=9999-12-31", "number=0-" + "9" * 38, f"assignee={2**63 - 1}"])
def test_extreme_values_are_accepted(desk: Client, edith: User, query: str) -> None:
    make_queued_claim(edith)
    assert desk.get(f"{QUEUE_URL}?{query}").status_code == 200


def test_each_part_has_a_chip_that_removes_it(desk: Client, edith: User, emil: User) -> None:
    claim = make_queued_claim(edith)
    article = claim.appearances.get().article_id
    page = desk.get(
        QUEUE_URL, {"source": "The mayor", "article": str(article), "assignee": str(emil.pk), "topic": "sport"}
    )
    chips = {str(chip.label): (chip.value, chip.query_without) for chip in page.context["chips"]}
    assert chips["Article"] == ("Trees for the town", f"source=The+mayor&assignee={emil.pk}&topic=sport")
    assert chips["Assigned to"][0] == "Emil"
    assert chips["Topic"][0] == "Sport"
    assert "No matching claims" in page.content.decode()


def test_a_row_links_to_lists_of_related_claims(desk: Client, edith: User) -> None:
    claim = make_queued_claim(edith)
    row = desk.get(QUEUE_URL).content.decode()
    appearance = claim.appearances.get()
    for query in (
        "source=The%20mayor",
        "number=300",
        "topic=climate-and-environment",
        f"article={appearance.article_id}",
    ):
        assert f'href="{QUEUE_URL}?{query}"' in row
        assert [place.claim for place in desk.get(f"{QUEUE_URL}?{query}").context["queue_places"]] == [claim]
    assert f'href="{QUEUE_URL}?source=The%20mayor"' in desk.get(reverse("claim", args=[claim.pk])).content.decode()


def test_a_row_shows_topic_reach_tips_and_deadline(desk: Client, edith: User) -> None:
    claim = make_queued_claim(edith)
    Claim.objects.filter(pk=claim.pk).update(
        assignee=edith, reach=12_000, tip_count=3, deadline=timezone.now() - timedelta(days=1)
    )
    row = desk.get(QUEUE_URL).content.decode()
    expected = (
        "overdue since",
        "data-overdue",
        "12,000",
        "3 readers asked for it",
        "overdue by 24 hours",
        "Climate and",
    )
    for words in expected:
        assert words in row


def test_empty_fields_are_removed_from_the_url(desk: Client) -> None:
    answer = desk.get(QUEUE_URL, {"source": "The mayor", "topic": "", "number": "", "state": ""})
    assert answer.headers["Location"] == f"{QUEUE_URL}?source=The+mayor"


def test_only_queued_claims_can_be_taken(desk: Client, edith: User) -> None:
    claim = make_detected_claim(edith)
    page = desk.get(QUEUE_URL, {"state": "detected"}).content.decode()
    assert claim.text in page
    assert reverse("claim_move", args=[claim.pk, "take"]) not in page


def test_a_search_is_saved_deleted_and_restored(desk: Client, edith: User, emil: User) -> None:
    data = {"name": " War,  mine ", "query": "topic=war&assignee=me&days=7&nonsense=1"}
    url = desk.post(reverse("saved_search_save"), data).headers["Location"]
    search = SavedSearch.objects.get(owner=edith)
    assert (search.name, search.query, search.position) == ("War, mine", "assignee=me&days=7&topic=war", 1)
    page = desk.get(url)
    assert page.context["search"] == search
    assert 'data-key="g 1"' in page.content.decode()
    removed = desk.post(reverse("saved_search_delete", args=[search.pk])).headers["Location"]
    undo = desk.get(removed)
    assert "The search “War, mine” is deleted." in undo.content.decode()
    desk.post(reverse("saved_search_save"), {"name": undo.context["removed"], "query": undo.context["query"]})
    assert SavedSearch.objects.get(owner=edith).query == search.query
    assert not SavedSearch.objects.filter(owner=emil).exists()


def test_a_saved_search_has_a_name_that_is_unique_per_person(edith: User, emil: User) -> None:
    first = save_search(owner=edith, name="War", query="topic=war")
    assert save_search(owner=edith, name="War", query="topic=sport").pk == first.pk
    save_search(owner=emil, name="War", query="topic=war")
    for name in ("", "x" * 41, "a\0b", "a\u202eb"):
        with pytest.raises(BadValue):
            save_search(owner=edith, name=name, query="topic=war")
    with pytest.raises(BadValue):
        save_search(owner=edith, name="All", query="")


def test_a_person_has_twenty_saved_searches_and_free_positions_are_reused(edith: User) -> None:
    searches = [save_search(owner=edith, name=f"Search {number}", query="days=7") for number in range(20)]
    with pytest.raises(BadValue, match="20 saved searches"):
        save_search(owner=edith, name="One more", query="days=7")
    delete_search(search_id=searches[4].pk, owner=edith)
    assert save_search(owner=edith, name="One more", query="days=7").position == 5


def test_planning_a_claim_returns_to_the_list(desk: Client, edith: User, emil: User) -> None:
    claim = make_queued_claim(edith)
    page = reverse("claim_plan", args=[claim.pk])
    form = desk.get(page, {"back": "topic=sport&next=//evil.example"}, headers={"HX-Request": "true"})
    assert f'href="{QUEUE_URL}?topic=sport"' in form.content.decode()
    assert str(emil) not in form.content.decode()
    sport, deadline = Topic.objects.get(slug="sport"), timezone.now() + timedelta(days=2)
    data = {"version": claim.version, "topic": sport.pk, "assignee": edith.pk, "deadline": f"{deadline:%Y-%m-%dT%H:%M}"}
    answer = desk.post(page, {**data, "back": "topic=sport"})
    assert answer.headers["Location"] == f"{QUEUE_URL}?topic=sport"
    claim.refresh_from_db()
    assert (claim.topic, claim.assignee, claim.deadline) == (sport, edith, deadline.replace(second=0, microsecond=0))
    html = desk.get(reverse("claim", args=[claim.pk])).content.decode()
    assert "Topic: Sport (was Climate and environment)" in html
    assert "Assigned to: Edith (was nobody in particular)" in html


def test_the_plan_form_shows_why_it_is_refused(desk: Client, edith: User, emil: User, mona: User) -> None:
    claim = make_queued_claim(edith)
    page = reverse("claim_plan", args=[claim.pk])
    outdated = desk.post(page, {"version": 1, "assignee": edith.pk})
    assert (outdated.status_code, "after you opened it" in outdated.content.decode()) == (409, True)
    past = desk.post(page, {"version": claim.version, "deadline": "2020-01-01T10:00"})
    assert (past.status_code, "Enter a deadline in the future" in past.content.decode()) == (422, True)
    for invalid in ({"assignee": emil.pk}, {"assignee": "x"}, {"deadline": "soon"}, {"topic": 2**70}, {"topic": "\0"}):
        assert desk.post(page, {"version": claim.version, **invalid}).status_code == 422
    plan_claim(claim_id=claim.pk, by=mona, changes={"assignee": emil})
    answer = desk.post(page, {"version": claim.version + 1, "assignee": "", "topic": claim.topic_id})
    assert answer.status_code == 403
    assert "Ask a moderator to assign it to somebody else." in answer.content.decode()
