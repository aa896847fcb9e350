"""The French sentences and articles that were marked by hand before the rules were written.

`sentences.jsonl` holds the contents with their source chains, the quantities and the dates of 60 sentences, published
on 14 March 2024. `articles/` holds articles, each with its contents and the words that name their sources.
`later_sentences.jsonl` and two of the articles were marked later, in three rounds, and read once before the rules were
mended: docs/decisions/0017 has the figures of each first reading.
"""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from claims import nlp
from claims.nlp.reading import Claim, Quantity

FOLDER = Path(__file__).parent
PUBLISHED = "2024-03-14"
LEAST_OVERLAP = 0.5
Letters = frozenset[int]


def load_rows(name: str) -> list[dict[str, Any]]:
    """Return the rows of a file of marks."""
    return [json.loads(line) for line in (FOLDER / name).read_text("utf-8").splitlines()]


def read_text(text: str) -> Sequence[Claim]:
    """Return the claims of a French text."""
    return nlp.read(text, published=PUBLISHED, language="fr").claims


def letters_of(text: str, spans: Iterable[tuple[int, int]]) -> Letters:
    """Return the offsets of the letters and digits of some spans."""
    return frozenset(offset for start, end in spans for offset in range(start, end) if text[offset].isalnum())


def pair_contents(text: str, contents: Sequence[Sequence[str]], claims: Sequence[Claim]) -> list[tuple[int, Claim]]:
    """Return each marked content that a claim with a source holds by half of the letters of both, with the claim."""
    said = [claim for claim in claims if claim.chain]
    wanted = [letters_of(text, [(text.index(part), text.index(part) + len(part)) for part in one]) for one in contents]
    held = [letters_of(text, [(part.start, part.end) for part in claim.parts]) for claim in said]
    ranked = sorted(
        ((len(one & other) / len(one | other), i, j) for i, one in enumerate(wanted) for j, other in enumerate(held)),
        reverse=True,
    )
    pairs: dict[int, int] = {}
    for share, i, j in ranked:
        if share >= LEAST_OVERLAP and i not in pairs and j not in pairs.values():
            pairs[i] = j
    return [(i, said[j]) for i, j in pairs.items()]


def f1(right: int, predicted: int, wanted: int) -> float:
    """Return the harmonic mean of precision and recall."""
    return 2 * right / (predicted + wanted)


def is_same(quantity: Quantity, row: dict[str, Any]) -> bool:
    """Whether a quantity has the ends, the kind and the unit of a marked one."""
    ends = (quantity.low, quantity.high) == (row["low"], row["high"])
    return ends and quantity.kind == row["kind"] and row["unit"].rstrip("s") in quantity.unit
