"""The health check names the service that does not answer."""

import pytest
from celery import current_app
from django.db import OperationalError
from django.test import Client
from django.urls import reverse

from claims.web import health

NO_BACKUPS = {"backup": "none", "drill": "none"}


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


def test_without_redis_the_desk_is_degraded(client: Client, db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    nobody = current_app.connection("redis+socket:///no/such/socket?virtual_host=0")
    monkeypatch.setattr(current_app, "connection_for_write", lambda: nobody)
    assert health_answer(client) == (200, {"status": "degraded", "postgresql": "ok", "redis": "away", **NO_BACKUPS})


def test_without_postgresql_the_desk_is_down(client: Client, db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "connection", make_unreachable(OperationalError))
    assert health_answer(client) == (503, {"status": "down", "postgresql": "away", "redis": "ok"})
