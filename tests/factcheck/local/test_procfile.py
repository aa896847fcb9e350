"""One process of the Procfile runs by its name, for systemd and containers."""

import os
from typing import Any

import pytest

from factcheck.local.processes import StartError
from factcheck.local.procfile import become_process, read_commands, read_procfile
from tests.factcheck.desks import run


def test_a_process_is_replaced_by_the_command_of_the_procfile(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[Any] = []
    monkeypatch.setattr(os, "execvpe", lambda *command: started.extend(command))
    monkeypatch.setattr(os, "chdir", started.append)
    become_process("beat")
    _, program, arguments, environment = started
    assert (program, arguments[:2]) == ("sh", ["sh", "-c"])
    assert arguments[2] == f"exec {read_procfile()['beat']}"
    assert environment["OMP_NUM_THREADS"] == "1"


def test_an_unknown_process_is_refused() -> None:
    with pytest.raises(StartError, match=r"no process nothing\. It has web,"):
        become_process("nothing")
    refusal = run("run", "nothing")
    assert (refusal.returncode, "Traceback" in refusal.stderr) == (1, False)


def test_a_command_gets_the_variables_of_the_environment() -> None:
    commands = read_commands({"READ_PROCESSES": "3"})
    assert list(commands) == list(read_procfile())
    assert commands["read"][commands["read"].index("--concurrency") + 1] == "3"
    without = read_commands({"READ_PROCESSES": ""})["read"]
    assert without[without.index("--concurrency") + 1] == "1", "as the shell reads :-"
    assert "${" not in str(commands)
