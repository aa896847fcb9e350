"""Whether the desk stays as quick with a million claims as with a thousand, and how much it carries.

    python -m benchmarks.workbench [--data DIR] [--small 1000] [--large 1000000] [--rounds 9] [--seconds 60]
                                   [--parts pages,editors,api]

Two desks are loaded by COPY into a server of their own, unless DIR has them from an earlier run. `pages` asks each
page of both, turn by turn: at most 12 queries and no more of them on the large desk, at most 1.5 times the CPU
(Python's and PostgreSQL's together, medians), page 10,000 of a list at most 1.5 times its first, and no COUNT
without an end. `editors` lets 50 editors take and release at once, beside pgbench on the same server; `api` counts
how often one process lists the queue. Ends with status 1 where something falls short.
"""

import argparse
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from benchmarks.database_servers import drop_desk, run_servers, use_desk

BENCHMARK_PARTS = ("pages", "editors", "api")


def main() -> None:
    """Load what is missing, then measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--small", type=int, default=1_000)
    parser.add_argument("--large", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--parts", default=",".join(BENCHMARK_PARTS))
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="factcheck-benchmark-") as passing:
        data = given.data or Path(passing)
        with run_servers(data, durable=False):
            for claims in (given.small, given.large):
                ensure_desk(f"claims_{claims}", claims)
        with run_servers(data):
            kept = [run_part(part, given) for part in given.parts.split(",")]
    sys.exit(0 if all(kept) else 1)


def ensure_desk(name: str, claims: int, **asked: Any) -> None:
    """The desk of this name with so many claims, and whatever else is asked of the loader, made unless it is there."""
    from benchmarks.bulk_copy import analyze_tables
    from benchmarks.load_desk import load_desk
    from claims import tasks

    if not use_desk(name):
        return
    started = time.monotonic()
    try:
        rows = load_desk(claims, **asked)
    except BaseException:
        drop_desk(name)
        raise
    analyze_tables()
    seconds = time.monotonic() - started
    tasks.compute_metrics()
    print(f"{claims:,} claims: {rows:,} rows loaded in {seconds:.0f} s, {rows / seconds:,.0f} rows/s", flush=True)


def run_part(part: str, given: argparse.Namespace) -> bool:
    """One part of the benchmark; whether it keeps what is promised."""
    from benchmarks.request_costs import MeasuredDesk

    print(f"\n== {part}", flush=True)
    large = f"claims_{given.large}"
    if part == "pages":
        from benchmarks import page_costs

        desk = MeasuredDesk.at(large)
        return page_costs.compare_desks(
            MeasuredDesk.at(f"claims_{given.small}"), desk, given.rounds
        ) & page_costs.compare_deep_pages(desk, given.rounds)
    use_desk(large)
    if part == "editors":
        from benchmarks import concurrent_editors

        return concurrent_editors.run_editors(large, given.seconds)
    from benchmarks import queue_api

    return queue_api.measure_queue_listing(large, given.seconds)


if __name__ == "__main__":
    main()
