"""The processes of a desk: one process imports the desk once and forks web, workers and beat as the Procfile has them.

Forked processes share the memory of what was imported, and one that has died is there again at once. Each line of the
Procfile also runs alone (`python -m factcheck run NAME`), on other machines.
"""

import gc
import os
import signal
import sys
import time
import traceback
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import NoReturn

import psutil

from factcheck.database_config import limit_statements
from factcheck.local.die_with_parent import die_with_parent
from factcheck.local.log_files import keep_last_log
from factcheck.local.procfile import BASE_DIR, WEB, process_environment, read_commands
from factcheck.local.progress import show_step
from factcheck.local.restarts import restart_forever
from factcheck.local.stop_signals import interrupt_on_signals

STOP_SECONDS = 18.0
"""The time for running tasks; less than the runner gives this process."""
POLL_SECONDS = 0.05
HEAD_START_SECONDS = 0.7
"""How long web starts alone: people wait for it, and nobody sees the workers start."""
MAX_RESIDENT_BYTES = 1024 * 1024 * 1024
"""A worker that has grown beyond it ends its tasks and is forked again."""
PRELOADED_MODULES = (
    "celery.apps.beat",
    "celery.apps.worker",
    "celery.bin.celery",
    "celery.concurrency.prefork",
    "celery.concurrency.thread",
    "celery.worker.autoscale",
    "celery.worker.components",
    "celery.worker.consumer",
    "celery.worker.loops",
    "celery.worker.pidbox",
    "celery.worker.strategy",
    "factcheck.beat",
    "factcheck.urls",
    "factcheck.web_server",
    "gunicorn.app.wsgiapp",
    "gunicorn.arbiter",
    "kombu.transport.redis",
)
"""What is imported only when a worker, beat or web starts, or with the first request."""


def _run_celery(arguments: Sequence[str]) -> int:
    return import_module("factcheck.celery").app.start(arguments) or 0


def _run_gunicorn(_arguments: Sequence[str]) -> int:
    """Run the web; its settings are those of the workers, which were read before the fork."""
    if "STATEMENT_TIMEOUT" not in os.environ:
        limit_statements(import_module("django.db").connections.settings["default"])
    import_module("gunicorn.app.wsgiapp").run()  # reads sys.argv, and leaves by SystemExit
    return 0


PROGRAMS: Mapping[str, Callable[[Sequence[str]], int]] = {"celery": _run_celery, "gunicorn": _run_gunicorn}
"""How a fork becomes a program of the Procfile; each function returns the exit code."""


@dataclass
class ForkedWorker:
    """A worker, beat or web that is a fork of this process; with `log` its output goes there."""

    name: str
    command: Sequence[str]
    log: Path | None = None
    started: float = field(default=0.0, init=False)
    pid: int | None = field(default=None, init=False)
    is_ending: bool = field(default=False, init=False)
    has_ended_well: bool = field(default=False, init=False)

    def start(self) -> None:
        """Fork the worker."""
        if self.log:
            keep_last_log(self.log)
        self.started, self.is_ending = time.monotonic(), False
        parent = os.getpid()
        self.pid = os.fork()
        if self.pid == 0:
            self._work(parent)

    @property
    def running(self) -> bool:
        """Whether the worker was started and has not ended. One that has grown too large is asked to end."""
        if self.pid is not None:
            ended, status = os.waitpid(self.pid, os.WNOHANG)
            if ended:
                self.pid, self.has_ended_well = None, status == 0
        if self.pid is not None and not self.is_ending and _resident_bytes(self.pid) > MAX_RESIDENT_BYTES:
            self.is_ending = True
            self.send_signal(signal.SIGTERM)
        return self.pid is not None

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
        """Run the program in the fork, and leave it without the code of this process."""
        code = 1
        try:
            for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
                signal.signal(number, signal.SIG_DFL)
            die_with_parent(signal.SIGTERM, parent)
            _name_process(f"desk-{self.name}")
            if self.log:
                _write_output_to(self.log)
            sys.argv = [*self.command]
            code = PROGRAMS[self.command[0]](self.command[1:])
        except SystemExit as end:
            code = _report_exit(end)
        except Exception:  # noqa: BLE001 - whatever ends a worker has to stand in its log
            traceback.print_exc()
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(code)


def run_workers(logs: Path | None, data: Path, *, with_web: bool, first: Callable[[], None] | None = None) -> None:
    """Run all workers and beat, and web if `with_web`, until this process is stopped. `first` runs before them."""
    os.chdir(BASE_DIR)
    os.environ.update(process_environment())
    with show_step("Loading the desk"):
        import_desk()
    if first:
        first()
    workers = [
        ForkedWorker(name, command, logs / f"{name}.log" if logs else None)
        for name, command in read_commands(os.environ).items()
        if with_web or name != WEB
    ]
    interrupt_on_signals(signal.SIGINT, signal.SIGTERM)
    try:
        for worker in workers:
            worker.start()
            if worker.name == WEB:
                time.sleep(HEAD_START_SECONDS)
        restart_forever(workers, data, log_name="workers")
    except KeyboardInterrupt:
        stop_workers(workers)


def import_desk() -> None:
    """Import what the processes need, and let no collection of garbage touch it: touched memory is not shared."""
    os.environ["CELERY_SKIP_CHECKS"] = "true"  # the preparation has made them
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


def _resident_bytes(pid: int) -> int:
    """Return the memory of a process, shared memory included; 0 if it has ended."""
    try:
        return int(psutil.Process(pid).memory_info().rss)
    except psutil.Error:
        return 0


def _report_exit(end: SystemExit) -> int:
    """Return the code with which a program ends, and say what it says instead of one."""
    if end.code is None or isinstance(end.code, int):
        return end.code or 0
    print(end.code, file=sys.stderr)  # noqa: T201 - its last words
    return 1


def _name_process(name: str) -> None:
    """Set the name that `ps` and `top` show, where the system has it in a file."""
    with suppress(OSError):
        Path("/proc/self/comm").write_text(name)


def _write_output_to(log: Path) -> None:
    """Write the output of this process to a file."""
    with log.open("ab") as file:
        os.dup2(file.fileno(), sys.stdout.fileno())
        os.dup2(file.fileno(), sys.stderr.fileno())
