"""The order of the queue is made of parts that anybody can read, and the database keeps it."""

import math
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claims.models import Claim, PriorityWeights, User
from claims.priority import MIN_WEIGHT, PRIORITY_EPOCH, Weights, explain_priority, stored_priority
from claims.refusals import BadValue, NotAllowed
from claims.selectors.priority_weights import get_weights
from claims.services import priority_weights, queue
from claims.services.claims import dismiss_claim, reopen_claim
from claims.services.priority_weights import reprioritise_claims, set_weights
from claims.tasks import reprioritise_queue
from tests.stories import make_queued_claim

priority_points = st.just(0.0) | st.floats(MIN_WEIGHT, 1000)
days = st.integers(-400, 4000).map(lambda number: PRIORITY_EPOCH + timedelta(days=number, minutes=number))
reading_with = st.fixed_dictionaries(
    {
        "checkworthiness": st.floats(0, 1),
        "reach": st.integers(0, 2**62),
        "tip_count": st.integers(0, 2**31 - 1),
        "created": days,
        "deadline": st.none() | days,
    }
)


@pytest.fixture
def waiting_claims(edith: User) -> list[Claim]:
    """Three claims that are alike."""
    return [make_queued_claim(edith) for _ in range(3)]


def queue_order() -> list[int]:
    return list(Claim.objects.filter(status="queued").order_by("-priority", "id").values_list("pk", flat=True))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(facts=reading_with, five=st.tuples(*[priority_points] * 5))
def test_what_is_told_is_what_the_database_orders_by(db: None, facts: dict[str, Any], five: tuple[float, ...]) -> None:
    PriorityWeights.objects.update_or_create(pk=1, defaults=dict(zip(Weights.__slots__, five, strict=True)))
    claim = Claim.objects.create(text="300 trees")
    Claim.objects.filter(pk=claim.pk).update(**facts)
    claim.refresh_from_db()
    expected = stored_priority(claim, get_weights())
    assert math.isclose(claim.priority, expected, rel_tol=1e-9, abs_tol=1e-6)


def test_without_weights_of_its_own_a_desk_has_the_usual_ones(waiting_claims: list[Claim]) -> None:
    assert not PriorityWeights.objects.exists()
    claim = Claim.objects.get(pk=waiting_claims[0].pk)
    assert math.isclose(claim.priority, stored_priority(claim, Weights()), abs_tol=1e-6)


@pytest.mark.parametrize("change", [{"reach": 50_000}, {"tip_count": 2}, {"checkworthiness": 0.9}, {"deadline": None}])
def test_each_part_lifts_a_claim_however_it_is_written(waiting_claims: list[Claim], change: dict[str, Any]) -> None:
    last = waiting_claims[-1]
    change = change if change != {"deadline": None} else {"deadline": timezone.now() + timedelta(days=90)}
    Claim.objects.filter(pk=last.pk).update(**change)
    assert queue_order()[0] == last.pk


def test_who_waits_longer_comes_first_and_the_nearer_deadline_before_that(waiting_claims: list[Claim]) -> None:
    now = timezone.now()
    old, soon, later = (Claim.objects.filter(pk=claim.pk) for claim in waiting_claims)
    old.update(created=now - timedelta(days=3))
    later.update(deadline=now + timedelta(days=4), created=now - timedelta(days=20))
    soon.update(deadline=now + timedelta(days=3))
    assert queue_order() == [soon.get().pk, later.get().pk, old.get().pk]


def test_nobody_writes_a_priority_past_its_parts(waiting_claims: list[Claim]) -> None:
    before = queue_order()
    Claim.objects.filter(pk=waiting_claims[1].pk).update(priority=1e9)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE claims_claim SET priority = 'Infinity' WHERE id = %s", [waiting_claims[2].pk])
    assert queue_order() == before


def test_the_reasons_add_up_to_the_difference(waiting_claims: list[Claim]) -> None:
    Claim.objects.filter(pk=waiting_claims[0].pk).update(
        reach=1000, tip_count=3, deadline=timezone.now() + timedelta(days=2)
    )
    first, second = (Claim.objects.get(pk=claim.pk) for claim in waiting_claims[:2])
    now = timezone.now()
    points = [sum(reason.points for reason in explain_priority(claim, Weights(), now)) for claim in (first, second)]
    assert math.isclose(points[0] - points[1], first.priority - second.priority, abs_tol=1e-6)
    assert [reason.code for reason in explain_priority(first, Weights(), now)] == [
        "checkworthiness", "reach", "tip_count", "age", "deadline",
    ]  # fmt: skip


def test_a_score_that_is_not_learned_says_so(waiting_claims: list[Claim]) -> None:
    not_scored = [{"code": "not_scored", "parameters": {}, "weight": 0.5}]
    Claim.objects.filter(pk=waiting_claims[0].pk).update(checkworthiness=0.5, reasons=not_scored)
    first, second = (Claim.objects.get(pk=claim.pk) for claim in waiting_claims[:2])
    texts = [explain_priority(claim, Weights(), timezone.now())[0].text for claim in (first, second)]
    assert texts == [
        "check-worthiness is not learned for this language and counts as 0.5 of 1", "check-worthiness: 0.7 of 1",
    ]  # fmt: skip


def test_new_weights_move_what_waits_in_portions_and_twice_is_once(
    waiting_claims: list[Claim], mona: User, edith: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(priority_weights, "PORTION_ROWS", 2)
    dismiss_claim(claim_id=waiting_claims[1].pk, editor=edith, reason="trivial")
    Claim.objects.filter(pk=waiting_claims[2].pk).update(reach=10)
    set_weights(by=mona, weights=Weights(checkworthiness=0, reach=0, age=0))
    assert reprioritise_claims() == 2
    reprioritise_queue()
    reprioritise_queue()
    assert PriorityWeights.objects.get().reprioritised_up_to is None
    assert list(Claim.objects.filter(status="queued").values_list("priority", flat=True)) == [0, 0]
    assert Claim.objects.get(pk=waiting_claims[1].pk).priority != 0
    reopen_claim(claim_id=waiting_claims[1].pk, editor=edith)
    assert Claim.objects.get(pk=waiting_claims[1].pk).priority == 0


def test_moderators_weigh_and_say_so(mona: User, edith: User) -> None:
    with pytest.raises(NotAllowed):
        set_weights(by=edith, weights=Weights())
    for nonsense in (math.nan, math.inf, -1.0, 1001.0):
        with pytest.raises(BadValue):
            set_weights(by=mona, weights=Weights(reach=nonsense))
    assert set_weights(by=mona, weights=Weights(reach=0.0)).changed_by == mona
    assert get_weights().reach == 0


@pytest.mark.parametrize("row", [{"pk": 2}, {"pk": 1, "age": -1}, {"pk": 1, "age": math.nan}])
def test_there_is_one_weighting_and_it_can_be_counted_with(db: None, row: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError, match="one_row_of_weights"):
        PriorityWeights.objects.create(**row)


def test_next_serves_ones_own_first_and_never_what_is_somebody_elses(
    waiting_claims: list[Claim], edith: User, emil: User
) -> None:
    mine, theirs, free = waiting_claims
    Claim.objects.filter(pk=theirs.pk).update(assignee=emil, tip_count=9)
    Claim.objects.filter(pk=mine.pk).update(assignee=edith)
    Claim.objects.filter(pk=free.pk).update(tip_count=5)
    taken = [queue.take_next_claim(editor=edith) for _ in range(3)]
    assert [lease and lease.claim_id for lease in taken] == [mine.pk, free.pk, None]
    lease = queue.take_next_claim(editor=emil)
    assert lease
    assert lease.claim_id == theirs.pk
