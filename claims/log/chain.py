"""Entries, how they hang together, and what is wrong where they do not."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

GENESIS = "0" * 64
"""What the first entry holds in place of the hash of an entry before it."""

LOGGED_FIELDS = (
    "claim_id", "revision", "kind", "note", "claim_text", "claimant", "rating", "summary", "document",
    "document_sha256", "page", "published",
)  # fmt: skip
"""All of a publication that the public can read."""

LogContent = Mapping[str, Any]

_canonical = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


@dataclass(frozen=True, slots=True)
class ChainEntry:
    """One revision in the log. `digests` has the hash of each field of `content`, which is None if it is lost."""

    sequence: int
    content: LogContent | None
    digests: Mapping[str, str]
    content_sha256: str
    previous_sha256: str
    entry_sha256: str

    def __str__(self) -> str:
        about = self.content or {}
        named = {"claim_id", "revision"} <= about.keys()
        return f"entry {self.sequence}" + (
            f" (claim {about['claim_id']}, revision {about['revision']})" if named else ""
        )


@dataclass(frozen=True, slots=True)
class SignedStatement:
    """What somebody signed: that the log ended with this entry then."""

    sequence: int
    entry_sha256: str
    at: datetime

    def __str__(self) -> str:
        return f"the head signed at {self.at:%Y-%m-%d %H:%M} UTC"


@dataclass(frozen=True, slots=True)
class ChainBreak:
    """A place where the log does not hold, and what is wrong there."""

    position: str
    description: str

    def __str__(self) -> str:
        return f"{self.position}: {self.description}"


def canonical_json(value: object) -> str:
    """One spelling for one value: sorted keys, no blanks, UTF-8 as it is."""
    return _canonical(value)


def sha256_of_value(value: object) -> str:
    """The SHA-256 of a value's one spelling."""
    return _sha256(canonical_json(value))


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def content_of_row(row: Mapping[str, Any]) -> LogContent:
    """What is logged of a publication's row: `FIELDS` as plain JSON.

    The page is the JSON that the database holds and not a `PublicationPage`, so that a key nobody knows is hashed too.
    """
    published: datetime = row["published"]
    return {name: row[name] for name in LOGGED_FIELDS} | {"published": published.astimezone(UTC).isoformat()}


def seal_entry(what: LogContent, *, after: tuple[int, str]) -> ChainEntry:
    """The entry for some content; `after` is the number and hash of the entry before, or ``(0, GENESIS)``."""
    sequence, previous = after[0] + 1, after[1]
    digests = {name: sha256_of_value(value) for name, value in what.items()}
    whole = sha256_of_value(digests)
    return ChainEntry(sequence, what, digests, whole, previous, entry_sha256(sequence, previous, whole))


def entry_sha256(sequence: int, previous_sha256: str, content_sha256: str) -> str:
    """An entry's own hash: of its number, the hash before and the content's hash, each on a line."""
    return _sha256(f"{sequence}\n{previous_sha256}\n{content_sha256}\n")


def check_chain(entries: Iterable[ChainEntry], heads: Iterable[SignedStatement] = ()) -> Iterator[ChainBreak]:
    """Everything that is wrong with a log, in its order. Memory grows with the heads, not with the entries."""
    signed: dict[int, list[SignedStatement]] = {}
    for head in heads:
        signed.setdefault(head.sequence, []).append(head)
    last, last_sha256, sure = 0, GENESIS, 0
    for entry in entries:
        yield from _check_position(entry, last, last_sha256)
        yield from _check_content(entry)
        yield from _check_hashes(entry)
        doubted = list(_check_head(entry, signed.get(entry.sequence, ()), sure))
        yield from doubted
        sure = entry.sequence if entry.sequence in signed and not doubted else sure
        if entry.sequence > last:
            last, last_sha256 = entry.sequence, entry.entry_sha256
    yield from _check_end(last, signed)


def _check_position(entry: ChainEntry, last: int, last_sha256: str) -> Iterator[ChainBreak]:
    """Whether an entry stands where it was written."""
    if entry.sequence <= last:
        yield ChainBreak(str(entry), f"stands again or out of order, after entry {last}")
    elif entry.sequence > last + 1:
        yield ChainBreak(str(entry), f"{_range_text(last + 1, entry.sequence - 1)} before it")
    elif entry.previous_sha256 != last_sha256:
        before = f"entry {last}" if last else "the beginning"
        yield ChainBreak(str(entry), f"was not written after {before} as it stands here")


def _range_text(first: int, last: int) -> str:
    return f"entry {first} is missing" if first == last else f"entries {first} to {last} are missing"


def _check_content(entry: ChainEntry) -> Iterator[ChainBreak]:
    """Whether an entry's content is what was logged, field by field."""
    if entry.content is None:
        yield ChainBreak(str(entry), "its publication is gone")
        return
    for name in sorted(entry.content.keys() | entry.digests.keys()):
        if name not in entry.content or sha256_of_value(entry.content[name]) != entry.digests.get(name):
            yield ChainBreak(str(entry), f"`{name}` is not what was published")


def _check_hashes(entry: ChainEntry) -> Iterator[ChainBreak]:
    """Whether an entry's hashes follow from each other."""
    if sha256_of_value(entry.digests) != entry.content_sha256:
        yield ChainBreak(str(entry), "the hash of its content does not fit the hashes of its fields")
    if entry_sha256(entry.sequence, entry.previous_sha256, entry.content_sha256) != entry.entry_sha256:
        yield ChainBreak(str(entry), "its own hash does not fit its number, content and the entry before")


def _check_head(entry: ChainEntry, heads: Iterable[SignedStatement], sure: int) -> Iterator[ChainBreak]:
    """Whether an entry is the one that was signed; all up to entry `sure` is proved by an earlier head."""
    for head in heads:
        if head.entry_sha256 != entry.entry_sha256:
            rewritten = f"something from entry {sure + 1} to here was rewritten"
            yield ChainBreak(str(entry), f"is not the one in {head}; {rewritten}")


def _check_end(last: int, signed: Mapping[int, list[SignedStatement]]) -> Iterator[ChainBreak]:
    """Whether a log that ends with entry `last` holds all that was signed."""
    for sequence in sorted(number for number in signed if number > last):
        yield ChainBreak("the end", f"{_range_text(last + 1, sequence)}, which {signed[sequence][0]} names")
