"""``python -m claims.log EXPORT --key key.json --head head.json``: verify a log from its export alone.

EXPORT is the output of ``manage.py export_log``, which the desk serves as ``/log/log.jsonl``; the key is
``/log/key.json``. A head stored elsewhere, such as an earlier ``/log/head.json``, also proves that the log was not
written anew since. An older copy of the export (``--earlier``) proves that later redactions took out words only.
Exits with 0 if the log is intact, 1 if it is broken, 2 if it cannot be read.
"""

import argparse
import json
import sys
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path

from .chain import ChainBreak, ChainEntry, SignedStatement, check_chain, check_signed_end
from .export_file import read_entries, read_heads, read_redactions
from .redactions import collect_redacted_digests, is_cut_of
from .signed_heads import extract_jws, sort_heads

MAX_PRINTED_BREAKS = 100
"""Breaks that are printed at most."""


def main(arguments: list[str] | None = None) -> int:
    """Verify a file, print the result, and return the exit code."""
    options = _parse_arguments(arguments)
    try:
        keys = [json.loads(path.read_text()) for path in options.key]
        signatures = [*read_heads(options.export), *(extract_jws(path.read_text()) for path in options.head)]
        signed, faults = sort_heads(signatures, keys or None)
        counted, redacted = EntryCounter(), collect_redacted_digests(read_redactions(options.export))
        found = check_chain(counted.count_entries(options.export), signed, redacted)
        breaks = [*faults, *islice(found, MAX_PRINTED_BREAKS)]
        if options.earlier:
            breaks += compare_with_earlier(options.export, options.earlier, redacted)
        breaks += check_signed_end(counted.last.sequence if counted.last else 0, signed)
        breaks += [] if counted.count else [ChainBreak("the file", "has no entries")]
    except (OSError, ValueError, RecursionError) as error:
        sys.stderr.write(f"{error}\n")
        return 2
    for chain_break in breaks:
        sys.stderr.write(f"BROKEN  {chain_break}\n")
    sys.stdout.write(
        f"{'broken' if breaks else 'whole'}: {counted.summary()}, {_describe_head(signed, keys=bool(keys))}\n"
    )
    return 1 if breaks else 0


def _parse_arguments(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="verify-log", description="Verify a log from its export alone.")
    parser.add_argument("export", type=Path, help="the exported log")
    parser.add_argument("--key", type=Path, action="append", default=[], help="a public key; may be repeated")
    parser.add_argument("--head", type=Path, action="append", default=[], help="a signed head stored elsewhere")
    parser.add_argument("--earlier", type=Path, help="an older copy of the log, to see that redactions changed no more")
    options = parser.parse_args(arguments)
    if options.head and not options.key:
        parser.error("--head needs the --key that signed it")
    return options


def compare_with_earlier(path: Path, earlier: Path, redacted: Mapping[int, Mapping[str, str]]) -> Iterator[ChainBreak]:
    """Check against a copy from before that redactions took words out, marked each place, and changed nothing else."""
    originals = {entry.sequence: entry for entry in read_entries(earlier) if entry.sequence in redacted}
    for entry in read_entries(path):
        if original := originals.get(entry.sequence):
            for name in redacted[entry.sequence]:
                if not is_cut_of(_read_field(entry, name), _read_field(original, name)):
                    yield ChainBreak(str(entry), f"the redaction of `{name}` changed more than it marks")


def _read_field(entry: ChainEntry, name: str) -> object:
    """Return the value of a field; of a `document`, the JSON that it is."""
    value = (entry.content or {}).get(name)
    return json.loads(value) if name == "document" and isinstance(value, str) else value


class EntryCounter:
    """Counts entries while they are read, and keeps the last one."""

    def __init__(self) -> None:
        self.count = 0
        self.last: ChainEntry | None = None

    def count_entries(self, path: Path) -> Iterator[ChainEntry]:
        """Read the entries of a file."""
        for entry in read_entries(path):
            self.count, self.last = self.count + 1, entry
            yield entry

    def summary(self) -> str:
        """Return the number of entries and the hash of the last one."""
        return f"entries: {self.count}, the last {self.last.entry_sha256}" if self.last else "entries: 0"


def _describe_head(signed: list[SignedStatement], *, keys: bool) -> str:
    newest = max((head.at for head in signed), default=None)
    heads = f"heads: {len(signed)}, the newest of {newest:%Y-%m-%d %H:%M} UTC" if newest else "heads: 0"
    return f"signed {heads}" if keys else f"{heads}, whose signatures are not checked without --key"


if __name__ == "__main__":
    sys.exit(main())
