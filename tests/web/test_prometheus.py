"""`/metrics` answers monitoring in its own format, and does not exist for anybody else."""

from ipaddress import ip_network
from typing import Any

import pytest
from django.conf import LazySettings
from django.db import OperationalError
from django.test import Client
from prometheus_client.parser import text_string_to_metric_families

from claims.models import User
from claims.web import prometheus
from tests.stories import make_queued_claim


@pytest.fixture
def behind_one_proxy(settings: LazySettings) -> None:
    settings.NUM_PROXIES = 1


def test_monitoring_reads_the_gauges(client: Client, edith: User) -> None:
    make_queued_claim(edith)
    answer = client.get("/metrics")
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("text/plain; version=")
    assert "no-store" in answer["Cache-Control"]
    families = {family.name: family for family in text_string_to_metric_families(answer.content.decode())}
    waiting = {sample.labels["work"]: sample.value for sample in families["factcheck_waiting"].samples}
    assert waiting["queued_claims"] == 1
    assert {"factcheck_oldest_waiting_seconds", "factcheck_backup_ok", "factcheck_valkey_up"} < set(families)
    assert all(family.documentation for family in families.values())


@pytest.mark.parametrize(
    ("remote", "headers", "status"),
    [
        ("127.0.0.1", {}, 200),
        ("::1", {}, 200),
        ("10.0.0.7", {}, 404),
        ("", {}, 404),
        ("127.0.0.1", {"X-Forwarded-For": "127.0.0.1"}, 404),
        ("127.0.0.1", {"X-Forwarded-For": "203.0.113.9"}, 404),
        ("127.0.0.1", {"Forwarded": "for=203.0.113.9"}, 404),
    ],
)
def test_only_allowed_addresses(db: None, remote: str, headers: dict[str, str], status: int) -> None:
    assert Client(REMOTE_ADDR=remote).get("/metrics", headers=headers).status_code == status


@pytest.mark.parametrize(
    ("forwarded", "status"), [("10.1.2.3", 200), ("203.0.113.9", 404), ("10.1.2.3, 203.0.113.9", 404), ("no", 404)]
)
@pytest.mark.usefixtures("behind_one_proxy", "db")
def test_behind_a_proxy_its_word_counts(settings: LazySettings, forwarded: str, status: int) -> None:
    settings.METRICS_ALLOWED = [ip_network("10.0.0.0/8")]
    answer = Client(REMOTE_ADDR="127.0.0.1").get("/metrics", headers={"X-Forwarded-For": forwarded})
    assert answer.status_code == status


def test_without_postgresql_it_is_busy(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: Any) -> None:
        raise OperationalError

    monkeypatch.setattr(prometheus, "list_samples", fail)
    assert Client(raise_request_exception=False).get("/metrics").status_code == 503
