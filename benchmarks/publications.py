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

from benchmarks import servers
from benchmarks.workbench import loaded

SHARE, OTHERS = 0.95, 50


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
        with servers.running(data, durable=False):
            loaded(name, given.publications, published=SHARE, others=given.publications // OTHERS)
        with servers.running(data):
            measured(name, given.many, given.seconds)


def measured(name: str, many: int, seconds: float) -> None:
    """Print all figures of the desk in this database, of so many addresses of each kind."""
    from benchmarks import readers
    from benchmarks.addresses import Addresses

    servers.desk(name)
    addresses = Addresses(many)
    readers.compare(name, addresses, seconds)
    readers.work(addresses)


if __name__ == "__main__":
    main()
