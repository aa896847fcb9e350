"""Filters of the queue; no filter scans all claims."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import QuerySet
from django.utils import timezone

from claims.models import Appearance, Attribution, Claim, Quantity, Topic, User
from claims.nlp.reading import Link, Span
from claims.selectors import queue_filters
from claims.selectors.paging import page_of
from claims.selectors.queue_filters import QueueFilter, _filter_parts, filter_claims
from claims.services.appearance_rows import ensure_sources
from tests.database_owner import as_database_owner
from tests.stories import make_detected_claim, make_queued_claim


def ids(user: User, **parts: Any) -> list[int]:
    return [claim.pk for claim in filter_claims(QueueFilter(**parts), user).claims]


@pytest.fixture
def claims(edith: User) -> list[Claim]:
    """Four queued claims."""
    return [make_queued_claim(edith) for _ in range(4)]


def count_rows_read(*claims: Claim) -> QuerySet[Claim]:
    return Claim.objects.filter(pk__in=[claim.pk for claim in claims])


def make_relayed_claim(claim: Claim, name: str) -> None:
    link = Link(name, Span(0, 1), "organisation", "reported")
    source = ensure_sources([link])[name.casefold()]
    Attribution.objects.create(appearance=claim.appearances.get(), position=1, source=source, name=name)


def test_the_default_is_the_queue_by_priority(claims: list[Claim], edith: User) -> None:
    count_rows_read(claims[2]).update(tip_count=1)
    assert ids(edith) == [claims[2].pk, claims[0].pk, claims[1].pk, claims[3].pk]


def test_by_article_and_by_any_source_of_the_chain(claims: list[Claim], edith: User) -> None:
    make_relayed_claim(claims[1], "Mars News")
    assert ids(edith, article=claims[3].appearances.get().article_id) == [claims[3].pk]
    assert ids(edith, source="the MAYOR") == [claim.pk for claim in claims]
    assert ids(edith, source="mars  news") == [claims[1].pk]
    assert ids(edith, source="Nobody") == ids(edith, article=2**62) == []


@pytest.mark.parametrize(
    ("number", "there"), [((300, 300), True), ((250, 310), True), ((301, 900), False), ((100, 299), False)]
)
def test_by_a_number_or_a_range(claims: list[Claim], edith: User, number: tuple[int, int], *, there: bool) -> None:
    assert bool(ids(edith, number=number)) == there


def test_by_the_open_end_of_a_number(claims: list[Claim], edith: User) -> None:
    Quantity.objects.filter(appearance__claim=claims[0]).update(low=None, high=7000)
    assert ids(edith, number=(7000, 7000)) == [claims[0].pk]


@pytest.mark.parametrize(
    ("period", "there"), [("1985", True), ("198X", True), ("1979/1980", True), ("1990-05", False), ("2023-Q1", False)]
)
def test_by_a_time_that_the_claim_mentions(claims: list[Claim], edith: User, period: str, *, there: bool) -> None:
    eighties = DateRange(date(1980, 1, 1), date(1990, 1, 1))
    Appearance.objects.filter(claim=claims[1]).update(period=eighties)
    assert ids(edith, period=period) == ([claims[1].pk] if there else [])


def test_by_topic_and_person(claims: list[Claim], edith: User, emil: User) -> None:
    count_rows_read(claims[0]).update(topic=Topic.objects.get(slug="sport"), assignee=edith)
    count_rows_read(claims[1]).update(topic=None, assignee=emil)
    assert ids(edith, topic="sport") == ids(edith, assignee="me") == [claims[0].pk]
    assert ids(edith, topic="none") == ids(edith, assignee=str(emil.pk)) == [claims[1].pk]
    assert ids(edith, assignee="nobody") == [claims[2].pk, claims[3].pk]
    assert ids(emil, topic="sport", assignee="me") == ids(edith, topic="opera") == []
    assert ids(edith, topic="sport", assignee="me", source="The mayor", days=7) == [claims[0].pk]


def test_by_day_of_arrival_including_both_ends(claims: list[Claim], edith: User) -> None:
    count_rows_read(claims[0]).update(created=datetime(2026, 3, 2, 23, 59, tzinfo=UTC))
    count_rows_read(claims[1]).update(created=datetime(2026, 3, 3, 0, 0, tzinfo=UTC))
    count_rows_read(claims[2]).update(created=timezone.now() - timedelta(days=3))
    day = date(2026, 3, 2)
    assert ids(edith, since=day, until=day) == [claims[0].pk]
    assert ids(edith, until=day + timedelta(days=1)) == [claims[0].pk, claims[1].pk]
    assert ids(edith, days=7) == [claims[2].pk, claims[3].pk]


def test_by_state_the_newest_first(claims: list[Claim], edith: User) -> None:
    found = [make_detected_claim(edith).pk for _ in range(2)]
    assert ids(edith, state="detected") == found[::-1]
    assert ids(edith, state="detected", source="The mayor") == found[::-1]
    assert ids(edith, state="detected", assignee="nobody") == found[::-1]
    assert ids(edith, state="published") == []


@pytest.mark.parametrize(
    "queue_filter", [QueueFilter(), QueueFilter(state="detected"), QueueFilter(source="The mayor")]
)
def test_pages_have_no_gaps(edith: User, queue_filter: QueueFilter) -> None:
    make = make_detected_claim if queue_filter.state == "detected" else make_queued_claim
    expected = {make(edith).pk for _ in range(5)}
    html, cursor = [], ""
    for _ in range(3):
        page = page_of(filter_claims(queue_filter, edith).claims, cursor, size=2)
        html += [claim.pk for claim in page.rows]
        cursor = page.next
    assert (len(html), set(html), cursor) == (5, expected, "")


def test_a_filter_without_an_index_covers_the_newest(
    claims: list[Claim], edith: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queue_filters, "MAX_NARROWED_ROWS", 2)
    filtered = filter_claims(QueueFilter(source="The mayor"), edith)
    assert (len(filtered.claims), filtered.is_capped) == (2, True)
    filtered = filter_claims(QueueFilter(number=(300, 300), topic="climate-and-environment"), edith)
    assert (len(filtered.claims), filtered.is_capped) == (2, True)
    assert not filter_claims(QueueFilter(topic="climate-and-environment"), edith).is_capped


def scale_statistics() -> None:
    """Set the statistics of the tables so that the planner expects full pages."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("SET LOCAL enable_bitmapscan = off")
        with as_database_owner():
            cursor.execute(
                "UPDATE pg_class SET relpages = 1, reltuples = 1000000"
                " WHERE relname IN ('claims_claim', 'claims_attribution', 'claims_quantity')"
            )


INDEXED: list[tuple[Callable[[User], QueueFilter], str]] = [
    (lambda _: QueueFilter(), "claims_queued"),
    (lambda _: QueueFilter(topic="sport"), "claims_queued_by_topic"),
    (lambda user: QueueFilter(assignee=str(user.pk)), "claims_queued_assigned"),
    (lambda _: QueueFilter(assignee="nobody"), "claims_queued_unassigned"),
    (lambda _: QueueFilter(state="detected"), "claims_by_status"),
    (lambda _: QueueFilter(state="detected", topic="sport"), "claims_by_topic"),
]


@pytest.mark.parametrize(("asked", "index"), INDEXED)
def test_an_indexed_order_needs_no_sort(edith: User, asked: Callable[[User], QueueFilter], index: str) -> None:
    make_queued_claim(edith)
    filtered = filter_claims(asked(edith), edith).claims[:26]
    scale_statistics()
    plan = filtered.explain()
    assert f"using {index} " in plan
    assert "Sort" not in plan


NARROWED: list[tuple[QueueFilter, list[str]]] = [
    (QueueFilter(source="The mayor"), ["attributions_of_a_source"]),
    (QueueFilter(number=(300, 400)), ["quantities_from", "quantities_up_to"]),
    (QueueFilter(days=7), ["claims_by_arrival"]),
    (QueueFilter(since=date(2026, 1, 1), until=date(2026, 2, 1)), ["claims_by_arrival"]),
]


@pytest.mark.parametrize(("queue_filter", "indexes"), NARROWED)
def test_covered_claims_are_found_by_an_index(edith: User, queue_filter: QueueFilter, indexes: list[str]) -> None:
    make_queued_claim(edith)
    ((_, part),) = _filter_parts(queue_filter, edith)
    scale_statistics()
    plan = part.newest()[:10].explain()
    assert [index for index in indexes if index not in plan] == []
