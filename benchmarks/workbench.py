"""Check that the application stays as fast with a million claims as with a thousand, and measure its throughput.

    python -m benchmarks.workbench [--data DIR] [--small 1000] [--large 1000000] [--rounds 9] [--seconds 60]
                                   [--parts pages,editors,api]

Two desks are loaded by COPY into a separate server, unless DIR has them from an earlier run. `pages` requests each page
of both in turn: at most 12 queries and no more on the large desk, at most 1.5 times the CPU time (medians of Python
and PostgreSQL together), page 10,000 of a list at most 1.5 times its first, and no unlimited COUNT. `editors` lets
50 editors take and release claims at the same time, compared with pgbench on the same server. `api` measures how often
one process can list the queue. The exit status is 1 if a limit is missed.
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
    """Load missing data, then measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--small", type=int, default=1_000)
    parser.add_argument("--large", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--parts", default=",".join(BENCHMARK_PARTS))
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="factcheck-benchmark-") as temporary:
        data = arguments.data or Path(temporary)
        with run_servers(data, durable=False):
            for claims in (arguments.small, arguments.large):
                ensure_desk(f"claims_{claims}", claims)
        with run_servers(data):
            passed = [run_part(part, arguments) for part in arguments.parts.split(",")]
    sys.exit(0 if all(passed) else 1)


def ensure_desk(name: str, claims: int, **options: Any) -> None:
    """Load a desk with this name and number of claims, unless it exists; `options` go to the loader."""
    from benchmarks.bulk_copy import analyze_tables
    from benchmarks.load_desk import load_desk
    from claims import tasks

    if not use_desk(name):
        return
    started = time.monotonic()
    try:
        rows = load_desk(claims, **options)
    except BaseException:
        drop_desk(name)
        raise
    analyze_tables()
    seconds = time.monotonic() - started
    tasks.compute_metrics()
    print(f"{claims:,} claims: {rows:,} rows loaded in {seconds:.0f} s, {rows / seconds:,.0f} rows/s", flush=True)


def run_part(part: str, arguments: argparse.Namespace) -> bool:
    """Run one part of the benchmark; return whether it meets its limits."""
    from benchmarks.request_costs import MeasuredDesk

    print(f"\n== {part}", flush=True)
    large = f"claims_{arguments.large}"
    if part == "pages":
        from benchmarks import page_costs

        desk = MeasuredDesk.open_database(large)
        return page_costs.compare_desks(
            MeasuredDesk.open_database(f"claims_{arguments.small}"), desk, arguments.rounds
        ) & page_costs.compare_deep_pages(desk, arguments.rounds)
    use_desk(large)
    if part == "editors":
        from benchmarks import concurrent_editors

        return concurrent_editors.run_editors(large, arguments.seconds)
    from benchmarks import queue_api

    return queue_api.measure_queue_listing(large, arguments.seconds)


if __name__ == "__main__":
    main()
