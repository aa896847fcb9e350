"""The health check names the service that does not answer."""

import sys
from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from celery import current_app
from django.conf import settings
from django.db import OperationalError
from django.test import Client, override_settings
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from claims.nlp.encoder_table import EncoderName
from claims.selectors import migrations
from claims.selectors.heartbeats import SWEEP, connect_to_valkey, get_heartbeat_ages, heartbeat_key, list_queues
from claims.services.heartbeats import record_heartbeats
from claims.web import health

factcheck_celery = sys.modules["factcheck.celery"]  # the package has the application under this name too
NO_BACKUPS = {"vectors": "ok", "languages": "ok", "backup": "none", "drill": "none"}


def health_answer(client: Client) -> tuple[int, dict[str, str]]:
    response = client.get(reverse("health"))
    assert "no-store" in response["Cache-Control"]
    return response.status_code, response.json()


def make_unreachable(error: type[Exception]) -> object:
    def raises(*_: object, **__: object) -> None:
        raise error

    return type("Gone", (), {"cursor": raises})()


def test_everything_is_up(client: Client, db: None) -> None:
    assert health_answer(client) == (200, {"status": "ok", "postgresql": "ok", "redis": "ok", **NO_BACKUPS})


def test_without_the_multilingual_encoder_the_desk_says_so(
    client: Client, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(health, "is_installed", lambda name: name != EncoderName.MULTILINGUAL)
    _, answer = health_answer(client)
    assert (answer["vectors"], answer["languages"], answer["status"]) == ("ok", "off", "ok")


def test_without_redis_the_desk_is_degraded(client: Client, db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    nobody = current_app.connection("redis+socket:///no/such/socket?virtual_host=0")
    monkeypatch.setattr(current_app, "connection_for_write", lambda: nobody)
    assert health_answer(client) == (200, {"status": "degraded", "postgresql": "ok", "redis": "away", **NO_BACKUPS})


def test_without_postgresql_the_desk_is_down(client: Client, db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "connection", make_unreachable(OperationalError))
    assert health_answer(client) == (503, {"status": "down", "postgresql": "away", "redis": "ok"})


WHOLE = dict.fromkeys(["status", "postgresql", "migrations", "redis", "sweep"], "ok") | {
    f"worker_{queue}": "ok" for queue in list_queues()
}


NOWHERE = "redis://127.0.0.1:1/0"


@pytest.fixture
def running(db: None) -> Iterator[None]:
    """A desk whose workers and beat have just been seen."""
    names = [*list_queues(), SWEEP]
    record_heartbeats(*names)
    yield
    connect_to_valkey(settings.REDIS_URL).delete(*map(heartbeat_key, names))


def ready_answer(client: Client) -> tuple[int, dict[str, str]]:
    response = client.get("/health/ready")
    assert "no-store" in response["Cache-Control"]
    return response.status_code, response.json()


@override_settings(REDIS_URL=NOWHERE)
def test_a_process_that_runs_says_so_and_asks_nobody(client: Client) -> None:
    response = client.get("/health/live")  # without the database, which this test may not use
    assert (response.status_code, response.json()) == (200, {"status": "ok"})


def test_a_whole_desk_is_ready(client: Client, running: None) -> None:
    assert ready_answer(client) == (200, WHOLE)


def test_readiness_costs_two_queries(
    client: Client, running: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    ready_answer(client)
    with django_assert_num_queries(2):
        ready_answer(client)


@pytest.mark.parametrize(("name", "label"), [("read", "worker_read"), ("default", "worker_default"), (SWEEP, SWEEP)])
def test_what_has_stopped_is_named(client: Client, running: None, name: str, label: str) -> None:
    valkey = connect_to_valkey(settings.REDIS_URL)
    valkey.expire(heartbeat_key(name), 3600 - 90)  # as it stands 90 seconds later
    assert ready_answer(client) == (503, WHOLE | {"status": "not_ready", label: "late"})
    valkey.delete(heartbeat_key(name))
    assert ready_answer(client) == (503, WHOLE | {"status": "not_ready", label: "none"})


def test_a_desk_without_its_migrations_is_not_ready(
    client: Client, running: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    newest = [*migrations.list_newest_migrations(), ("claims", "9999_of_the_next_release")]
    monkeypatch.setattr(migrations, "list_newest_migrations", lambda: newest)
    assert ready_answer(client) == (503, WHOLE | {"status": "not_ready", "migrations": "behind"})


def test_without_postgresql_nothing_is_known_of_its_tables(
    client: Client, running: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(health, "connection", make_unreachable(OperationalError))
    expected = WHOLE | {"status": "not_ready", "postgresql": "away", "migrations": "unknown"}
    assert ready_answer(client) == (503, expected)


def test_without_valkey_workers_are_unknown(client: Client, running: None) -> None:
    with override_settings(REDIS_URL=NOWHERE):
        status, parts = ready_answer(client)
    assert (status, parts["redis"], parts["worker_read"], parts["sweep"]) == (503, "away", "unknown", "unknown")


@override_settings(REDIS_URL=NOWHERE)
def test_a_heartbeat_without_valkey_is_left_out() -> None:
    record_heartbeats(SWEEP)


def test_workers_and_the_sweep_record_themselves(client: Client, db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(factcheck_celery, "last_heartbeat", {"at": 0.0})
    factcheck_celery.record_worker_heartbeat()
    factcheck_celery.record_sweep(sender=SimpleNamespace(name="claims.tasks.dispatch_readings"))
    ages = get_heartbeat_ages()
    connect_to_valkey(settings.REDIS_URL).delete(*map(heartbeat_key, ages))
    assert [name for name, age in ages.items() if age is not None and age < 5] == ["default", SWEEP]
