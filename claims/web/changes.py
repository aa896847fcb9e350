"""What a correction changes in public, word by word."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from claims.models import Publication
from claims.ratings import RATINGS

WORD = re.compile(r"\d+(?:[.,:]\d+)*\s*|\w+\s*|[^\w\s]\s*|\s+")


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words that stay (""), come ("ins") or go ("del")."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """A part of the page that reads differently afterwards."""

    label: str
    pieces: list[Piece]


def between(before: Publication, after: Publication) -> list[Change]:
    """The parts that differ, in the order of the page; empty when only the note is new."""
    old, new = _parts(before), _parts(after)
    return [
        Change(label, list(_pieces(old.get(label, ""), new.get(label, ""))))
        for label in {**old, **new}
        if old.get(label, "") != new.get(label, "")
    ]


def _parts(publication: Publication) -> dict[str, str]:
    rating = RATINGS.get(publication.rating)
    parts = {
        "Claim": publication.claim_text,
        "Rating": rating.label if rating else "",
        "Summary": publication.summary,
        "Justification": publication.page.get("justification", ""),
    }
    for item in publication.page.get("evidence", []):
        label = f"Evidence: {item['question']}"
        parts[label] = "\n\n".join(filter(None, [parts.get(label), _evidence(item)]))
    return parts


def _evidence(item: dict[str, Any]) -> str:
    independent = "" if item.get("independent", True) else "not independent of the sources of the claim"
    told = (item.get(key) for key in ("stance", "answer", "quote", "publisher", "url", "accessed"))
    return "\n".join(filter(None, [*told, independent]))


def _pieces(before: str, after: str) -> Iterator[Piece]:
    old, new = WORD.findall(before), WORD.findall(after)
    for kind, start, end, new_start, new_end in SequenceMatcher(None, old, new).get_opcodes():
        if kind == "equal":
            yield Piece("", "".join(old[start:end]))
            continue
        if start < end:
            yield Piece("del", "".join(old[start:end]))
        if new_start < new_end:
            yield Piece("ins", "".join(new[new_start:new_end]))
