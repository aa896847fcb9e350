"""Rows of queries that are written once: the same rows as those of a queryset, and of the moment they are asked for."""

import pytest
from django.db import OperationalError, connection
from django.db.models import F, Prefetch
from django.db.transaction import TransactionManagementError, atomic
from django.test.utils import CaptureQueriesContext

from claims.models import Appearance, Attribution, Claim, User
from claims.selectors.claims import ATTRIBUTIONS, QUANTITIES
from claims.selectors.prepared import IsOneOf, run_counted_query, run_query
from claims.selectors.prepared_rows import ID, IDS, PreparedRows, attach_rows
from claims.services.queue import take_claim
from tests.stories import make_queued_claim


@pytest.fixture
def claims(edith: User) -> list[Claim]:
    return [make_queued_claim(edith) for _ in range(3)]


def test_the_rows_are_those_of_the_queryset_with_their_relations_and_annotations(claims: list[Claim]) -> None:
    rows = Claim.objects.select_related("assignee", "topic").annotate(twice=F("version") * 2).order_by("-id")
    prepared = PreparedRows(lambda: rows.filter(pk=ID))
    for claim in claims:
        found, wanted = prepared.fetch(claim.pk), list(rows.filter(pk=claim.pk))
        assert [vars(row) | {"_state": None} for row in found] == [vars(row) | {"_state": None} for row in wanted]
    assert prepared.find(0) is None
    values = PreparedRows(lambda: Claim.objects.filter(pk=ID).values_list("pk", "reasons"))
    assert values.fetch(claims[0].pk) == [(claims[0].pk, claims[0].reasons)]


def test_each_fetch_is_a_query_that_sees_what_was_written(claims: list[Claim], edith: User) -> None:
    prepared = PreparedRows(lambda: Claim.objects.filter(pk=ID))
    for _ in range(7):  # the first ones are planned with their values
        assert prepared.fetch(claims[0].pk)[0].status == "queued"
    with CaptureQueriesContext(connection) as sent:
        prepared.fetch(claims[0].pk)
    assert len(sent) == 1
    take_claim(claim_id=claims[0].pk, editor=edith)
    assert prepared.fetch(claims[0].pk)[0].status == "in_review"


def test_attached_rows_are_those_of_a_prefetch_and_lead_to_the_database(claims: list[Claim]) -> None:
    wanted = list(Appearance.objects.prefetch_related(Prefetch("attributions"), "quantities").order_by("pk"))
    places = list(Appearance.objects.order_by("pk"))
    attach_rows(places, "attributions", ATTRIBUTIONS)
    attach_rows(places, "quantities", QUANTITIES)
    with CaptureQueriesContext(connection) as sent:
        for place, expected in zip(places, wanted, strict=True):
            assert list(place.attributions.all()) == list(expected.attributions.all())
            assert list(place.quantities.all()) == list(expected.quantities.all())
            assert all(link.appearance is place for link in place.attributions.all())
    assert len(sent) == 0
    place = next(row for row in places if row.attributions.all())
    assert list(place.attributions.filter(position=0)) == list(Attribution.objects.filter(appearance=place, position=0))
    assert place.attributions.filter(position=99).count() == 0
    assert attach_rows([], "attributions", ATTRIBUTIONS) == []


def test_a_list_of_ids_is_one_parameter(claims: list[Claim]) -> None:
    prepared = PreparedRows(lambda: Claim.objects.filter(IsOneOf("pk", IDS)).order_by("pk"))
    for ids in ([], [claims[1].pk], [claim.pk for claim in claims]):
        assert [row.pk for row in prepared.fetch(ids)] == ids


@pytest.mark.django_db(transaction=True)
def test_rows_are_locked_inside_a_transaction_only(claims: list[Claim]) -> None:
    prepared = PreparedRows(lambda: Claim.objects.filter(pk=ID).select_for_update())
    with atomic():
        assert prepared.find(claims[0].pk) == claims[0]
    with pytest.raises(TransactionManagementError):
        prepared.find(claims[0].pk)


@pytest.mark.django_db(transaction=True)
def test_a_plan_outlives_a_migration_that_changes_a_column() -> None:
    def change_type(kind: str) -> None:
        """Change the column in a block: psycopg drops its plans when it sees ALTER TABLE itself."""
        with connection.cursor() as cursor:
            cursor.execute(f"DO $$ BEGIN ALTER TABLE changed ALTER length TYPE {kind}; END $$")

    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMP TABLE changed (length int)")
        cursor.execute("INSERT INTO changed VALUES (3)")
    query = "SELECT length FROM changed WHERE length >= $1::int"
    assert run_query(query, 1) == [(3,)]
    change_type("bigint")
    assert run_query(query, 1) == [(3,)]
    change_type("int")
    assert run_counted_query(query, 1) == [(3,)]
    change_type("bigint")
    with pytest.raises(OperationalError, match="changed"), atomic():
        run_query(query, 1)
    assert run_query(query, 1) == [(3,)]
