"""Quotations of one speech in several texts: word for word, shortened, joined or altered. Plain Python."""

import re
from enum import StrEnum

from rapidfuzz.distance import Indel

LEAST_WORDS = 4
"""Words of a quotation that is compared; fewer are a term in quotation marks."""
MOST_WORDS = 200
LEAST_SHARED = 0.5
"""The share of the words of the shorter of two quotations that both have if they quote the same."""
_QUOTED = re.compile(r"[“„«\"]\s*([^“”„«»\"]+?)\s*[”“»\"]")
_OPENS = re.compile(r"[“„«\"]\s*$")
_CLOSES = re.compile(r"[”“»\"]")
_OMISSION = re.compile(r"…|\.{3,}|\. \. \.|\[[^\[\]]{0,100}\]")
_WORD = re.compile(r"\w+(?:['’]\w+)?")


class Drift(StrEnum):
    """What became of the words of a quotation. Words left out without a mark join what stands apart."""

    VERBATIM = "verbatim"
    SHORTENED = "shortened"
    JOINED = "joined"
    ALTERED = "altered"


def find_quotation(passage: str, before: str = "", after: str = "") -> str:
    """Return the longest quotation in a passage with the text around it; empty if none has enough words."""
    text = passage
    if (opening := _OPENS.search(before)) and (closing := _CLOSES.search(f"{passage}{after}")):
        text = f"{opening[0]}{(passage + after)[: closing.end()]}{passage[closing.end() :]}"
    longest = max((match[1] for match in _QUOTED.finditer(text)), key=len, default="")
    return longest if len(list_words(longest)) >= LEAST_WORDS else ""


def compare_quotations(full: str, quotation: str) -> Drift | None:
    """Return what became of the full quotation in another one; None if the other quotes something else."""
    theirs = list_words(full)
    pieces = [words for piece in _OMISSION.split(quotation) if (words := list_words(piece))]
    ours = [word for piece in pieces for word in piece]
    shared = (len(theirs) + len(ours) - Indel.distance(theirs, ours)) // 2
    if shared < LEAST_SHARED * min(len(theirs), len(ours)) or not ours:
        return None
    if ours == theirs:
        return Drift.VERBATIM
    if _stand_in_order(pieces, theirs):
        return Drift.SHORTENED
    return Drift.JOINED if shared == len(ours) else Drift.ALTERED


def _stand_in_order(pieces: list[list[str]], words: list[str]) -> bool:
    """Return whether each piece stands in a text as it is, one after the other."""
    start = 0
    for piece in pieces:
        places = range(start, len(words) - len(piece) + 1)
        place = next((index for index in places if words[index : index + len(piece)] == piece), None)
        if place is None:
            return False
        start = place + len(piece)
    return True


def list_words(text: str) -> list[str]:
    """Return the words of a quotation without case and marks, up to `MOST_WORDS`."""
    return [word.casefold().replace("’", "'") for word in _WORD.findall(text)[:MOST_WORDS]]
