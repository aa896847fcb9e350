"""``python -m claims.log EXPORT --key key.json --head head.json``: prove a log from its export alone.

EXPORT is what ``manage.py export_log`` writes and the desk serves as ``/log/log.jsonl``; the key is
``/log/key.json``. A head from elsewhere (a newspaper, an archive, an earlier day's ``/log/head.json``) also
proves that nothing is missing at the end. Answers 0 if the log holds, 1 if it is broken, 2 if it cannot be read.
"""

import argparse
import json
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from .chain import ChainEntry, SignedStatement, check_chain
from .export_file import read_entries, read_heads
from .signed_heads import extract_jws, sort_heads

MAX_PRINTED_BREAKS = 100
"""So many breaks are told; where there are more, the log is another one."""


def main(arguments: list[str] | None = None) -> int:
    """Check one file and say what was found."""
    wanted = _arguments(arguments)
    try:
        keys = [json.loads(path.read_text()) for path in wanted.key]
        found = [*read_heads(wanted.export), *(extract_jws(path.read_text()) for path in wanted.head)]
        signed, faults = sort_heads(found, keys) if keys else ([], [])
        counted = EntryCounter()
        breaks = [*faults, *islice(check_chain(counted.count_entries(wanted.export), signed), MAX_PRINTED_BREAKS)]
    except (OSError, ValueError) as error:
        sys.stderr.write(f"{error}\n")
        return 2
    for each in breaks:
        sys.stderr.write(f"BROKEN  {each}\n")
    sys.stdout.write(
        f"{'broken' if breaks else 'whole'}: {counted.summary()}, {_describe_head(signed, keys=bool(keys))}\n"
    )
    return 1 if breaks else 0


def _arguments(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="verify-log", description="Prove a log from its export alone.")
    parser.add_argument("export", type=Path, help="the exported log")
    parser.add_argument("--key", type=Path, action="append", default=[], help="a public key; may be repeated")
    parser.add_argument("--head", type=Path, action="append", default=[], help="a signed head kept elsewhere")
    wanted = parser.parse_args(arguments)
    if wanted.head and not wanted.key:
        parser.error("--head needs the --key that signed it")
    return wanted


class EntryCounter:
    """Counts the entries that pass, and keeps the last one."""

    def __init__(self) -> None:
        self.count = 0
        self.last: ChainEntry | None = None

    def count_entries(self, path: Path) -> Iterator[ChainEntry]:
        """The entries of a file."""
        for entry in read_entries(path):
            self.count, self.last = self.count + 1, entry
            yield entry

    def summary(self) -> str:
        """How many there were and where they end."""
        return f"entries: {self.count}, the last {self.last.entry_sha256}" if self.last else "entries: 0"


def _describe_head(signed: list[SignedStatement], *, keys: bool) -> str:
    if not keys:
        return "signed heads: not looked at without a --key"
    return f"signed heads: {len(signed)}"


if __name__ == "__main__":
    sys.exit(main())
