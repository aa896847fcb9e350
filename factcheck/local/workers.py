"""The workers of a desk: one process imports the desk once and forks a worker for each of the Procfile.

Forked workers share the memory of what was imported, and a worker that has died is there again at once. Each line of
the Procfile also runs alone (`python -m factcheck run NAME`), on other machines.
"""

import ctypes
import gc
import os
import signal
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import NoReturn

import psutil

from factcheck.local.die_with_parent import PR_SET_PDEATHSIG
from factcheck.local.log_files import keep_last_log
from factcheck.local.procfile import BASE_DIR, CELERY, process_environment, read_arguments
from factcheck.local.restarts import restart_forever

STOP_SECONDS = 18.0
"""The time for running tasks; less than the runner gives this process."""
POLL_SECONDS = 0.05
MAX_RESIDENT_BYTES = 1024 * 1024 * 1024
"""A worker that has grown beyond it ends its tasks and is forked again."""
PRELOADED_MODULES = (
    "celery.beat",
    "celery.bin.celery",
    "celery.concurrency.prefork",
    "celery.concurrency.thread",
    "celery.worker.worker",
    "kombu.transport.redis",
)
"""What Celery imports only when a worker or beat starts."""


@dataclass
class ForkedWorker:
    """A worker, or beat, that is a fork of this process; with `log` its output goes there."""

    name: str
    arguments: Sequence[str]
    log: Path | None = None
    started: float = field(default=0.0, init=False)
    pid: int | None = field(default=None, init=False)

    def start(self) -> None:
        """Fork the worker."""
        if self.log:
            keep_last_log(self.log)
        self.started = time.monotonic()
        parent = os.getpid()
        self.pid = os.fork()
        if self.pid == 0:
            self._work(parent)

    @property
    def running(self) -> bool:
        """Whether the worker was started and has not ended. One that has grown too large is asked to end."""
        if self.pid is None:
            return False
        if os.waitpid(self.pid, os.WNOHANG)[0]:
            self.pid = None
            return False
        with suppress(psutil.Error):
            if psutil.Process(self.pid).memory_info().rss > MAX_RESIDENT_BYTES:
                self.send_signal(signal.SIGTERM)
        return True

    @property
    def age(self) -> float:
        """Seconds since the last start."""
        return time.monotonic() - self.started

    def log_end(self) -> str:
        """Return where the cause stands."""
        return f"See {self.log}." if self.log else "Its output is above."

    def send_signal(self, number: signal.Signals) -> None:
        """Send a signal, if the worker runs."""
        if self.pid is not None:
            os.kill(self.pid, number)

    def kill(self) -> None:
        """End the worker at once."""
        self.send_signal(signal.SIGKILL)
        if self.pid is not None:
            os.waitpid(self.pid, 0)
            self.pid = None

    def _work(self, parent: int) -> NoReturn:
        """Run Celery in the fork, and leave it without the code of this process."""
        code = 1
        try:
            for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
                signal.signal(number, signal.SIG_DFL)
            _end_with(parent)
            _name_process(f"worker-{self.name}")
            if self.log:
                _write_output_to(self.log)
            sys.argv = [CELERY, *self.arguments]
            code = import_module("factcheck.celery").app.start(self.arguments) or 0
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(code)


def run_workers(logs: Path | None, data: Path) -> None:
    """Run all workers and beat until this process is stopped."""
    os.chdir(BASE_DIR)
    os.environ.update(process_environment())
    import_desk()
    workers = [
        ForkedWorker(name, arguments, logs / f"{name}.log" if logs else None)
        for name, arguments in read_arguments(os.environ).items()
    ]
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _stop)
    try:
        for worker in workers:
            worker.start()
        restart_forever(workers, data, log_name="workers")
    except KeyboardInterrupt:
        stop_workers(workers)


def import_desk() -> None:
    """Import what every worker needs, and let no collection of garbage touch it: touched memory is not shared."""
    app = import_module("factcheck.celery").app
    app.loader.import_default_modules()
    app.finalize()
    for name in PRELOADED_MODULES:
        import_module(name)
    gc.collect()
    gc.freeze()


def stop_workers(workers: Sequence[ForkedWorker], *, seconds: float = STOP_SECONDS) -> None:
    """Let all workers end what they do, and kill those that do not."""
    for worker in workers:
        worker.send_signal(signal.SIGTERM)
    end = time.monotonic() + seconds
    while any([worker.running for worker in workers]) and time.monotonic() < end:  # noqa: C419 - asks each
        time.sleep(POLL_SECONDS)
    for worker in workers:
        worker.kill()


def _stop(*_: object) -> NoReturn:
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
    raise KeyboardInterrupt


def _end_with(parent: int) -> None:
    """Let this process end when its parent does, even if the parent is killed."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, int(signal.SIGTERM))
        if os.getppid() != parent:
            sys.exit("The parent process has already ended.")


def _name_process(name: str) -> None:
    """Set the name that `ps` and `top` show, where the system has it in a file."""
    with suppress(OSError):
        Path("/proc/self/comm").write_text(name)


def _write_output_to(log: Path) -> None:
    """Write the output of this process to a file."""
    with log.open("ab") as file:
        os.dup2(file.fileno(), sys.stdout.fileno())
        os.dup2(file.fileno(), sys.stderr.fileno())
