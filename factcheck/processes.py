"""Child processes that end when we end, however we end."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import psutil

TETHER = str(Path(__file__).with_name("tether.py"))


class CannotStart(Exception):
    """Something stands in the way; the message says what, and what to do about it."""


@dataclass
class Child:
    """A process in a session of its own: Ctrl-C reaches us alone, and we end our children in order."""

    name: str
    command: Sequence[str]
    env: Mapping[str, str]
    log: Path | None = None
    stop_signal: signal.Signals = signal.SIGTERM
    patience: float = 20.0
    started: float = field(default=0.0, init=False)
    process: subprocess.Popen[bytes] | None = field(default=None, init=False)

    def start(self) -> None:
        """Start it; its output goes to `log`, or where ours goes. The log of its last life is kept beside."""
        tether = [sys.executable, "-IS", TETHER, str(int(self.stop_signal)), str(os.getpid())]
        self.started = time.monotonic()
        if self.log and self.log.exists():
            self.log.replace(self.log.with_suffix(".last.log"))
        with (self.log or Path(os.devnull)).open("wb") as log:
            self.process = subprocess.Popen(
                [*tether, *self.command],
                env=self.env,
                stdin=subprocess.DEVNULL,
                stdout=log if self.log else None,
                stderr=subprocess.STDOUT if self.log else None,
                start_new_session=True,
            )

    @property
    def running(self) -> bool:
        """Whether it was started and has not ended yet."""
        return self.process is not None and self.process.poll() is None

    @property
    def age(self) -> float:
        """Seconds since its last start."""
        return time.monotonic() - self.started

    def wait(self) -> int:
        """Wait until it ends by itself; its exit code."""
        return self.process.wait() if self.process else 0

    def last_words(self, lines: int = 8) -> str:
        """What it said at the end, for a person who has to find out why."""
        if self.log is None:
            return "What it said is above."
        end = self.log.read_text(errors="replace").splitlines()[-lines:]
        return "\n".join([f"The end of {self.log}:", *end])

    def ask_to_stop(self) -> None:
        """Send the signal that lets it end its work in peace."""
        if self.process is not None:
            self.process.send_signal(self.stop_signal)

    def stop(self) -> None:
        """Ask it to stop, and kill it with all of its session when it does not in time."""
        if self.process is None:
            return
        self.ask_to_stop()
        try:
            self.process.wait(self.patience)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


@dataclass
class Server(Child):
    """A child that others wait for, and whose data a former life of it may still hold."""

    home: Path = field(kw_only=True)
    program: str = field(kw_only=True)
    remains: Sequence[Path] = field(kw_only=True, default=())
    answers: Callable[[], bool] = field(kw_only=True)
    start_within: float = field(kw_only=True, default=60.0)

    def start(self) -> None:
        """Start it over data that nobody else holds, and return when it answers."""
        self._end_former_life()
        super().start()
        while not self.answers():
            if not self.running or self.age > self.start_within:
                raise CannotStart(f"{self.name} did not start. {self.last_words()}")
            time.sleep(0.03)

    def _end_former_life(self) -> None:
        """End what a killed start left running in our directory, then remove the files that say it runs.

        Their process numbers are not asked: after a restart of the machine they may be anybody's.
        """
        former = [process for process in psutil.process_iter() if self._is_former(process)]
        for process in former:
            with suppress(psutil.NoSuchProcess):
                process.send_signal(self.stop_signal)
        _, left = psutil.wait_procs(former, self.patience)
        if left:
            pids = ", ".join(str(process.pid) for process in left)
            raise CannotStart(f"{self.name} of an earlier start does not end (process {pids}). End it first.")
        for path in self.remains:
            path.unlink(missing_ok=True)

    def _is_former(self, process: psutil.Process) -> bool:
        try:
            return process.name().startswith(self.program) and Path(process.cwd()) == self.home
        except psutil.Error:
            return False
