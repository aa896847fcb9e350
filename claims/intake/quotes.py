"""Whether quoted words stand in a text, as a fair person would compare them.

Blanks, kinds of quotation marks and dashes, ligatures, soft hyphens and capital letters do not count; words do, and
so do figures: "300 trees" is not said by "1,300 trees". The work grows with text and quote, never with their product
beyond small constants: both may be hostile.
"""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import accumulate, pairwise

PLACES = 200
"""How many places of the same words are looked at for one that begins and ends with whole words."""
PIECES = 50
WINDOW = 80
"""Words of a quote that are compared when it is not there, and so of the passage that is offered instead."""
LIKE = 0.5
"""The share of its words that a passage must have to be worth offering."""
SHOWN = 600

_QUOTES = "\"'`´‘’‚‛“”„‟′″‹›«»＂＇「」『』"
_DASHES = "-‐‑‒–—―−﹘﹣－"
_UNSEEN = "\xad\u180e\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\u2064\ufeff"
_LEFT_OUT = re.compile(r"\[[^\[\]]{0,100}\]|\(\.{3,}\)|\.{3,}|\(\. \. \.\)|\. \. \.")
_WORD = re.compile(r"\S+")
_EDGE = " '-.,;:!?()[]"


class Finding(StrEnum):
    """How a quote stands to the text that it is said to be from."""

    VERBATIM = "verbatim"
    GAPS = "gaps"
    CUT = "cut"
    MISSING = "missing"
    NONE = "none"


Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Found:
    """What came of looking: `skipped` counts the words left out between the pieces, `nearest` is what stands there.

    `pieces` are places in the folded text; `spans` turns them into those of the text itself.
    """

    finding: Finding
    pieces: tuple[Span, ...] = ()
    skipped: int = 0
    nearest: str = ""


class _Folds(dict[int, str]):
    """How each character is compared; filled in as characters come."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = unicodedata.normalize("NFKD", chr(code)).casefold()
        return folded


_FOLDS = _Folds(
    {ord(mark): "'" for mark in _QUOTES} | {ord(dash): "-" for dash in _DASHES} | {ord(none): "" for none in _UNSEEN}
)


def folded(text: str) -> str:
    """The text as it is compared: one blank between words, none around dashes, one kind of quotation mark."""
    line = " ".join(text.translate(_FOLDS).split())
    return line.replace(" -", "-").replace("- ", "-")


def look(text: str, quote: str) -> Found:
    """Look for the quote in the text; what an editor left out is marked by dots or stands in square brackets."""
    page, words = folded(text), _bare(folded(quote))
    if not _says_something(words):
        return Found(Finding.NONE)
    if whole := _place(page, words, 0):
        return Found(Finding.VERBATIM if _is_whole(page, *whole) else Finding.CUT, (whole,))
    if pieces := _in_order(page, words):
        whole_words = all(_is_whole(page, *piece) for piece in pieces)
        finding = Finding.GAPS if whole_words else Finding.CUT
        return Found(finding, tuple(pieces), _skipped(page, pieces))
    return Found(Finding.MISSING, nearest=nearest(text, quote))


def spans(text: str, found: Found) -> list[Span]:
    """Where the pieces stand in the text itself, in characters.

    Blanks are what folding adds and takes away, so the two are matched by the characters that are none.
    """
    page = folded(text)
    weights = list(accumulate(len("".join(_FOLDS[ord(character)].split())) for character in text))
    solid = list(accumulate(0 if character == " " else 1 for character in page))
    return [
        (bisect_right(weights, solid[start - 1] if start else 0), bisect_left(weights, solid[end - 1]) + 1)
        for start, end in found.pieces
    ]


def nearest(text: str, quote: str) -> str:
    """The passage of the text that shares most words with the quote, as it stands there; empty if none is like it."""
    wanted = Counter(_words(folded(quote))[:WINDOW])
    size = wanted.total()
    places = [match.span() for match in _WORD.finditer(text)]
    keys = [text[start:end].translate(_FOLDS).strip(_EDGE) for start, end in places]
    shared, first = _best_window(keys, wanted, size)
    if not size or shared < LIKE * size:
        return ""
    last = min(first + size, len(places)) - 1
    return text[places[first][0] : places[last][1]][:SHOWN]


def _best_window(keys: list[str], wanted: Counter[str], size: int) -> tuple[int, int]:
    """How many of the wanted words the best window has, and where it begins: one step to the right at a time."""
    inside, shared, best = Counter[str](), 0, (0, 0)
    for at, key in enumerate(keys):
        inside[key] += 1
        shared += key in wanted and inside[key] <= wanted[key]
        if at >= size:
            gone = keys[at - size]
            shared -= gone in wanted and inside[gone] <= wanted[gone]
            inside[gone] -= 1
        if shared > best[0]:
            best = shared, max(0, at - size + 1)
    return best


def _words(line: str) -> list[str]:
    return [word for each in line.split() if (word := each.strip(_EDGE))]


def _bare(line: str) -> str:
    """Without the quotation marks around it, and without the stop or comma that ends a quote in a sentence."""
    return line.strip(" '").rstrip(".,; '") or line


def _says_something(line: str) -> bool:
    return any(character.isalnum() for character in line)


def _in_order(page: str, words: str) -> list[Span]:
    """The places of the pieces that an editor left, one after the other; empty unless all of them are there."""
    pieces = [piece for each in _LEFT_OUT.split(words) if _says_something(piece := _bare(each.strip(_EDGE)))]
    places: list[Span] = []
    for piece in pieces if 1 <= len(pieces) <= PIECES else []:
        place = _place(page, piece, places[-1][1] if places else 0)
        if place is None:
            return []
        places.append(place)
    return places


def _place(page: str, words: str, since: int) -> Span | None:
    """The first place with whole words, or else the first of all."""
    first: Span | None = None
    for start in _places(page, words, since):
        place = (start, start + len(words))
        if _is_whole(page, *place):
            return place
        first = first or place
    return first


def _places(page: str, words: str, since: int) -> Iterator[int]:
    for _ in range(PLACES):
        since = page.find(words, since)
        if since < 0:
            return
        yield since
        since += 1


def _is_whole(page: str, start: int, end: int) -> bool:
    """Whether it neither begins nor ends inside a word, nor inside a figure such as 1,300 or 2.5."""
    return not _joined(page[max(0, start - 2) : start][::-1], page[start]) and not _joined(
        page[end : end + 2], page[end - 1]
    )


def _joined(beside: str, edge: str) -> bool:
    """Whether the characters beside an edge, the nearest first, go on with what stands at the edge."""
    if not beside or not edge.isalnum():
        return False
    if beside[0].isalnum() or unicodedata.combining(beside[0]):
        return True
    return edge.isdigit() and beside[0] in ".,'" and beside[1:2].isdigit()


def _skipped(page: str, pieces: list[Span]) -> int:
    return sum(len(_words(page[one[1] : other[0]])) for one, other in pairwise(pieces))
