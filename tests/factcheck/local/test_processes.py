"""Children end when they are asked to, when they do not listen, and when their parent is killed."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from factcheck.local.processes import Child, Server, StartError
from tests.factcheck.desks import ROOT, eventually

DEAF = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('deaf', flush=True); time.sleep(60)"
ORPHAN_MAKER = """
import os, sys, time
from factcheck.local.processes import Child
child = Child("sleeper", ["sleep", "60"], os.environ)
child.start()
print(child.process.pid, flush=True)
time.sleep(60)
"""


def test_a_child_ends_when_its_parent_is_killed() -> None:
    with subprocess.Popen([sys.executable, "-c", ORPHAN_MAKER], cwd=ROOT, stdout=subprocess.PIPE) as parent:
        assert parent.stdout
        sleeper = psutil.Process(int(parent.stdout.readline()))
        eventually(lambda: sleeper.name() == "sleep")
        parent.kill()
    assert psutil.wait_procs([sleeper], timeout=5)[1] == []


def test_a_child_that_does_not_listen_is_killed(tmp_path: Path) -> None:
    deaf = Child("deaf", [sys.executable, "-c", DEAF], os.environ, log=tmp_path / "deaf.log", stop_seconds=0.2)
    deaf.start()
    eventually(lambda: "deaf" in (tmp_path / "deaf.log").read_text())
    deaf.stop()
    assert deaf.wait() == -signal.SIGKILL


def test_the_last_words_of_a_life_are_kept_for_the_next(tmp_path: Path) -> None:
    speaker = Child("speaker", ["sh", "-c", "echo ouch"], os.environ, log=tmp_path / "speaker.log")
    speaker.start()
    speaker.wait()
    assert speaker.log_end() == f"The end of {tmp_path / 'speaker.log'}:\nouch"
    speaker.start()
    assert (tmp_path / "speaker.last-1.log").read_text() == "ouch\n"
    speaker.stop()


def test_a_server_that_dies_young_says_why(tmp_path: Path) -> None:
    server = Server(
        name="Nothing",
        command=["sh", "-c", "echo there is no room; exit 3"],
        env=os.environ,
        log=tmp_path / "nothing.log",
        home=tmp_path,
        program="nothing",
        is_ready=lambda: False,
    )
    with pytest.raises(StartError, match=r"(?s)Nothing did not start.*there is no room"):
        server.start()


FAMILY = """
import os, signal, subprocess, sys, time
if len(sys.argv) > 1:
    signal.signal(signal.SIGTERM, lambda *_: open("signalled", "w"))
    open("ready", "w")
else:
    child = subprocess.Popen([sys.executable, __file__, "child"])
    signal.signal(signal.SIGTERM, lambda *_: (child.kill(), os._exit(0)))
time.sleep(60)
"""


def test_the_children_of_a_leftover_are_stopped_by_their_parent(tmp_path: Path) -> None:
    """A child of PostgreSQL that gets the signal of the server itself holds up the end of the server for ever."""
    (tmp_path / "family.py").write_text(FAMILY)
    family = subprocess.Popen([sys.executable, "family.py"], cwd=tmp_path)
    eventually((tmp_path / "ready").exists)
    program = psutil.Process(family.pid).name()
    server = Server("next", ["sleep", "60"], os.environ, home=tmp_path, program=program, is_ready=lambda: True)
    server.start()
    assert family.wait(5) == 0
    assert not (tmp_path / "signalled").exists()
    server.stop()
