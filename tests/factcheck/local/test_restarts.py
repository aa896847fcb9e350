"""A process that ends is started again, however often, and the cause is said on the console and in the log."""

import logging
import os
import shutil
import time
from pathlib import Path
from typing import NamedTuple

import pytest

from factcheck.local.processes import Child, StartError
from factcheck.local.restarts import Restarts, pause_seconds, restart_forever


class Usage(NamedTuple):
    """The room on a disk."""

    free: int


class Clock:
    """A clock that only passes."""

    now = 1_000.0

    def sleep(self, seconds: float) -> None:
        """Let time pass; the desk is stopped after ten minutes."""
        self.now += seconds
        if self.now > 1_600:
            raise KeyboardInterrupt


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(time, "monotonic", lambda: clock.now)
    monkeypatch.setattr(time, "sleep", clock.sleep)
    return clock


class Fragile(Child):
    """A process that ends as soon as it starts, or cannot start."""

    starts: list[float]
    error: Exception | None = None

    def start(self) -> None:
        """Count the start."""
        self.started = time.monotonic()
        self.starts.append(self.started)
        if self.error:
            raise self.error

    @property
    def running(self) -> bool:
        return False


def make_fragile(tmp_path: Path) -> Fragile:
    """Return a process that ends at once and says why."""
    child = Fragile("Valkey", ["false"], os.environ, log=tmp_path / "valkey.log")
    child.starts = []
    (tmp_path / "valkey.log").write_text("no such option")
    return child


def test_the_pause_grows_up_to_half_a_minute() -> None:
    assert [pause_seconds(exits) for exits in (0, 1, 2, 3, 6, 100)] == [0, 0, 2, 4, 5, 5]


@pytest.mark.parametrize("error", [None, StartError("It has no room."), OSError(28, "No space left on device")])
def test_a_process_that_always_ends_is_tried_for_as_long_as_the_desk_runs(
    error: Exception | None, tmp_path: Path, clock: Clock, capsys: pytest.CaptureFixture[str]
) -> None:
    child = make_fragile(tmp_path)
    child.error = error
    with pytest.raises(KeyboardInterrupt):
        restart_forever([child], tmp_path)
    pauses = [late - early for early, late in zip(child.starts, child.starts[1:], strict=False)]
    assert len(child.starts) > 15
    assert max(pauses) <= 31
    words = capsys.readouterr().out
    assert "Starting it again in 5 seconds." in words
    assert "no such option" in words
    assert error is None or str(error) in words
    assert "no such option" in (tmp_path / "log" / "up.log").read_text()


def test_a_full_disk_is_named_as_the_cause(
    tmp_path: Path, clock: Clock, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(free=0))
    Restarts(make_fragile(tmp_path), tmp_path, logging.getLogger("test")).keep_running()
    assert f"The disk with {tmp_path} is full." in capsys.readouterr().out


def test_a_worker_that_ends_in_order_is_started_again_without_a_word_on_the_console(
    tmp_path: Path, clock: Clock, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    monkeypatch.setattr(Fragile, "has_ended_well", True)
    child = make_fragile(tmp_path)
    child.started = clock.now
    restarts = Restarts(child, tmp_path, logging.getLogger("test"))
    clock.now += 600
    restarts.keep_running()
    assert child.starts == [clock.now]
    assert capsys.readouterr().out == ""
    assert "Valkey has ended in order. Starting it again." in caplog.text
    restarts.keep_running()
    assert "stopped unexpectedly" in capsys.readouterr().out, "so soon it is a fault"
