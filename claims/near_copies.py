"""Near copies of texts: which share most of their words in the same order, whatever was cut or added. Plain Python.

A text is the set of its shingles, runs of four words. Its sketch is the smallest of their hashes (MinHash of the
bottom-k kind: A. Z. Broder, On the resemblance and containment of documents, 1997): texts that share much share some of
them, so that an index finds candidates. What two texts really share is computed from all shingles.
"""

import re
from zlib import crc32

SHINGLE_WORDS = 4
SKETCH_SIZE = 64
LEAST_SHINGLES = 40
"""Shorter texts, such as a caption or a notice, are no copies of anything."""
LEAST_SHARED = 4
"""Hashes that the sketches of candidates share."""
COPY_PERCENT = 50
"""The part of the shorter text that a copy shares with the other."""
COPY_RESEMBLANCE = 1 / 3
"""The share of all shingles that two texts of one length have in common if each has `COPY_PERCENT` of the other."""
_WORD = re.compile(r"\w+")


def list_shingles(text: str) -> set[int]:
    """Return the hashes of all runs of words of a text."""
    words = [word.casefold() for word in _WORD.findall(text)]
    runs = (" ".join(words[start : start + SHINGLE_WORDS]) for start in range(len(words) - SHINGLE_WORDS + 1))
    return {crc32(run.encode()) for run in runs}


def make_sketch(text: str) -> list[int]:
    """Return the sketch of a text; empty if the text is too short to compare."""
    shingles = list_shingles(text)
    return sorted(shingles)[:SKETCH_SIZE] if len(shingles) >= LEAST_SHINGLES else []


def shared_percent(first: str, second: str) -> int:
    """Return how much of the shorter text stands in the other, in percent of its shingles."""
    one, other = list_shingles(first), list_shingles(second)
    return 100 * len(one & other) // max(1, min(len(one), len(other)))


def estimate_resemblance(first: list[int], second: list[int]) -> float:
    """Return the share of all shingles of two texts that both have, as their sketches tell; 0 for an empty sketch."""
    both = {*first}.intersection(second)
    if not both:
        return 0.0
    smallest = sorted({*first, *second})[:SKETCH_SIZE]
    return sum(value in both for value in smallest) / len(smallest)
