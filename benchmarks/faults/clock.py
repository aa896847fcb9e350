"""Set the clock of a desk under load by an hour, forwards and backwards. libfaketime stands between the desk and it."""

import os
import stat
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.faults.desk import FaultDesk
from benchmarks.faults.people import People
from benchmarks.faults.report import fault_under_load, judge
from factcheck.local.embedded import postgresql_program

STEP_SECONDS = 30.0
STEPS = {"forwards": "+3600", "backwards": "-3600", "right again": "+0"}


@dataclass
class SetClock:
    """A clock that can be set. `variables` make a process use it; its steady clock only passes."""

    directory: Path
    variables: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        library = os.environ.get("LIBFAKETIME", "")
        if not Path(library).is_file():
            sys.exit("Name the file libfaketime.so.1, 0.9.11 or newer, in LIBFAKETIME.")
        self.variables = {
            "LD_PRELOAD": library,
            "FAKETIME_TIMESTAMP_FILE": str(self.directory / "clock"),
            "FAKETIME_NO_CACHE": "1",
            "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        }
        self.set("+0")

    def set(self, seconds: str) -> None:
        """Set the clock so many seconds away from the right time."""
        (self.directory / "clock").write_text(f"{seconds}\n")

    def environment(self) -> dict[str, str]:
        """Return the variables of a desk whose PostgreSQL, too, uses this clock."""
        programs = self.directory / "bin"
        programs.mkdir()
        for name in ("postgres", "initdb", "pg_dump", "pg_restore"):
            words = " ".join(f"{key}='{value}'" for key, value in self.variables.items())
            start = f"export {words}\n" if name == "postgres" else ""
            script = programs / name
            script.write_text(f'#!/bin/sh\n{start}exec {postgresql_program(name)} "$@"\n')
            script.chmod(script.stat().st_mode | stat.S_IXUSR)
        return {**self.variables, "FACTCHECK_POSTGRESQL_BIN": str(programs)}


def set_clocks(desk: FaultDesk, people: People, clock: SetClock) -> bool:
    """Set the clock three times; return whether all promises were kept each time."""
    passed = []
    for name, seconds in STEPS.items():
        with fault_under_load(f"The clock is set {name}", people) as fault:
            clock.set(seconds)
            time.sleep(STEP_SECONDS)
        passed.append(judge(fault, desk, people))
    return all(passed)
