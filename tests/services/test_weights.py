"""The order of the queue is made of parts that anybody can read, and the database keeps it."""

import math
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claims import priority, tasks
from claims.models import Claim, User, Weighting
from claims.priority import EPOCH, Weights
from claims.refusals import BadValue, NotAllowed
from claims.selectors import weights as reading
from claims.services import claims as triage
from claims.services import queue, weights
from tests import stories

points = st.just(0.0) | st.floats(priority.LEAST, 1000)
days = st.integers(-400, 4000).map(lambda number: EPOCH + timedelta(days=number, minutes=number))
facts = st.fixed_dictionaries(
    {
        "checkworthiness": st.floats(0, 1),
        "reach": st.integers(0, 2**62),
        "asked": st.integers(0, 2**31 - 1),
        "created": days,
        "deadline": st.none() | days,
    }
)


@pytest.fixture
def waiting(edith: User) -> list[Claim]:
    """Three claims that are alike."""
    return [stories.a_queued_claim(edith) for _ in range(3)]


def order() -> list[int]:
    return list(Claim.objects.filter(status="queued").order_by("-priority", "id").values_list("pk", flat=True))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(facts=facts, five=st.tuples(*[points] * 5))
def test_what_is_told_is_what_the_database_orders_by(db: None, facts: dict[str, Any], five: tuple[float, ...]) -> None:
    Weighting.objects.update_or_create(pk=1, defaults=dict(zip(Weights.__slots__, five, strict=True)))
    claim = Claim.objects.create(text="300 trees")
    Claim.objects.filter(pk=claim.pk).update(**facts)
    claim.refresh_from_db()
    told = priority.stored(claim, reading.current())
    assert math.isclose(claim.priority, told, rel_tol=1e-9, abs_tol=1e-6)


def test_without_weights_of_its_own_a_desk_has_the_usual_ones(waiting: list[Claim]) -> None:
    assert not Weighting.objects.exists()
    claim = Claim.objects.get(pk=waiting[0].pk)
    assert math.isclose(claim.priority, priority.stored(claim, Weights()), abs_tol=1e-6)


@pytest.mark.parametrize("change", [{"reach": 50_000}, {"asked": 2}, {"checkworthiness": 0.9}, {"deadline": None}])
def test_each_part_lifts_a_claim_however_it_is_written(waiting: list[Claim], change: dict[str, Any]) -> None:
    last = waiting[-1]
    change = change if change != {"deadline": None} else {"deadline": timezone.now() + timedelta(days=90)}
    Claim.objects.filter(pk=last.pk).update(**change)
    assert order()[0] == last.pk


def test_who_waits_longer_comes_first_and_the_nearer_deadline_before_that(waiting: list[Claim]) -> None:
    now = timezone.now()
    old, soon, later = (Claim.objects.filter(pk=claim.pk) for claim in waiting)
    old.update(created=now - timedelta(days=3))
    later.update(deadline=now + timedelta(days=4), created=now - timedelta(days=20))
    soon.update(deadline=now + timedelta(days=3))
    assert order() == [soon.get().pk, later.get().pk, old.get().pk]


def test_nobody_writes_a_priority_past_its_parts(waiting: list[Claim]) -> None:
    before = order()
    Claim.objects.filter(pk=waiting[1].pk).update(priority=1e9)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE claims_claim SET priority = 'Infinity' WHERE id = %s", [waiting[2].pk])
    assert order() == before


def test_the_reasons_add_up_to_the_difference(waiting: list[Claim]) -> None:
    Claim.objects.filter(pk=waiting[0].pk).update(reach=1000, asked=3, deadline=timezone.now() + timedelta(days=2))
    one, other = (Claim.objects.get(pk=claim.pk) for claim in waiting[:2])
    now = timezone.now()
    told = [sum(reason.points for reason in priority.reasons(claim, Weights(), now)) for claim in (one, other)]
    assert math.isclose(told[0] - told[1], one.priority - other.priority, abs_tol=1e-6)
    assert [reason.code for reason in priority.reasons(one, Weights(), now)] == [
        "checkworthiness", "reach", "asked", "age", "deadline",
    ]  # fmt: skip


def test_new_weights_move_what_waits_in_portions_and_twice_is_once(
    waiting: list[Claim], mona: User, edith: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(weights, "PORTION", 2)
    triage.dismiss(claim_id=waiting[1].pk, editor=edith, reason="trivial")
    Claim.objects.filter(pk=waiting[2].pk).update(reach=10)
    weights.weigh(by=mona, weights=Weights(checkworthiness=0, reach=0, age=0))
    assert weights.follow() == 2
    tasks.follow_weights()
    tasks.follow_weights()
    assert Weighting.objects.get().followed is None
    assert list(Claim.objects.filter(status="queued").values_list("priority", flat=True)) == [0, 0]
    assert Claim.objects.get(pk=waiting[1].pk).priority != 0
    triage.reopen(claim_id=waiting[1].pk, editor=edith)
    assert Claim.objects.get(pk=waiting[1].pk).priority == 0


def test_moderators_weigh_and_say_so(mona: User, edith: User) -> None:
    with pytest.raises(NotAllowed):
        weights.weigh(by=edith, weights=Weights())
    for nonsense in (math.nan, math.inf, -1.0, 1001.0):
        with pytest.raises(BadValue):
            weights.weigh(by=mona, weights=Weights(reach=nonsense))
    assert weights.weigh(by=mona, weights=Weights(reach=0.0)).by == mona
    assert reading.current().reach == 0


@pytest.mark.parametrize("row", [{"pk": 2}, {"pk": 1, "age": -1}, {"pk": 1, "age": math.nan}])
def test_there_is_one_weighting_and_it_can_be_counted_with(db: None, row: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError, match="one_weighting_that_counts"):
        Weighting.objects.create(**row)


def test_next_serves_ones_own_first_and_never_what_is_somebody_elses(
    waiting: list[Claim], edith: User, emil: User
) -> None:
    mine, theirs, free = waiting
    Claim.objects.filter(pk=theirs.pk).update(assignee=emil, asked=9)
    Claim.objects.filter(pk=mine.pk).update(assignee=edith)
    Claim.objects.filter(pk=free.pk).update(asked=5)
    taken = [queue.take_next(editor=edith) for _ in range(3)]
    assert [lease and lease.claim_id for lease in taken] == [mine.pk, free.pk, None]
    lease = queue.take_next(editor=emil)
    assert lease
    assert lease.claim_id == theirs.pk
