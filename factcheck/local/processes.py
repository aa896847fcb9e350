"""Child processes that end when this process ends, even if it is killed."""

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

from factcheck.local.log_files import keep_last_log

KILL_SECONDS = 5.0
DIE_WITH_PARENT = str(Path(__file__).with_name("die_with_parent.py"))


class StartError(Exception):
    """The desk cannot start. The message names the obstacle and what to do about it."""


@dataclass
class Child:
    """A process in its own session, so that Ctrl-C reaches the runner alone, which stops its children in order.

    `stop_seconds` is the time it has to stop before it is killed.
    """

    name: str
    command: Sequence[str]
    env: Mapping[str, str]
    log: Path | None = None
    stop_signal: signal.Signals = signal.SIGTERM
    stop_seconds: float = 20.0
    started: float = field(default=0.0, init=False)
    process: subprocess.Popen[bytes] | None = field(default=None, init=False)

    def start(self) -> None:
        """Start the process. Output goes to `log`, or to the runner's own output; previous logs are kept beside."""
        tether = [sys.executable, "-IS", DIE_WITH_PARENT, str(int(self.stop_signal)), str(os.getpid())]
        self.started = time.monotonic()
        if self.log:
            keep_last_log(self.log)
        with (self.log or Path(os.devnull)).open("ab") as log:
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
        """Whether the process was started and has not ended."""
        return self.process is not None and self.process.poll() is None

    @property
    def has_ended_well(self) -> bool:
        """No: servers, web and the process of the workers run until they are stopped."""
        return False

    @property
    def age(self) -> float:
        """Seconds since the last start."""
        return time.monotonic() - self.started

    def wait(self) -> int:
        """Wait until the process ends and return its exit code."""
        return self.process.wait() if self.process else 0

    def log_end(self, lines: int = 8) -> str:
        """Return the end of the log, for the person who has to find the cause."""
        if self.log is None:
            return "Its output is above."
        end = self.log.read_text(errors="replace").splitlines()[-lines:]
        return "\n".join([f"The end of {self.log}:", *end])

    def send_stop(self) -> None:
        """Send the signal after which it finishes its work and ends."""
        if self.process is not None:
            self.process.send_signal(self.stop_signal)

    def stop(self) -> None:
        """Stop the process; kill its whole session if it does not end in time."""
        if self.process is None:
            return
        self.send_stop()
        try:
            self.process.wait(self.stop_seconds)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


@dataclass
class Server(Child):
    """A child that others wait for. A leftover of an earlier run may still hold its data.

    `home` is its data directory, `program` the start of its process name, `stale_files` what a killed run leaves.
    """

    home: Path = field(kw_only=True)
    program: str = field(kw_only=True)
    stale_files: Sequence[Path] = field(kw_only=True, default=())
    is_ready: Callable[[], bool] = field(kw_only=True)
    start_seconds: float = field(kw_only=True, default=60.0)

    def start(self) -> None:
        """End leftovers of earlier runs, start the server and return once it is ready. Raises StartError."""
        self._end_leftovers()
        super().start()
        while not self.is_ready():
            if not self.running or self.age > self.start_seconds:
                raise StartError(f"{self.name} did not start. {self.log_end()}")
            time.sleep(0.03)

    def _end_leftovers(self) -> None:
        """End processes that a killed run left in the data directory, then remove its lock files.

        The process numbers in those files are not used: after a reboot they may belong to anybody.
        """
        leftovers = [process for process in psutil.process_iter(["ppid"]) if self._is_leftover(process)]
        pids = {process.pid for process in leftovers}
        for process in leftovers:
            # Parents stop their children; for those of PostgreSQL the same signal means something else.
            if process.info["ppid"] not in pids:
                with suppress(psutil.NoSuchProcess):
                    process.send_signal(self.stop_signal)
        _, left = psutil.wait_procs(leftovers, self.stop_seconds)
        for process in left:
            with suppress(psutil.NoSuchProcess):
                process.kill()
        if left := psutil.wait_procs(left, KILL_SECONDS)[1]:
            numbers = ", ".join(str(process.pid) for process in left)
            raise StartError(f"{self.name} of an earlier run does not stop (process {numbers}). Stop it first.")
        for path in self.stale_files:
            path.unlink(missing_ok=True)

    def _is_leftover(self, process: psutil.Process) -> bool:
        try:
            return process.name().startswith(self.program) and Path(process.cwd()) == self.home
        except psutil.Error:
            return False
