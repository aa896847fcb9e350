"""A worker is a fork that says who it is, writes its own log, ends with its parent and is replaced when it grows."""

import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import psutil
import pytest

from factcheck.local import workers
from factcheck.local.workers import ForkedWorker, stop_workers
from tests.factcheck.desks import ROOT, eventually

PARENT = """
    import os, sys, time
    from pathlib import Path
    from types import SimpleNamespace
    from factcheck.local.workers import ForkedWorker

    class Celery:
        def start(self, arguments):
            print("started with", *arguments, flush=True)
            if arguments == ["broken"]:
                raise ValueError("a cause to find")
            time.sleep(60)

    sys.modules["factcheck.celery"] = SimpleNamespace(app=Celery())
    worker = ForkedWorker("read", ["celery", *sys.argv[2:]], Path(sys.argv[1]))
    worker.start()
    print(worker.pid, flush=True)
    time.sleep(60)
"""


def run_parent(log: Path, *arguments: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", textwrap.dedent(PARENT), str(log), *arguments]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def test_a_fork_has_a_name_and_a_log_and_dies_with_its_parent(tmp_path: Path) -> None:
    log = tmp_path / "read.log"
    with run_parent(log, "worker", "--queues", "read") as parent:
        assert parent.stdout
        worker = psutil.Process(int(parent.stdout.readline()))
        eventually(lambda: log.exists() and log.read_text())
        assert log.read_text() == "started with worker --queues read\n"
        assert worker.name() == "desk-read"
        parent.kill()
    eventually(lambda: not worker.is_running())


def test_what_ends_a_worker_is_in_its_log(tmp_path: Path) -> None:
    log = tmp_path / "read.log"
    with run_parent(log, "broken") as parent:
        eventually(lambda: log.exists() and "ValueError: a cause to find" in log.read_text())
        parent.kill()


def test_a_worker_that_has_ended_is_seen_and_forked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ForkedWorker, "_work", lambda *_: os._exit(0))
    monkeypatch.setattr(workers, "_resident_bytes", lambda _pid: 0)
    worker = ForkedWorker("read", [])
    assert not worker.running
    worker.start()
    eventually(lambda: not worker.running)
    worker.start()
    first = worker.pid
    assert first
    eventually(lambda: not worker.running)


@pytest.mark.parametrize(("code", "in_order"), [(0, True), (1, False)])
def test_a_worker_says_whether_it_has_ended_in_order(
    code: int, in_order: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ForkedWorker, "_work", lambda *_: os._exit(code))
    monkeypatch.setattr(workers, "_resident_bytes", lambda _pid: 0)  # a fork of the tests may be too large by itself
    worker = ForkedWorker("read", [])
    worker.start()
    eventually(lambda: not worker.running)
    assert worker.has_ended_well is in_order


def test_a_worker_that_has_grown_is_asked_to_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ForkedWorker, "_work", lambda *_: signal.pause())
    worker = ForkedWorker("slow", [])
    worker.start()
    assert worker.running
    assert worker.running
    monkeypatch.setattr(workers, "MAX_RESIDENT_BYTES", 1024)
    eventually(lambda: not worker.running)


def test_workers_that_do_not_end_are_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ForkedWorker, "_work", lambda *_: signal.pause())
    worker = ForkedWorker("slow", [])
    ours = signal.signal(signal.SIGTERM, signal.SIG_IGN)
    worker.start()
    signal.signal(signal.SIGTERM, ours)
    stop_workers([worker], seconds=0)
    eventually(lambda: not worker.running)


EXITING = """
    import sys
    from pathlib import Path
    from factcheck.local import workers

    def leave(arguments):
        sys.exit(eval(arguments[0]))

    workers.PROGRAMS = {"leave": leave}
    worker = workers.ForkedWorker("web", ["leave", sys.argv[2]], Path(sys.argv[1]))
    worker.start()
    while worker.running:
        pass
    print(worker.has_ended_well)
"""


@pytest.mark.parametrize(
    ("code", "in_order", "words"), [("None", "True", ""), ("3", "False", ""), ("'why'", "False", "why\n")]
)
def test_a_program_that_leaves_is_taken_at_its_word(code: str, in_order: str, words: str, tmp_path: Path) -> None:
    command = [sys.executable, "-c", textwrap.dedent(EXITING), str(tmp_path / "web.log"), code]
    parent = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert parent.stdout == f"{in_order}\n"
    assert (tmp_path / "web.log").read_text() == words


@pytest.mark.parametrize(("with_web", "started"), [(True, ["web", "pause", "read"]), (False, ["read"])])
def test_web_starts_alone_before_the_workers(
    with_web: bool, started: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    steps: list[str] = []

    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(workers, "import_desk", lambda: steps.append("import"))
    monkeypatch.setattr(workers, "read_commands", lambda _: {"web": ["gunicorn"], "read": ["celery", "worker"]})
    monkeypatch.setattr(workers, "interrupt_on_signals", lambda *_: None)
    monkeypatch.setattr(workers, "restart_forever", stop)
    monkeypatch.setattr(ForkedWorker, "start", lambda worker: steps.append(worker.name))
    monkeypatch.setattr(time, "sleep", lambda _: steps.append("pause"))
    workers.run_workers(None, tmp_path, with_web=with_web, first=lambda: steps.append("prepare"))
    assert steps == ["import", "prepare", *started]
