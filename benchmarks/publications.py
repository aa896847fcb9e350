"""Measure what readers and programs get from a desk with a million publications, compared with a bare Django view.

    python -m benchmarks.publications [--data DIR] [--publications 1000000] [--seconds 10] [--many 200]

The desk is loaded by COPY into a separate server, unless DIR has it from an earlier run: this number of claims, 19 of
20 with a published verdict, and the fact-checks of other organisations. One process of the web server that `bin/up`
runs responds over loopback to many URLs of each kind. In the same run and with the same options, one process of
Django without middleware returns the same bytes from memory. Then the cost of each kind of request is measured, one
at a time: milliseconds of CPU time in the web server and in PostgreSQL together.
"""

import argparse
import tempfile
from pathlib import Path

from benchmarks.database_servers import run_servers, use_desk
from benchmarks.workbench import ensure_desk

PUBLISHED_SHARE, PUBLICATIONS_PER_FOREIGN_FACT_CHECK = 0.95, 50


def main() -> None:
    """Load missing data, then measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--publications", type=int, default=1_000_000)
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--many", type=int, default=200)
    arguments = parser.parse_args()
    name = f"publications_{arguments.publications}"
    with tempfile.TemporaryDirectory(prefix="factcheck-benchmark-") as temporary:
        data = arguments.data or Path(temporary)
        with run_servers(data, durable=False):
            ensure_desk(
                name,
                arguments.publications,
                published=PUBLISHED_SHARE,
                foreign_fact_checks=arguments.publications // PUBLICATIONS_PER_FOREIGN_FACT_CHECK,
            )
        with run_servers(data):
            measure_desk(name, arguments.many, arguments.seconds)


def measure_desk(name: str, many: int, seconds: float) -> None:
    """Print all measurements of the desk in this database, with `many` URLs of each kind."""
    from benchmarks import public_requests
    from benchmarks.public_urls import UrlSampler

    use_desk(name)
    urls = UrlSampler(many)
    public_requests.compare_with_bare_view(name, urls, seconds)
    public_requests.measure_direct_work(urls)


if __name__ == "__main__":
    main()
