"""Entries, how they hang together, and what is wrong where they do not."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

GENESIS = "0" * 64
"""What the first entry holds in place of the hash of an entry before it."""

FIELDS = (
    "claim_id", "revision", "kind", "note", "claim_text", "claimant", "rating", "summary", "document",
    "document_sha256", "page", "published",
)  # fmt: skip
"""All of a publication that the public can read."""

Content = Mapping[str, Any]

_canonical = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


@dataclass(frozen=True, slots=True)
class Entry:
    """One revision in the log. `digests` has the hash of each field of `content`, which is None if it is lost."""

    sequence: int
    content: Content | None
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
class Head:
    """What somebody signed: that the log ended with this entry then."""

    sequence: int
    entry_sha256: str
    at: datetime

    def __str__(self) -> str:
        return f"the head signed at {self.at:%Y-%m-%d %H:%M} UTC"


@dataclass(frozen=True, slots=True)
class Break:
    """A place where the log does not hold, and what is wrong there."""

    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


def canonical(value: object) -> str:
    """One spelling for one value: sorted keys, no blanks, UTF-8 as it is."""
    return _canonical(value)


def digest(value: object) -> str:
    """The SHA-256 of a value's one spelling."""
    return _sha256(canonical(value))


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def content(row: Mapping[str, Any]) -> Content:
    """What is logged of a publication's row: `FIELDS` as plain JSON.

    The page is the JSON that the database holds and not a `PublicationPage`, so that a key nobody knows is hashed too.
    """
    published: datetime = row["published"]
    return {name: row[name] for name in FIELDS} | {"published": published.astimezone(UTC).isoformat()}


def seal(what: Content, *, after: tuple[int, str]) -> Entry:
    """The entry for some content; `after` is the number and hash of the entry before, or ``(0, GENESIS)``."""
    sequence, previous = after[0] + 1, after[1]
    digests = {name: digest(value) for name, value in what.items()}
    whole = digest(digests)
    return Entry(sequence, what, digests, whole, previous, entry_sha256(sequence, previous, whole))


def entry_sha256(sequence: int, previous_sha256: str, content_sha256: str) -> str:
    """An entry's own hash: of its number, the hash before and the content's hash, each on a line."""
    return _sha256(f"{sequence}\n{previous_sha256}\n{content_sha256}\n")


def check(entries: Iterable[Entry], heads: Iterable[Head] = ()) -> Iterator[Break]:
    """Everything that is wrong with a log, in its order. Memory grows with the heads, not with the entries."""
    signed: dict[int, list[Head]] = {}
    for head in heads:
        signed.setdefault(head.sequence, []).append(head)
    last, last_sha256, sure = 0, GENESIS, 0
    for entry in entries:
        yield from _placed(entry, last, last_sha256)
        yield from _kept(entry)
        yield from _sealed(entry)
        doubted = list(_signed(entry, signed.get(entry.sequence, ()), sure))
        yield from doubted
        sure = entry.sequence if entry.sequence in signed and not doubted else sure
        if entry.sequence > last:
            last, last_sha256 = entry.sequence, entry.entry_sha256
    yield from _ended(last, signed)


def _placed(entry: Entry, last: int, last_sha256: str) -> Iterator[Break]:
    """Whether an entry stands where it was written."""
    if entry.sequence <= last:
        yield Break(str(entry), f"stands again or out of order, after entry {last}")
    elif entry.sequence > last + 1:
        yield Break(str(entry), f"{_range(last + 1, entry.sequence - 1)} before it")
    elif entry.previous_sha256 != last_sha256:
        before = f"entry {last}" if last else "the beginning"
        yield Break(str(entry), f"was not written after {before} as it stands here")


def _range(first: int, last: int) -> str:
    return f"entry {first} is missing" if first == last else f"entries {first} to {last} are missing"


def _kept(entry: Entry) -> Iterator[Break]:
    """Whether an entry's content is what was logged, field by field."""
    if entry.content is None:
        yield Break(str(entry), "its publication is gone")
        return
    for name in sorted(entry.content.keys() | entry.digests.keys()):
        if name not in entry.content or digest(entry.content[name]) != entry.digests.get(name):
            yield Break(str(entry), f"`{name}` is not what was published")


def _sealed(entry: Entry) -> Iterator[Break]:
    """Whether an entry's hashes follow from each other."""
    if digest(entry.digests) != entry.content_sha256:
        yield Break(str(entry), "the hash of its content does not fit the hashes of its fields")
    if entry_sha256(entry.sequence, entry.previous_sha256, entry.content_sha256) != entry.entry_sha256:
        yield Break(str(entry), "its own hash does not fit its number, content and the entry before")


def _signed(entry: Entry, heads: Iterable[Head], sure: int) -> Iterator[Break]:
    """Whether an entry is the one that was signed; all up to entry `sure` is proved by an earlier head."""
    for head in heads:
        if head.entry_sha256 != entry.entry_sha256:
            rewritten = f"something from entry {sure + 1} to here was rewritten"
            yield Break(str(entry), f"is not the one in {head}; {rewritten}")


def _ended(last: int, signed: Mapping[int, list[Head]]) -> Iterator[Break]:
    """Whether a log that ends with entry `last` holds all that was signed."""
    for sequence in sorted(number for number in signed if number > last):
        yield Break("the end", f"{_range(last + 1, sequence)}, which {signed[sequence][0]} names")
