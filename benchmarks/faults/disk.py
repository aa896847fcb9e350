"""Fill the disk of a desk under load, and make room again."""

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from benchmarks.faults.desk import FaultDesk
from benchmarks.faults.people import People
from benchmarks.faults.report import fault_under_load, judge

DISK_BYTES = 400 * 1024 * 1024
FULL_SECONDS = 20.0
BLOCK = bytes(64 * 1024)


@contextmanager
def mount_small_disk() -> Iterator[Path]:
    """Mount a small file system in memory. It takes root, or `unshare --user --map-root-user --mount`."""
    with tempfile.TemporaryDirectory(prefix="factcheck-disk-") as directory:
        mount = ["mount", "-t", "tmpfs", "-o", f"size={DISK_BYTES}", "tmpfs", directory]
        if subprocess.run(mount, check=False).returncode:
            sys.exit("A file system cannot be mounted. Start with: unshare --user --map-root-user --mount")
        try:
            yield Path(directory)
        finally:
            subprocess.run(["umount", "--lazy", directory], check=True)


def fill_disk(desk: FaultDesk, people: People) -> bool:
    """Fill the disk and make room again; return whether all promises were kept."""
    ballast = desk.data.parent / "ballast"
    with fault_under_load(f"The disk is full for {FULL_SECONDS:.0f} s", people) as fault:
        end = time.monotonic() + FULL_SECONDS
        with ballast.open("ab", buffering=0) as file:
            while time.monotonic() < end:
                with suppress(OSError):
                    file.write(BLOCK)
                    continue
                time.sleep(0.05)
        ballast.unlink()
    passed = judge(fault, desk, people)
    print("  the runner says: " + "; ".join(_sentences(desk)), flush=True)
    return passed


def _sentences(desk: FaultDesk) -> list[str]:
    lines = desk.output.read_text().splitlines()
    return sorted({line.strip() for line in lines if "unexpectedly" in line or "is full" in line})
