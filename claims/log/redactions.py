"""Redactions: later entries that say which words of earlier entries were taken out, by hashes.

An entry keeps the hashes of what was published. The content of an entry with the field `redaction` names each entry
that was redacted, its hash, and the hashes of its fields as they are now. So the chain stays as it was signed, and
nothing but what a signed redaction names may differ from it.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

REDACTABLE_FIELDS = frozenset({"note", "claim_text", "claimant", "summary", "document", "page"})
"""The fields of an entry that have words."""

REDACTION_MARK = "[removed]"
"""What stands in place of words that were taken out."""


class InvalidRedaction(ValueError):
    """An entry whose redaction is malformed."""


@dataclass(frozen=True, slots=True)
class RedactedEntry:
    """An entry that was redacted; `digests` has the hashes of its redacted fields as they are now."""

    sequence: int
    entry_sha256: str
    digests: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Redaction:
    """Why words were taken out, as a code of the desk, and of which entries."""

    reason: str
    entries: tuple[RedactedEntry, ...]

    def to_json(self) -> dict[str, Any]:
        """Return it as the log contains it."""
        return {"reason": self.reason, "entries": [asdict(entry) for entry in self.entries]}


def read_redaction(content: Mapping[str, Any]) -> Redaction | None:
    """Return the redaction of an entry's content, None if it has none; raises `InvalidRedaction`."""
    data = content.get("redaction")
    if data is None:
        return None
    try:
        entries = tuple(
            RedactedEntry(int(row["sequence"]), str(row["entry_sha256"]), dict(row["digests"]))
            for row in data["entries"]
        )
        return Redaction(str(data["reason"]), entries)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise InvalidRedaction(f"this is not a redaction ({error!r})") from error


def collect_redacted_digests(redactions: Iterable[Redaction]) -> dict[int, dict[str, str]]:
    """Return the hashes of redacted fields by the number of the entry; of redactions in order, the last one counts."""
    digests: dict[int, dict[str, str]] = {}
    for redaction in redactions:
        for entry in redaction.entries:
            digests.setdefault(entry.sequence, {}).update(entry.digests)
    return digests


def find_unmarked_fields(content: Mapping[str, Any], names: Iterable[str]) -> Iterator[str]:
    """Yield the redacted fields that do not show that words were taken out."""
    for name in sorted(names):
        if REDACTION_MARK not in json.dumps(content.get(name), ensure_ascii=False):
            yield name


def is_cut_of(redacted: object, original: object) -> bool:
    """Return whether a redacted value is the original with nothing but words taken out, each place marked.

    Objects keep their names and lists their length; only `quantities` may go, since they repeat words as numbers.
    """
    if isinstance(redacted, str) and isinstance(original, str):
        return _is_cut_text(redacted, original)
    if isinstance(redacted, list) and isinstance(original, list):
        return len(redacted) == len(original) and all(map(is_cut_of, redacted, original))
    if isinstance(redacted, dict) and isinstance(original, dict):
        return redacted.keys() == original.keys() and all(
            (name == "quantities" and value == []) or is_cut_of(value, original[name])
            for name, value in redacted.items()
        )
    return redacted == original


def _is_cut_text(redacted: str, original: str) -> bool:
    """Return whether the parts between the marks stand in the original, in order, from its beginning to its end."""
    first, *others = redacted.split(REDACTION_MARK)
    if not others:
        return redacted == original
    if not original.startswith(first):
        return False
    position, last = len(first), others.pop()
    for part in others:
        found = original.find(part, position)
        if found < 0:
            return False
        position = found + len(part)
    return len(original) - len(last) >= position and original.endswith(last)
