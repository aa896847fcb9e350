"""Errors are reported only where somebody asked for it, and a report names no person."""

import json
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
import sentry_sdk
from django.test import Client
from sentry_sdk.envelope import Envelope
from sentry_sdk.transport import Transport

from claims.web import health
from factcheck.error_reporting import start_error_reporting
from tests.factcheck.desks import ROOT, environment

DSN = "https://public@errors.example/1"
SECRETS = ("reader@post.example", "s3cret-cookie", "198.51.100.7", "the-query", "Key (email)")


class Outbox(Transport):
    """Keeps what would be sent."""

    def __init__(self) -> None:
        super().__init__()
        self.events: list[Any] = []

    def capture_envelope(self, envelope: Envelope) -> None:
        self.events += [item.payload.json for item in envelope.items]


@pytest.fixture
def outbox() -> Iterator[Outbox]:
    """Error reporting with a DSN, to nowhere."""
    start_error_reporting(DSN)
    outbox = Outbox()
    sentry_sdk.get_client().transport = outbox
    yield outbox
    sentry_sdk.get_client().transport = None
    sentry_sdk.get_global_scope().set_client(None)


def test_a_desk_without_a_dsn_does_not_load_the_library() -> None:
    code = "import django; django.setup(); import factcheck.urls, sys; print('sentry_sdk' in sys.modules)"
    variables = environment(LOCAL="on", SECRET_KEY="x", DJANGO_SETTINGS_MODULE="factcheck.settings")
    command = [sys.executable, "-c", code]
    run = subprocess.run(command, cwd=ROOT, env=variables, capture_output=True, text=True, check=False)
    assert run.stdout.strip() == "False", run.stderr


def test_nothing_is_sent_without_a_dsn(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    start_error_reporting("")
    assert not sentry_sdk.get_client().is_active()
    assert sentry_sdk.capture_message("an error") is None


def test_a_report_says_where_and_names_nobody(
    client: Client, db: None, outbox: Outbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> bool:
        email = SECRETS[0]
        raise ValueError(f"Key (email)=({email}) already exists")

    monkeypatch.setattr(health, "_is_postgresql_up", fail)
    client.raise_request_exception = False
    client.cookies["session"] = "s3cret-cookie"
    headers = {"X-Request-ID": "id-of-the-request", "X-Forwarded-For": "198.51.100.7"}
    assert client.get("/health/?q=the-query", headers=headers).status_code == 500
    (event,) = outbox.events
    (exception,) = event["exception"]["values"]
    assert (exception["type"], exception["stacktrace"]["frames"][-1]["function"]) == ("ValueError", "fail")
    assert event["tags"] == {"request_id": "id-of-the-request"}
    assert [secret for secret in SECRETS if secret in json.dumps(event)] == []
    assert {"request", "user", "breadcrumbs", "extra", "contexts", "server_name"} & set(event) == set()
