"""Whether a text contains a quote.

Spaces, kinds of quotation marks and dashes, ligatures, soft hyphens and capital letters are ignored; words and
numbers must match: "1,300 trees" does not contain "300 trees". The time grows with text and quote, not with their
product beyond small constants, since both may be hostile.
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
"""Occurrences of a quote that are checked for whole words at both ends."""
MAX_PIECES = 50
MAX_WINDOW_WORDS = 80
"""Words of a missing quote that are compared, and so the length of the nearest passage."""
MIN_SIMILARITY = 0.5
"""The share of the words of a quote that the nearest passage must contain."""
MAX_NEAREST_CHARACTERS = 600
MAX_CONTEXT_CHARACTERS = 300
"""Characters of the page on each side of a quote that are shown with it."""
MAX_QUOTE_IN_CONTEXT_CHARACTERS = 1_000

_QUOTES = "\"'`´‘’‚‛“”„‟′″‹›«»＂＇「」『』"
_DASHES = "-‐‑‒–—―−﹘﹣－"
_INVISIBLE = "\xad\u180e\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\u2064\ufeff"
_OMISSION = re.compile(r"\[[^\[\]]{0,100}\]|\(\.{3,}\)|\.{3,}|\(\. \. \.\)|\. \. \.")
_SENTENCE_BREAK = re.compile(r"[.!?…][\"'”’»)]*\s+|\n+")
_WORD = re.compile(r"\S+")
_EDGE_CHARACTERS = " '-.,;:!?()[]"


class QuoteFinding(StrEnum):
    """The result of comparing a quote with a text."""

    VERBATIM = "verbatim"
    GAPS = "gaps"
    CUT = "cut"
    MISSING = "missing"
    NONE = "none"


QuoteSpan = tuple[int, int]


@dataclass(frozen=True, slots=True)
class QuoteMatch:
    """The match of a quote: `skipped_words` counts the words between its pieces, `nearest` is the nearest passage.

    `pieces` are positions in the folded text; `quote_spans` converts them into positions of the text itself.
    """

    finding: QuoteFinding
    pieces: tuple[QuoteSpan, ...] = ()
    skipped_words: int = 0
    nearest: str = ""


class _FoldTable(dict[int, str]):
    """The folded form of each character, computed on first use."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = unicodedata.normalize("NFKD", chr(code)).casefold()
        return folded


_FOLDS = _FoldTable(
    {ord(mark): "'" for mark in _QUOTES} | {ord(dash): "-" for dash in _DASHES} | {ord(none): "" for none in _INVISIBLE}
)


def fold_text(text: str) -> str:
    """Return the text as it is compared: one space between words, none around dashes, one kind of quotation mark."""
    line = " ".join(text.translate(_FOLDS).split())
    return line.replace(" -", "-").replace("- ", "-")


def match_quote(text: str, quote: str) -> QuoteMatch:
    """Look for the quote in the text; dots or square brackets mark omissions."""
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


def contains_quote(page: str, quote: str) -> bool:
    """Return whether a text that is folded already has a quote, in whole words; dots or brackets mark omissions."""
    words = _strip_quotation_marks(fold_text(quote))
    whole = _find_span(page, words, 0) if _has_words(words) else None
    pieces = [whole] if whole else _ordered_spans(page, words)
    return bool(pieces) and all(_is_whole_word(page, *piece) for piece in pieces)


def quote_spans(text: str, match: QuoteMatch) -> list[QuoteSpan]:
    """Return the positions of the pieces in the text itself, in characters.

    Folding adds and removes only spaces, so the positions are mapped by the other characters.
    """
    page = fold_text(text)
    weights = list(accumulate(len("".join(_FOLDS[ord(character)].split())) for character in text))
    solid = list(accumulate(0 if character == " " else 1 for character in page))
    return [
        (bisect_right(weights, solid[start - 1] if start else 0), bisect_left(weights, solid[end - 1]) + 1)
        for start, end in match.pieces
    ]


def find_quote_context(text: str, match: QuoteMatch) -> str:
    """Return the sentences in which a quote stands word for word, with those before and after as far as there is room.

    Empty for any other finding, and for a quote that is long itself.
    """
    if match.finding != QuoteFinding.VERBATIM:
        return ""
    ((start, end),) = quote_spans(text, match)
    if end - start > MAX_QUOTE_IN_CONTEXT_CHARACTERS:
        return ""
    before, after = text[max(start - MAX_CONTEXT_CHARACTERS, 0) : start], text[end : end + MAX_CONTEXT_CHARACTERS]
    if len(before) < start:
        before = _after_first_break(before)
    if end + len(after) < len(text):
        after = _until_last_break(after)
    return f"{before}{text[start:end]}{after}".strip()


def _after_first_break(text: str) -> str:
    """Return a text from its first whole sentence on, or else from its first whole word on, with a mark."""
    if sentence := _SENTENCE_BREAK.search(text):
        return text[sentence.end() :]
    return f"… {text.partition(' ')[2]}"


def _until_last_break(text: str) -> str:
    """Return a text up to its last whole sentence, or else up to its last whole word, with a mark."""
    ends = [sentence.end() for sentence in _SENTENCE_BREAK.finditer(text)]
    return text[: ends[-1]] if ends else f"{text.rpartition(' ')[0]} …"


def nearest_passage(text: str, quote: str) -> str:
    """Return the passage that shares most words with the quote, unfolded; empty if none is similar."""
    quote_words = Counter(_split_words(fold_text(quote))[:MAX_WINDOW_WORDS])
    size = quote_words.total()
    places = [match.span() for match in _WORD.finditer(text)]
    keys = [text[start:end].translate(_FOLDS).strip(_EDGE_CHARACTERS) for start, end in places]
    shared, first = _best_window(keys, quote_words, size)
    if not size or shared < MIN_SIMILARITY * size:
        return ""
    last = min(first + size, len(places)) - 1
    return text[places[first][0] : places[last][1]][:MAX_NEAREST_CHARACTERS]


def _best_window(keys: list[str], quote_words: Counter[str], size: int) -> tuple[int, int]:
    """Return how many words of the quote the best window shares, and where it starts, by sliding the window."""
    inside, shared, best = Counter[str](), 0, (0, 0)
    for at, key in enumerate(keys):
        inside[key] += 1
        shared += key in quote_words and inside[key] <= quote_words[key]
        if at >= size:
            leaving = keys[at - size]
            shared -= leaving in quote_words and inside[leaving] <= quote_words[leaving]
            inside[leaving] -= 1
        if shared > best[0]:
            best = shared, max(0, at - size + 1)
    return best


def _split_words(line: str) -> list[str]:
    return [word for token in line.split() if (word := token.strip(_EDGE_CHARACTERS))]


def _strip_quotation_marks(line: str) -> str:
    """Remove the surrounding quotation marks, and the full stop or comma at the end."""
    return line.strip(" '").rstrip(".,; '") or line


def _has_words(line: str) -> bool:
    return any(character.isalnum() for character in line)


def _ordered_spans(page: str, words: str) -> list[QuoteSpan]:
    """Return the positions of the pieces between omissions, in order; empty unless all are found."""
    pieces = [
        piece
        for part in _OMISSION.split(words)
        if _has_words(piece := _strip_quotation_marks(part.strip(_EDGE_CHARACTERS)))
    ]
    places: list[QuoteSpan] = []
    for piece in pieces if 1 <= len(pieces) <= MAX_PIECES else []:
        span = _find_span(page, piece, places[-1][1] if places else 0)
        if span is None:
            return []
        places.append(span)
    return places


def _find_span(page: str, words: str, since: int) -> QuoteSpan | None:
    """Return the first occurrence with whole words, or else the first occurrence."""
    first: QuoteSpan | None = None
    for start in _find_starts(page, words, since):
        span = (start, start + len(words))
        if _is_whole_word(page, *span):
            return span
        first = first or span
    return first


def _find_starts(page: str, words: str, since: int) -> Iterator[int]:
    for _ in range(MAX_MATCHES):
        since = page.find(words, since)
        if since < 0:
            return
        yield since
        since += 1


def _is_whole_word(page: str, start: int, end: int) -> bool:
    """Return whether a span starts and ends outside words and numbers such as 1,300 or 2.5."""
    return not _continues_word(page[max(0, start - 2) : start][::-1], page[start]) and not _continues_word(
        page[end : end + 2], page[end - 1]
    )


def _continues_word(neighbours: str, edge: str) -> bool:
    """Return whether the characters beside an edge, nearest first, continue the word or number at the edge."""
    if not neighbours or not edge.isalnum():
        return False
    if neighbours[0].isalnum() or unicodedata.combining(neighbours[0]):
        return True
    return edge.isdigit() and neighbours[0] in ".,'" and neighbours[1:2].isdigit()


def _count_skipped_words(page: str, pieces: list[QuoteSpan]) -> int:
    return sum(len(_split_words(page[left[1] : right[0]])) for left, right in pairwise(pieces))
