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


class Refusal(Exception):
    """Something stands in the way; the message says what, and what to do about it."""


@dataclass
class Child:
    """A process in a session of its own, so that a terminal's Ctrl-C reaches us alone and we end it in order."""

    name: str
    command: Sequence[str]
    env: Mapping[str, str]
    log: Path | None = None
    stop_signal: signal.Signals = signal.SIGTERM
    patience: float = 20.0
    started: float = field(default=0.0, init=False)
    process: subprocess.Popen[bytes] | None = field(default=None, init=False)

    def start(self) -> None:
        """Start it; its output goes to `log`, or where ours goes."""
        tether = [sys.executable, "-IS", TETHER, str(int(self.stop_signal)), str(os.getpid())]
        output = self.log.open("wb") if self.log else None
        self.started = time.monotonic()
        self.process = subprocess.Popen(
            [*tether, *self.command],
            env=self.env,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT if output else None,
            start_new_session=True,
        )
        if output:
            output.close()

    @property
    def running(self) -> bool:
        """Whether it was started and has not ended yet."""
        return self.process is not None and self.process.poll() is None

    def ask_to_stop(self) -> None:
        """Send the signal that lets it end its work in peace."""
        if self.running and self.process:
            self.process.send_signal(self.stop_signal)

    def stop(self) -> None:
        """Ask it to stop, and kill it with all of its session when it does not in time."""
        self.ask_to_stop()
        if self.process is None:
            return
        try:
            self.process.wait(self.patience)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


@dataclass
class Server(Child):
    """A child that others wait for, and of which a former life may still hold the data."""

    home: Path = field(kw_only=True)
    pid_file: Path = field(kw_only=True)
    remains: Sequence[Path] = field(kw_only=True, default=())
    answers: Callable[[], bool] = field(kw_only=True)
    start_within: float = field(kw_only=True, default=60.0)

    def start(self) -> None:
        """Start it over data that nobody else holds, and return when it answers."""
        self._end_former_life()
        super().start()
        deadline = time.monotonic() + self.start_within
        while not self.answers():
            if not self.running or time.monotonic() > deadline:
                raise Refusal(f"{self.name} did not start. The end of {self.log}:\n{self._last_lines()}")
            time.sleep(0.03)

    def _end_former_life(self) -> None:
        """End what a killed start left running, and remove what would look as if it still ran.

        A process is ours only if it works in our directory: after a restart of the machine the number
        in the file may belong to anybody.
        """
        with suppress(OSError, ValueError, IndexError, psutil.Error):
            former = psutil.Process(int(self.pid_file.read_text().split()[0]))
            if Path(former.cwd()) == self.home:
                former.send_signal(self.stop_signal)
                former.wait(self.patience)
        for path in (self.pid_file, *self.remains):
            path.unlink(missing_ok=True)

    def _last_lines(self, count: int = 8) -> str:
        text = self.log.read_text(errors="replace") if self.log and self.log.exists() else ""
        return "\n".join(text.splitlines()[-count:])
