"""The processes of a desk, by name, as the Procfile has them."""

import os
import re
import shlex
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NoReturn

from factcheck.local.processes import StartError

BASE_DIR = Path(__file__).resolve().parents[2]
PROCESS = re.compile(r"^(?P<name>\w+):\s*(?P<command>.+)$", re.MULTILINE)
VARIABLE = re.compile(r"\$\{(?P<name>\w+):-(?P<default>[^}]*)\}")
WEB = "web"


def read_procfile() -> dict[str, str]:
    """Return the command of each process."""
    return {match["name"]: match["command"] for match in PROCESS.finditer((BASE_DIR / "Procfile").read_text())}


def read_commands(environment: Mapping[str, str]) -> dict[str, list[str]]:
    """Return the words of the command of each process, with the variables of an environment."""
    return {name: shlex.split(_fill_in(command, environment)) for name, command in read_procfile().items()}


def _fill_in(command: str, environment: Mapping[str, str]) -> str:
    """Replace `${NAME:-default}` as the shell does."""
    return VARIABLE.sub(lambda found: environment.get(found["name"]) or found["default"], command)


MEMORY_RETURNING = {"MALLOC_ARENA_MAX": "2", "MALLOC_MMAP_THRESHOLD_": "131072", "MALLOC_TRIM_THRESHOLD_": "131072"}
"""Lets the C library of Linux give large blocks back, as those that a model is loaded from; else it keeps them."""


def process_environment() -> dict[str, str]:
    """Return the variables that every process gets besides those of its desk."""
    programs = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', os.defpath)}"
    return MEMORY_RETURNING | {"OMP_NUM_THREADS": "1", "PATH": programs, "PYTHONUNBUFFERED": "1"}


def become_process(name: str) -> NoReturn:
    """Replace this process by one of the Procfile. Raises StartError."""
    commands = read_procfile()
    if name not in commands:
        raise StartError(f"The Procfile has no process {name}. It has {', '.join(commands)}.")
    os.chdir(BASE_DIR)
    os.execvpe("sh", ["sh", "-c", f"exec {commands[name]}"], os.environ | process_environment())
