"""One id leads from the answer to the log lines of the request, and to those of the tasks it started."""

import logging
import re
from types import SimpleNamespace
from typing import Any

import pytest
import structlog
from celery import current_app
from celery.signals import before_task_publish
from django.test import Client
from django_structlog.celery.receivers import CeleryReceiver

from claims.services import task_wakeups
from claims.services.task_wakeups import Outbox, send_task
from tests.factcheck.desks import eventually

UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def log_lines(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [str(record.msg) for record in caplog.records if "'request'" in str(record.msg)]


def test_an_id_of_a_proxy_is_taken_over(client: Client, db: None, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        answer = client.get("/", headers={"X-Request-ID": "proxy-7f3a.42_b"})
    assert answer["X-Request-ID"] == "proxy-7f3a.42_b"
    lines = log_lines(caplog)
    assert len(lines) == 2
    assert all("'request_id': 'proxy-7f3a.42_b'" in line for line in lines)


@pytest.mark.parametrize(
    "hostile", ["", "short", "x" * 65, "a\tb-of-eight", '"}, "level": "fake', "<script>alert(1)</script>", "éééééééé"]
)
def test_an_id_that_could_do_harm_is_replaced(
    client: Client, db: None, caplog: pytest.LogCaptureFixture, hostile: str
) -> None:
    with caplog.at_level(logging.INFO):
        answer = client.get("/", headers={"X-Request-ID": hostile})
    assert UUID.fullmatch(answer["X-Request-ID"])
    assert all(answer["X-Request-ID"] in line for line in log_lines(caplog))


def test_each_request_has_its_own(client: Client, db: None) -> None:
    assert client.get("/")["X-Request-ID"] != client.get("/")["X-Request-ID"]


@pytest.mark.parametrize("path", ["/nothing/", "/health/live", "/api/v1/claims/", "/static/nothing.css"])
def test_every_answer_has_one(client: Client, db: None, path: str) -> None:
    assert UUID.fullmatch(client.get(path)["X-Request-ID"])


def test_the_log_lines_of_a_task_have_the_id_of_its_request(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(current_app, "_pool", None)  # whatever another test has closed
    monkeypatch.setattr(current_app.amqp, "_producer_pool", None)
    monkeypatch.setattr(task_wakeups, "outbox", Outbox())
    published: list[dict[str, Any]] = []

    def record(headers: dict[str, Any], **_: Any) -> None:
        published.append(headers)

    before_task_publish.connect(record)
    with structlog.contextvars.bound_contextvars(request_id="from-the-page"):
        send_task("claims.tasks.nothing_of_the_kind", 7)
        eventually(lambda: published)
    before_task_publish.disconnect(record)
    (headers,) = published
    request = SimpleNamespace(__django_structlog__=headers["__django_structlog__"])
    task = SimpleNamespace(name="claims.tasks.read_article", request=request)
    CeleryReceiver().receiver_task_prerun("task-1", task)
    bound = structlog.contextvars.get_contextvars()
    structlog.contextvars.clear_contextvars()
    assert (bound["request_id"], bound["task_id"]) == ("from-the-page", "task-1")
