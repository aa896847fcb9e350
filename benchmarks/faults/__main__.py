"""Cause faults on a desk under load, and report what is lost and how long the recovery takes.

    python -m benchmarks.faults [--parts kills,valkey,postgresql,messages,disk,clock,soak] [--kills 50] [--minutes 20]

`up` runs a desk on embedded servers in a temporary directory. Three people submit, two take claims and write verdicts,
one publishes; a webhook receives each publication. `kills` kills each kind of process at random points. `valkey` lets
it hang, keeps it dead, and empties it. `postgresql` stops it, lets it hang, and takes its connections. `messages`
delivers each task thrice, shuffled. `disk` fills a small file system (as root). `clock` sets the clock by an hour, with
the file that LIBFAKETIME names (libfaketime.so.1, 0.9.11 or newer). `soak` works for minutes and measures memory, files
and connections.

The exit status is 1 if anything that the desk acknowledged is lost or doubled, if its log is broken, if a request gets
500 or takes more than 15 seconds, if not everything is done 15 seconds after a fault, or if something grows.
`benchmarks.slow_clients` measures slow clients.
"""

import argparse
import sys
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from benchmarks.faults.clock import SetClock, set_clocks
from benchmarks.faults.desk import FaultDesk
from benchmarks.faults.disk import fill_disk, mount_small_disk
from benchmarks.faults.kills import kill_processes
from benchmarks.faults.messages import deliver_thrice
from benchmarks.faults.people import People
from benchmarks.faults.servers import break_postgresql, break_valkey
from benchmarks.faults.soak import soak

Part = Callable[[FaultDesk, People, argparse.Namespace], bool]
SHARED_DESK_PARTS: dict[str, Part] = {
    "kills": lambda desk, people, options: kill_processes(desk, people, kills=options.kills, seed=options.seed),
    "valkey": lambda desk, people, _: break_valkey(desk, people),
    "postgresql": lambda desk, people, _: break_postgresql(desk, people),
    "messages": lambda desk, people, _: deliver_thrice(desk, people),
    "soak": lambda desk, people, options: soak(desk, people, minutes=options.minutes),
}
"""The parts that run on any desk; `disk` and `clock` need one of their own."""
PARTS = (*SHARED_DESK_PARTS, "disk", "clock")


def main() -> None:
    """Run the parts that were asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--parts", default=",".join(PARTS))
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--minutes", type=float, default=20)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    names = options.parts.split(",")
    if unknown := set(names) - set(PARTS):
        parser.error(f"There is no part {min(unknown)}.")
    results = {name: run_part(name, options) for name in names}
    print("\n" + "\n".join(f"{name:<12} {'kept' if passed else 'BROKEN'}" for name, passed in results.items()))
    sys.exit(0 if all(results.values()) else 1)


def run_part(name: str, options: argparse.Namespace) -> bool:
    """Run one part on a new desk. Returns whether it kept all promises."""
    print(f"\n== {name}", flush=True)
    with ExitStack() as stack:
        directory = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="factcheck-faults-")))
        home = stack.enter_context(mount_small_disk()) if name == "disk" else directory
        clock = SetClock(directory) if name == "clock" else None
        desk = FaultDesk(home / "data", directory / "output", clock.environment() if clock else None)
        stack.callback(desk.stop)
        people = People(desk)
        if clock:
            return set_clocks(desk, people, clock)
        return fill_disk(desk, people) if name == "disk" else SHARED_DESK_PARTS[name](desk, people, options)


if __name__ == "__main__":
    main()
