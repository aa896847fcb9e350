"""What readers and programs get from a desk with a million publications, beside a bare Django view's same bytes.

    python -m benchmarks.publications [--data DIR] [--publications 1000000] [--seconds 10] [--many 200]

The desk is loaded by COPY into a server of its own, unless DIR has it from an earlier run: so many claims, 19 of 20 of
them with a public verdict, and the fact-checks of others. One process of the web server that `bin/up` runs answers
over loopback, many different addresses of each kind. Beside it, with the same options and in the same run, one
process of Django without middleware has a single view that answers with the very bytes from memory. Then comes what
each kind of request costs, one at a time: milliseconds of CPU in the web server and in PostgreSQL together.
"""

import argparse
import tempfile
from pathlib import Path

from benchmarks.database_servers import run_servers, use_desk
from benchmarks.workbench import ensure_desk

PUBLISHED_SHARE, FOREIGN_FACT_CHECKS = 0.95, 50


def main() -> None:
    """Load what is missing, then measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--publications", type=int, default=1_000_000)
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--many", type=int, default=200)
    given = parser.parse_args()
    name = f"publications_{given.publications}"
    with tempfile.TemporaryDirectory(prefix="factcheck-benchmark-") as passing:
        data = given.data or Path(passing)
        with run_servers(data, durable=False):
            ensure_desk(
                name, given.publications, published=PUBLISHED_SHARE, others=given.publications // FOREIGN_FACT_CHECKS
            )
        with run_servers(data):
            measure_desk(name, given.many, given.seconds)


def measure_desk(name: str, many: int, seconds: float) -> None:
    """Print all figures of the desk in this database, of so many addresses of each kind."""
    from benchmarks import public_requests
    from benchmarks.public_urls import UrlSampler

    use_desk(name)
    addresses = UrlSampler(many)
    public_requests.compare_with_bare_view(name, addresses, seconds)
    public_requests.measure_direct_work(addresses)


if __name__ == "__main__":
    main()
