"""Restarts of processes that end: at once, then less and less often, for as long as the desk runs."""

import logging
import shutil
import time
from collections.abc import Sequence
from dataclasses import dataclass
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import NoReturn, Protocol

from factcheck.local.processes import StartError
from factcheck.local.progress import print_line

QUICK_EXIT_SECONDS = 15.0
"""A process that ends this soon after its start may do so again: it waits longer each time."""
MAX_PAUSE_SECONDS = 5.0
"""The desk works again so soon after a fault that ended its processes many times."""
WATCH_SECONDS = 0.5
FULL_DISK_BYTES = 8 * 1024 * 1024
LOG_BYTES = 1024 * 1024


class Restartable(Protocol):
    """A process that can be started again."""

    name: str

    @property
    def running(self) -> bool:
        """Whether it was started and has not ended."""

    @property
    def age(self) -> float:
        """Seconds since the last start."""

    @property
    def has_ended_well(self) -> bool:
        """Whether it has ended in order, as a worker does whose models lie idle."""

    def start(self) -> None:
        """Start it. Raises StartError or OSError."""

    def log_end(self) -> str:
        """Return what helps to find the cause."""


@dataclass
class Restarts:
    """The restarts of one process. `data` is the directory whose disk may be full."""

    child: Restartable
    data: Path
    log: logging.Logger
    quick_exits: int = 0
    next_start: float | None = None

    def keep_running(self) -> None:
        """Start the process if it has ended and its pause is over."""
        if self.child.running:
            return
        if self.next_start is None:
            self._plan_start(is_quick=self.child.age < QUICK_EXIT_SECONDS)
        if self.next_start is None or time.monotonic() < self.next_start:
            return
        self.next_start = None
        try:
            self.child.start()
        except (StartError, OSError) as error:
            self._say(f"{self.child.name} cannot be started. {error}")
            self._plan_start(is_quick=True)

    def _plan_start(self, *, is_quick: bool) -> None:
        self.quick_exits = self.quick_exits + 1 if is_quick else 0
        pause = pause_seconds(self.quick_exits)
        self.next_start = time.monotonic() + pause
        again = f"Starting it again in {pause:.0f} seconds." if pause else "Starting it again."
        if self.child.has_ended_well and not is_quick:
            self.log.warning("%s has ended in order. %s", self.child.name, again)
            return
        self._say(f"{self.child.name} stopped unexpectedly. {again}")
        if is_disk_full(self.data):
            self._say(f"The disk with {self.data} is full. The desk goes on by itself once there is room.")
        elif pause:
            self._say(self.child.log_end())

    def _say(self, sentence: str) -> None:
        print_line(f"  {sentence}")
        self.log.warning(sentence)


def pause_seconds(quick_exits: int) -> float:
    """Return how long a process waits for its next start after so many quick exits."""
    return min(MAX_PAUSE_SECONDS, 2.0 ** (quick_exits - 1)) if quick_exits > 1 else 0.0


def is_disk_full(data: Path) -> bool:
    """Return whether the disk of a directory has no room."""
    return shutil.disk_usage(data).free < FULL_DISK_BYTES


def restart_forever(children: Sequence[Restartable], data: Path, *, log_name: str = "up") -> NoReturn:
    """Restart processes that end, with a line in a log for each. Ends by KeyboardInterrupt."""
    log = _open_log(data, log_name)
    watched = [Restarts(child, data, log) for child in children]
    while True:
        time.sleep(WATCH_SECONDS)
        for restarts in watched:
            restarts.keep_running()


def _open_log(data: Path, name: str) -> logging.Logger:
    """Return the log of restarts, in the directory of the other logs. What cannot be written is on the console."""
    logging.raiseExceptions = False
    log = logging.getLogger(f"factcheck.{name}")
    log.propagate = False
    (data / "log").mkdir(exist_ok=True)
    handler = RotatingFileHandler(data / "log" / f"{name}.log", maxBytes=LOG_BYTES, backupCount=1, delay=True)
    handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
    log.addHandler(handler)
    return log
