"""Entries of the log, the hash chain that links them, and the check that finds breaks in it."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any

from .merkle import GrowingTree
from .redactions import REDACTABLE_FIELDS, find_unmarked_fields, read_redaction

GENESIS = "0" * 64
"""Stands for the hash of the previous entry in the first entry."""

LOGGED_FIELDS = (
    "claim_id", "revision", "kind", "note", "claim_text", "claimant", "rating", "summary", "document",
    "document_sha256", "page", "published",
)  # fmt: skip
"""The fields of a publication that the public can read."""

LogContent = Mapping[str, Any]

_canonical = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


@dataclass(frozen=True, slots=True)
class ChainEntry:
    """One revision in the log. `digests` has the hash of each field of `content`; `content` is None if it is lost."""

    sequence: int
    content: LogContent | None
    digests: Mapping[str, str]
    content_sha256: str
    previous_sha256: str
    entry_sha256: str

    def __str__(self) -> str:
        content = self.content or {}
        if not {"claim_id", "revision"} <= content.keys():
            return f"entry {self.sequence}"
        return f"entry {self.sequence} (claim {content['claim_id']}, revision {content['revision']})"


@dataclass(frozen=True, slots=True)
class SignedStatement:
    """A signed statement that the log ended with this entry at this time.

    `root_sha256` is the root of the tree over all entries; heads of version 0.1 have none. `desk` is who signed.
    """

    sequence: int
    entry_sha256: str
    at: datetime
    root_sha256: str = ""
    desk: str = ""

    def __str__(self) -> str:
        return f"the head signed at {self.at:%Y-%m-%d %H:%M} UTC"


@dataclass(frozen=True, slots=True)
class ChainBreak:
    """A place where the log is broken, and what is wrong there."""

    position: str
    description: str

    def __str__(self) -> str:
        return f"{self.position}: {self.description}"


def canonical_json(value: object) -> str:
    """Write a value in its one canonical form: sorted keys, no blanks, unescaped UTF-8."""
    return _canonical(value)


def sha256_of_value(value: object) -> str:
    """Return the SHA-256 of the canonical JSON of a value."""
    return _sha256(canonical_json(value))


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def content_of_row(row: Mapping[str, Any]) -> LogContent:
    """Return the logged content of a row of publications: `LOGGED_FIELDS` as plain JSON.

    The page is the JSON of the database rather than a `PublicationPage`, so that unknown keys are hashed too. Only the
    revision that redacts earlier ones has the field `redaction`.
    """
    published: datetime = row["published"]
    content = {name: row[name] for name in LOGGED_FIELDS} | {"published": published.astimezone(UTC).isoformat()}
    return content | {"redaction": row["redaction"]} if row.get("redaction") else content


def seal_entry(content: LogContent, *, after: tuple[int, str]) -> ChainEntry:
    """Return the entry for a content; `after` is the number and hash of the previous entry, or ``(0, GENESIS)``."""
    sequence, previous = after[0] + 1, after[1]
    digests = {name: sha256_of_value(value) for name, value in content.items()}
    content_sha256 = sha256_of_value(digests)
    own_sha256 = entry_sha256(sequence, previous, content_sha256)
    return ChainEntry(sequence, content, digests, content_sha256, previous, own_sha256)


def entry_sha256(sequence: int, previous_sha256: str, content_sha256: str) -> str:
    """Return the hash of an entry, over its number, the previous hash and the content hash, one per line."""
    return _sha256(f"{sequence}\n{previous_sha256}\n{content_sha256}\n")


def check_chain(
    entries: Iterable[ChainEntry],
    heads: Iterable[SignedStatement] = (),
    redacted: Mapping[int, Mapping[str, str]] = MappingProxyType({}),
) -> Iterator[ChainBreak]:
    """Find the breaks of a log, in its order. Memory grows with the number of heads and redactions, not of entries.

    `redacted` has the hashes of redacted fields by entry, from the redactions of this log, which are checked here.
    """
    tree, seen = GrowingTree(), dict[int, ChainEntry]()
    signed: dict[int, list[SignedStatement]] = {}
    for head in heads:
        signed.setdefault(head.sequence, []).append(head)
    last, last_sha256, proven = 0, GENESIS, 0
    for entry in entries:
        yield from _check_position(entry, last, last_sha256)
        yield from _check_content(entry, redacted.get(entry.sequence, {}))
        yield from _check_redaction(entry, seen)
        yield from _check_hashes(entry)
        if entry.sequence in redacted:
            seen[entry.sequence] = entry
        tree.append_leaf(entry.entry_sha256)
        head_breaks = list(_check_head(entry, tree, signed.get(entry.sequence, ()), proven))
        yield from head_breaks
        proven = entry.sequence if entry.sequence in signed and not head_breaks else proven
        if entry.sequence > last:
            last, last_sha256 = entry.sequence, entry.entry_sha256
    yield from _check_end(last, signed)


def _check_position(entry: ChainEntry, last: int, last_sha256: str) -> Iterator[ChainBreak]:
    """Check that an entry is in its original position."""
    if entry.sequence <= last:
        yield ChainBreak(str(entry), f"is repeated or out of order, after entry {last}")
    elif entry.sequence > last + 1:
        yield ChainBreak(str(entry), f"{_range_text(last + 1, entry.sequence - 1)} before it")
    elif entry.previous_sha256 != last_sha256:
        previous = f"entry {last}" if last else "the beginning"
        yield ChainBreak(str(entry), f"was not written after {previous} as it is here")


def _range_text(first: int, last: int) -> str:
    return f"entry {first} is missing" if first == last else f"entries {first} to {last} are missing"


def _check_content(entry: ChainEntry, redacted: Mapping[str, str]) -> Iterator[ChainBreak]:
    """Check that the content of an entry is what was logged, or what a redaction left of it, field by field."""
    if entry.content is None:
        yield ChainBreak(str(entry), "its publication is missing")
        return
    for name in sorted(entry.content.keys() | entry.digests.keys()):
        digest = redacted.get(name, entry.digests.get(name))
        if name not in entry.content or sha256_of_value(entry.content[name]) != digest:
            left = "is not what its redaction left" if name in redacted else "is not what was published"
            yield ChainBreak(str(entry), f"`{name}` {left}")
    for name in find_unmarked_fields(entry.content, redacted):
        yield ChainBreak(str(entry), f"`{name}` was redacted and does not show it")


def _check_redaction(entry: ChainEntry, seen: Mapping[int, ChainEntry]) -> Iterator[ChainBreak]:
    """Check that a redaction concerns earlier revisions of the same verdict, and of these only words."""
    redaction = read_redaction(entry.content or {})
    for row in redaction.entries if redaction else ():
        earlier = seen.get(row.sequence)
        claims = [(content.content or {}).get("claim_id") for content in (entry, earlier) if content]
        if earlier is None or earlier.entry_sha256 != row.entry_sha256 or len(set(claims)) > 1:
            yield ChainBreak(str(entry), f"redacts entry {row.sequence}, which is no earlier revision of this verdict")
        for name in sorted(row.digests.keys() - REDACTABLE_FIELDS):
            yield ChainBreak(str(entry), f"redacts `{name}` of entry {row.sequence}, which has no words")


def _check_hashes(entry: ChainEntry) -> Iterator[ChainBreak]:
    """Check that the hashes of an entry are consistent."""
    if sha256_of_value(entry.digests) != entry.content_sha256:
        yield ChainBreak(str(entry), "the hash of its content does not match the hashes of its fields")
    if entry_sha256(entry.sequence, entry.previous_sha256, entry.content_sha256) != entry.entry_sha256:
        yield ChainBreak(str(entry), "its hash does not match its number, its content and the previous entry")


def _check_head(
    entry: ChainEntry, tree: GrowingTree, heads: Iterable[SignedStatement], proven: int
) -> Iterator[ChainBreak]:
    """Check that an entry is the signed one; an earlier head proves all entries up to `proven`."""
    for head in heads:
        changed = f"an entry from {proven + 1} to here was changed"
        if head.entry_sha256 != entry.entry_sha256:
            yield ChainBreak(str(entry), f"is not the one in {head}; {changed}")
        elif head.root_sha256 and head.root_sha256 != tree.root():
            yield ChainBreak(str(entry), f"the tree up to it is not the one in {head}; {changed}")


def _check_end(last: int, signed: Mapping[int, list[SignedStatement]]) -> Iterator[ChainBreak]:
    """Check that a log that ends with entry `last` includes every signed entry."""
    for sequence in sorted(number for number in signed if number > last):
        yield ChainBreak("the end", f"{_range_text(last + 1, sequence)}, named in {signed[sequence][0]}")


def check_signed_end(last: int, heads: Iterable[SignedStatement]) -> Iterator[ChainBreak]:
    """Check that a signed head names the last entry: without one, the end could have been cut or written anew."""
    signed = max((head.sequence for head in heads if head.root_sha256), default=0)
    if signed < last:
        yield ChainBreak("the end", f"no signed head names the entries from {signed + 1} to {last}")
