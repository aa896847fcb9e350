"""Measure the export of a large desk and its restore, and compare both desks by the hash of their export.

    python -m benchmarks.desk_export [--data DIR] [--claims 100000]

The desk is loaded unless DIR has it from an earlier run. The exit status is 1 if the restored desk exports anything
else.
"""

import argparse
import resource
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.database_servers import drop_desk, run_servers, use_desk
from benchmarks.workbench import ensure_desk

RESTORED = "export_restored"


def main() -> None:
    """Export, pack, restore, export again, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--claims", type=int, default=100_000)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="factcheck-benchmark-") as temporary:
        folder = Path(temporary)
        with run_servers(arguments.data or folder / "data"):
            is_equal = measure_export(arguments.claims, folder)
    sys.exit(0 if is_equal else 1)


def measure_export(claims: int, folder: Path) -> bool:
    """Measure one export and its restore; return whether the desks are equal."""
    from claims.services.desk_archives import pack_archive
    from claims.services.desk_restores import restore_desk_export

    ensure_desk(f"claims_{claims}", claims)
    use_desk(f"claims_{claims}")
    exported = _measure_writing(folder / "first")
    started = time.monotonic()
    size = pack_archive(folder / "first", folder / "first.zip")
    print(f"archive: {time.monotonic() - started:.1f} s, {size / 1e6:,.1f} MB", flush=True)
    drop_desk(RESTORED)
    use_desk(RESTORED)
    started = time.monotonic()
    restore_desk_export(folder / "first")
    print(f"restore: {time.monotonic() - started:.1f} s, {_used_megabytes():,.0f} MB of memory", flush=True)
    again = _measure_writing(folder / "second")
    print(f"sha256 {exported}\nsha256 {again}")
    drop_desk(RESTORED)
    return exported == again


def _measure_writing(folder: Path) -> str:
    """Write an export, print the figures, and return its hash."""
    from claims.services.desk_exports import write_desk_export

    started = time.monotonic()
    manifest = write_desk_export(folder)
    rows = sum(file.lines for file in manifest.files if file.name.endswith(".ndjson"))
    size = sum(file.bytes for file in manifest.files) / 1e6
    seconds = time.monotonic() - started
    print(f"export: {seconds:.1f} s, {rows:,} rows, {size:,.1f} MB, {_used_megabytes():,.0f} MB of memory", flush=True)
    return manifest.sha256


def _used_megabytes() -> float:
    """Return the largest memory of this process so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
