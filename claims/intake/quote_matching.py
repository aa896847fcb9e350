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

MAX_MATCHES = 200
"""How many places of the same words are looked at for one that begins and ends with whole words."""
MAX_PIECES = 50
MAX_WINDOW_WORDS = 80
"""Words of a quote that are compared when it is not there, and so of the passage that is offered instead."""
MIN_SIMILARITY = 0.5
"""The share of its words that a passage must have to be worth offering."""
MAX_NEAREST_CHARACTERS = 600

_QUOTES = "\"'`´‘’‚‛“”„‟′″‹›«»＂＇「」『』"
_DASHES = "-‐‑‒–—―−﹘﹣－"
_INVISIBLE = "\xad\u180e\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\u2064\ufeff"
_OMISSION = re.compile(r"\[[^\[\]]{0,100}\]|\(\.{3,}\)|\.{3,}|\(\. \. \.\)|\. \. \.")
_WORD = re.compile(r"\S+")
_EDGE_CHARACTERS = " '-.,;:!?()[]"


class QuoteFinding(StrEnum):
    """How a quote stands to the text that it is said to be from."""

    VERBATIM = "verbatim"
    GAPS = "gaps"
    CUT = "cut"
    MISSING = "missing"
    NONE = "none"


QuoteSpan = tuple[int, int]


@dataclass(frozen=True, slots=True)
class QuoteMatch:
    """What came of looking: `skipped` counts the words left out between the pieces, `nearest` is what stands there.

    `pieces` are places in the folded text; `spans` turns them into those of the text itself.
    """

    finding: QuoteFinding
    pieces: tuple[QuoteSpan, ...] = ()
    skipped_words: int = 0
    nearest: str = ""


class _FoldTable(dict[int, str]):
    """How each character is compared; filled in as characters come."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = unicodedata.normalize("NFKD", chr(code)).casefold()
        return folded


_FOLDS = _FoldTable(
    {ord(mark): "'" for mark in _QUOTES} | {ord(dash): "-" for dash in _DASHES} | {ord(none): "" for none in _INVISIBLE}
)


def fold_text(text: str) -> str:
    """The text as it is compared: one blank between words, none around dashes, one kind of quotation mark."""
    line = " ".join(text.translate(_FOLDS).split())
    return line.replace(" -", "-").replace("- ", "-")


def match_quote(text: str, quote: str) -> QuoteMatch:
    """Look for the quote in the text; what an editor left out is marked by dots or stands in square brackets."""
    page, words = fold_text(text), _strip_quotation_marks(fold_text(quote))
    if not _has_words(words):
        return QuoteMatch(QuoteFinding.NONE)
    if whole := _find_span(page, words, 0):
        return QuoteMatch(QuoteFinding.VERBATIM if _is_whole_word(page, *whole) else QuoteFinding.CUT, (whole,))
    if pieces := _ordered_spans(page, words):
        whole_words = all(_is_whole_word(page, *piece) for piece in pieces)
        finding = QuoteFinding.GAPS if whole_words else QuoteFinding.CUT
        return QuoteMatch(finding, tuple(pieces), _count_skipped_words(page, pieces))
    return QuoteMatch(QuoteFinding.MISSING, nearest=nearest_passage(text, quote))


def quote_spans(text: str, found: QuoteMatch) -> list[QuoteSpan]:
    """Where the pieces stand in the text itself, in characters.

    Blanks are what folding adds and takes away, so the two are matched by the characters that are none.
    """
    page = fold_text(text)
    weights = list(accumulate(len("".join(_FOLDS[ord(character)].split())) for character in text))
    solid = list(accumulate(0 if character == " " else 1 for character in page))
    return [
        (bisect_right(weights, solid[start - 1] if start else 0), bisect_left(weights, solid[end - 1]) + 1)
        for start, end in found.pieces
    ]


def nearest_passage(text: str, quote: str) -> str:
    """The passage of the text that shares most words with the quote, as it stands there; empty if none is like it."""
    wanted = Counter(_split_words(fold_text(quote))[:MAX_WINDOW_WORDS])
    size = wanted.total()
    places = [match.span() for match in _WORD.finditer(text)]
    keys = [text[start:end].translate(_FOLDS).strip(_EDGE_CHARACTERS) for start, end in places]
    shared, first = _best_window(keys, wanted, size)
    if not size or shared < MIN_SIMILARITY * size:
        return ""
    last = min(first + size, len(places)) - 1
    return text[places[first][0] : places[last][1]][:MAX_NEAREST_CHARACTERS]


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


def _split_words(line: str) -> list[str]:
    return [word for each in line.split() if (word := each.strip(_EDGE_CHARACTERS))]


def _strip_quotation_marks(line: str) -> str:
    """Without the quotation marks around it, and without the stop or comma that ends a quote in a sentence."""
    return line.strip(" '").rstrip(".,; '") or line


def _has_words(line: str) -> bool:
    return any(character.isalnum() for character in line)


def _ordered_spans(page: str, words: str) -> list[QuoteSpan]:
    """The places of the pieces that an editor left, one after the other; empty unless all of them are there."""
    pieces = [
        piece
        for each in _OMISSION.split(words)
        if _has_words(piece := _strip_quotation_marks(each.strip(_EDGE_CHARACTERS)))
    ]
    places: list[QuoteSpan] = []
    for piece in pieces if 1 <= len(pieces) <= MAX_PIECES else []:
        place = _find_span(page, piece, places[-1][1] if places else 0)
        if place is None:
            return []
        places.append(place)
    return places


def _find_span(page: str, words: str, since: int) -> QuoteSpan | None:
    """The first place with whole words, or else the first of all."""
    first: QuoteSpan | None = None
    for start in _find_starts(page, words, since):
        place = (start, start + len(words))
        if _is_whole_word(page, *place):
            return place
        first = first or place
    return first


def _find_starts(page: str, words: str, since: int) -> Iterator[int]:
    for _ in range(MAX_MATCHES):
        since = page.find(words, since)
        if since < 0:
            return
        yield since
        since += 1


def _is_whole_word(page: str, start: int, end: int) -> bool:
    """Whether it neither begins nor ends inside a word, nor inside a figure such as 1,300 or 2.5."""
    return not _continues_word(page[max(0, start - 2) : start][::-1], page[start]) and not _continues_word(
        page[end : end + 2], page[end - 1]
    )


def _continues_word(beside: str, edge: str) -> bool:
    """Whether the characters beside an edge, the nearest first, go on with what stands at the edge."""
    if not beside or not edge.isalnum():
        return False
    if beside[0].isalnum() or unicodedata.combining(beside[0]):
        return True
    return edge.isdigit() and beside[0] in ".,'" and beside[1:2].isdigit()


def _count_skipped_words(page: str, pieces: list[QuoteSpan]) -> int:
    return sum(len(_split_words(page[one[1] : other[0]])) for one, other in pairwise(pieces))
