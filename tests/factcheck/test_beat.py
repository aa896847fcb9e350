"""Periodic tasks run by the seconds that pass, whatever happens to the clock on the wall."""

import time
from typing import Any

import pytest
from celery import current_app
from django.conf import settings
from structlog.testing import capture_logs

from claims.services.clock_steps import SHORTEN_WAITS_TASK
from factcheck import beat
from factcheck.beat import SteadyScheduler


class Clocks:
    """The two clocks of a machine: `wall` can be set, `steady` only passes."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.steady, self.wall = 1_000.0, time.time()
        monkeypatch.setattr(time, "monotonic", lambda: self.steady)
        monkeypatch.setattr(time, "time", lambda: self.wall)

    def pass_seconds(self, seconds: float) -> None:
        """Let time pass."""
        self.steady += seconds
        self.wall += seconds


@pytest.fixture
def clocks(monkeypatch: pytest.MonkeyPatch) -> Clocks:
    return Clocks(monkeypatch)


@pytest.fixture
def sent(clocks: Clocks, monkeypatch: pytest.MonkeyPatch) -> list[tuple[float, str]]:
    """What is sent, and when."""
    sent: list[tuple[float, str]] = []
    monkeypatch.setattr(beat, "queue_room", lambda _task: 1)
    monkeypatch.setattr(
        SteadyScheduler, "apply_entry", lambda _self, entry, **_: sent.append((clocks.steady - 1_000, entry.name))
    )
    monkeypatch.setattr(SteadyScheduler, "producer", None)
    monkeypatch.setattr(beat, "send_task", lambda task: sent.append((clocks.steady - 1_000, task)))
    return sent


def scheduler(**seconds: float) -> SteadyScheduler:
    """Return a scheduler of these tasks."""
    built = SteadyScheduler(current_app._get_current_object(), schedule={}, lazy=True)
    rows = {name: {"task": f"claims.tasks.{name}", "schedule": value} for name, value in seconds.items()}
    built.update_from_dict(rows)
    return built


@pytest.mark.parametrize("step", [-3600, -60, 0, 3600])
def test_a_clock_that_is_set_changes_nothing(step: int, clocks: Clocks, sent: list[Any]) -> None:
    steady = scheduler(fast=5.0, slow=12.0, rare=600.0)
    assert steady.tick() == 5
    clocks.pass_seconds(1)
    clocks.wall += step
    for _ in range(23):
        steady.tick()
        clocks.pass_seconds(1)
    names = [(0, "fast"), (0, "slow"), (5, "fast"), (10, "fast"), (12, "slow"), (15, "fast"), (20, "fast")]
    assert [row for row in sent if row[1] != SHORTEN_WAITS_TASK] == names


@pytest.mark.parametrize(("step", "tasks"), [(-3600, [SHORTEN_WAITS_TASK]), (-2, []), (3600, [])])
def test_a_clock_that_is_set_back_shortens_waits(
    step: int, tasks: list[str], clocks: Clocks, sent: list[tuple[float, str]]
) -> None:
    steady = scheduler()
    clocks.wall += step
    steady.tick()
    steady.tick()
    assert [task for _, task in sent] == tasks


def test_a_clock_that_is_set_is_logged_once(clocks: Clocks, sent: list[Any]) -> None:
    steady = scheduler(fast=5.0)
    clocks.wall -= 3600
    with capture_logs() as logs:
        steady.tick()
        steady.tick()
    assert [(row["event"], row["seconds"]) for row in logs] == [("beat.clock_stepped", -3600)]


def test_a_full_queue_gets_no_more(clocks: Clocks, sent: list[Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(beat, "queue_room", lambda _task: 0)
    scheduler(fast=5.0).tick()
    assert sent == []


def test_beat_uses_it_and_no_message_expires() -> None:
    assert settings.CELERY_BEAT_SCHEDULER == "factcheck.beat:SteadyScheduler"
    assert [row for row in settings.CELERY_BEAT_SCHEDULE.values() if "options" in row] == []


def test_nothing_long_shares_the_queue_of_the_sweeps() -> None:
    """Matching, copies and statistics run elsewhere: a lost message is found by a sweep that waits for none of them."""
    long = (
        "suggest_matches", "compare_tips", "make_backup", "compute_metrics", "reprioritise_queue", "send_heads",
        "learn_weights", "rescore_open_claims",
    )  # fmt: skip
    assert {settings.CELERY_TASK_ROUTES[f"claims.tasks.{name}"]["queue"] for name in long} == {
        "match",
        "slow",
        "deliver",
    }
    assert "claims.tasks.dispatch_readings" not in settings.CELERY_TASK_ROUTES
