"""What monitoring measures follows what waits, and costs a few queries however much that is."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.db.models import F
from django.test import override_settings
from pytest_django import DjangoAssertNumQueries

from claims.models import Article, Claim, Lease, User
from claims.selectors import gauges
from claims.selectors.gauges import GIVEN_UP, MESSAGES, OLDEST, READING, SWEEP_AGE, UP, WAITING, Gauge, list_samples
from claims.selectors.heartbeats import SWEEP, connect_to_valkey, heartbeat_key, list_queues
from claims.services.heartbeats import record_heartbeats
from tests.stories import make_article, make_publication, make_queued_claim, make_read_article, make_taken_claim


def measure(gauge: Gauge) -> dict[str, float]:
    return {sample.label: sample.value for sample in list_samples() if sample.gauge == gauge}


def test_an_empty_desk_waits_for_nothing(db: None) -> None:
    assert set(measure(WAITING).values()) == {0}
    assert set(measure(OLDEST).values()) == {0}
    assert measure(GIVEN_UP) == {"": 0}
    assert measure(READING) == {}


def test_what_waits_is_counted_and_has_an_age(cora: User, edith: User) -> None:
    article = make_article(cora, "Two hundred trees were planted.")
    claim = make_queued_claim(edith)
    Article.objects.filter(pk=article.pk).update(created=F("created") - timedelta(minutes=5))
    Claim.objects.filter(pk=claim.pk).update(created=F("created") - timedelta(hours=2))
    waiting, oldest = measure(WAITING), measure(OLDEST)
    assert (waiting["articles"], waiting["queued_claims"], waiting["open_leases"]) == (1, 1, 0)
    assert 300 <= oldest["articles"] < 400
    assert 7200 <= oldest["queued_claims"] < 7300


def test_leases_that_nobody_closed_are_seen(edith: User) -> None:
    make_taken_claim(edith)
    assert (measure(WAITING)["open_leases"], measure(WAITING)["lapsed_leases"]) == (1, 0)
    Lease.objects.update(taken=F("taken") - timedelta(hours=9), expires=F("expires") - timedelta(hours=9))
    assert (measure(WAITING)["open_leases"], measure(WAITING)["lapsed_leases"]) == (1, 1)
    assert measure(OLDEST)["lapsed_leases"] > 3600


def test_counts_stop_at_the_limit(cora: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gauges, "COUNT_LIMIT", 2)
    for number in range(4):
        make_article(cora, f"{number} trees were planted.")
    assert measure(WAITING)["articles"] == 2


def test_reading_times_are_those_of_first_readings(edith: User) -> None:
    article = make_read_article(edith)
    Article.objects.filter(pk=article.pk).update(created=F("created") - timedelta(seconds=20))
    assert all(20 <= seconds < 60 for seconds in measure(READING).values())
    assert set(measure(READING)) == {"0.5", "0.9", "0.99"}


def test_the_queries_are_few_and_do_not_grow(
    edith: User, mona: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(2):
        make_publication(edith, mona)
        with django_assert_num_queries(5):
            list(list_samples())


def test_valkey_and_its_heartbeats(db: None) -> None:
    record_heartbeats(SWEEP)
    assert measure(UP) == {"": 1}
    assert measure(SWEEP_AGE)[""] < 5
    assert set(measure(MESSAGES)) == set(list_queues())
    connect_to_valkey(settings.REDIS_URL).delete(heartbeat_key(SWEEP))
    assert measure(SWEEP_AGE) == {}
    with override_settings(REDIS_URL="redis://127.0.0.1:1/0"):
        assert (measure(UP), measure(MESSAGES)) == ({"": 0}, {})
