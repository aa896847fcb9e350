"""Let people work for minutes, and measure whether memory, files and connections of a desk grow."""

import statistics
import time
from contextlib import suppress
from dataclasses import dataclass

import psutil

from benchmarks.faults.desk import FaultDesk
from benchmarks.faults.people import People
from benchmarks.faults.report import fault_under_load, judge

SAMPLE_SECONDS = 5.0
MAX_MEGABYTES_PER_HOUR = 30.0
"""The growth of one kind of process in the second half of the time."""
MAX_FILES_PER_HOUR = 60.0
CONNECTIONS_SQL = "SELECT count(*) FROM pg_stat_activity WHERE usename = 'factcheck_app'"


@dataclass
class Sample:
    """What a kind of process uses at one moment."""

    hours: float
    megabytes: float
    files: int


def soak(desk: FaultDesk, people: People, *, minutes: float) -> bool:
    """Work for so many minutes; return whether nothing grows and all promises were kept."""
    samples: dict[str, list[Sample]] = {}
    connections: list[int] = []
    started = time.monotonic()
    with fault_under_load(f"{minutes:g} minutes of work", people) as fault:
        while time.monotonic() < started + 60 * minutes:
            hours = (time.monotonic() - started) / 3600
            for kind, processes in desk.group_processes().items():
                samples.setdefault(kind, []).append(_measure(hours, processes))
            connections.append(int(desk.query(CONNECTIONS_SQL)[0][0]))
            time.sleep(SAMPLE_SECONDS)
    passed = judge(fault, desk, people)
    half = len(connections) // 2
    lasting = {kind: rows for kind, rows in samples.items() if len(rows) > half and not kind.startswith("PostgreSQL")}
    flat = [_print_growth(kind, rows) for kind, rows in lasting.items()]
    first, second = max(connections[:half]), max(connections[half:])
    print(f"  connections: at most {first} in the first half, {second} in the second", flush=True)
    return passed and all(flat) and second <= first + 2


def _measure(hours: float, processes: list[psutil.Process]) -> Sample:
    memory, files = 0, 0
    for process in processes:
        with suppress(psutil.Error):
            memory += process.memory_full_info().uss
            files += process.num_fds()
    return Sample(hours, memory / 1e6, files)


def _print_growth(kind: str, rows: list[Sample]) -> bool:
    """Print the growth of a kind of process in the second half; return whether it is flat."""
    late = rows[len(rows) // 2 :]
    hours = [row.hours for row in late]
    memory = statistics.linear_regression(hours, [row.megabytes for row in late]).slope
    files = statistics.linear_regression(hours, [float(row.files) for row in late]).slope
    is_flat = memory <= MAX_MEGABYTES_PER_HOUR and files <= MAX_FILES_PER_HOUR
    print(
        f"  {kind:<20} {late[0].megabytes:6.0f} → {late[-1].megabytes:6.0f} MB ({memory:+.1f} MB/h),"
        f" {late[-1].files} files ({files:+.1f}/h){'' if is_flat else '  GROWS'}"
    )
    return is_flat
