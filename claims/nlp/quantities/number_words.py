"""Reading a number in words: "a hundred and twenty", "one point two million", "a quarter of a million"."""

import re
from dataclasses import dataclass
from math import inf

from claims.nlp.quantities.numerals import Numerals

MOST_WORDS = 32
HUNDRED = 100.0
TEN = 10
BETWEEN_CHARACTERS = 30
Words = tuple[float | None, float, int]
"""Value (None if there is none), scale and end."""


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a number in lower case, and whether a comma stands before it."""

    word: str
    end: int
    has_comma: bool


NO_TOKEN = Token("", -1, has_comma=False)


def read_words(text: str, start: int, numerals: Numerals) -> Words:
    """Return the value, the scale and the end of the number in words at an offset.

    The value is None where words that could belong to the number are left over ("nineteen eighty-four").
    """
    reader = _Reader(text, start, numerals)
    return reader.read() if reader.tokens else (None, 1.0, start + 1)


class _Reader:
    """Reads the words from one offset; `at` is the number of words that are read."""

    def __init__(self, text: str, start: int, numerals: Numerals) -> None:
        self.numerals = numerals
        self.tokens = list(_split_tokens(text, start, numerals))
        self.at = 0
        before = text[max(0, start - BETWEEN_CHARACTERS) : start].lower()
        self.may_join = not re.search(rf"\b{numerals.between}\W+(?:\w+\W+){{0,2}}$", before)

    def peek(self, ahead: int = 0) -> Token:
        """Return a word ahead without reading it."""
        place = self.at + ahead
        return self.tokens[place] if place < len(self.tokens) else NO_TOKEN

    def read(self) -> Words:
        """Return value, scale and end."""
        fraction = self._read_fraction()
        if fraction is not None:
            scale = self._read_scales()
            return (fraction * scale if scale > 1 else None), scale, self._end()
        value, scale = self._read_whole()
        if value is None:
            return None, 1.0, self.tokens[max(self.at - 1, 0)].end
        value, scale = self._read_rest(value, scale)
        if scale == 1 and self.tokens[self.at - 1].word == self.numerals.hundred:
            scale = HUNDRED
        return (None if self._is_left_over() else value), scale, self._end()

    def _end(self) -> int:
        if self._is_left_over():
            while self._is_left_over():
                self.at += 1
        return self.tokens[self.at - 1].end

    def _is_left_over(self) -> bool:
        token = self.peek()
        return not token.has_comma and (token.word in self.numerals.ones or token.word in self.numerals.tens)

    def _read_fraction(self) -> float | None:
        """Read "half a", "three quarters of a" before a scale, or any fraction; None if there is none."""
        numerals, first = self.numerals, self.peek().word
        has_top = self.peek(1).word in numerals.fractions and self.peek().word not in numerals.fractions
        name = self.peek(1).word if has_top else first
        top = 1 if not has_top or first in numerals.articles else numerals.ones.get(first, 0)
        if name not in numerals.fractions or not top:
            return None
        self.at += 1 + has_top
        ahead = self.at
        self.at += self.peek().word == numerals.of
        self.at += self.peek().word in numerals.articles
        if self.peek().word not in numerals.scales:
            self.at = ahead
        return top * numerals.fractions[name]

    def _read_scales(self) -> float:
        """Read the scales that follow and return their product."""
        scale = 1.0
        while not self.peek().has_comma and self.peek().word in self.numerals.scales:
            scale *= self.numerals.scales[self.peek().word]
            self.at += 1
        return scale

    def _read_whole(self) -> tuple[float | None, float]:
        """Read a whole number; return it with the last scale."""
        if self.peek().word in self.numerals.articles and not self._is_scale(self.peek(1).word):
            self.at = 1
            return None, 1.0
        total, last, cap = 0.0, 1.0, inf
        while cap > 1:
            begin = self.at
            part = self._read_part(is_first=cap == inf)
            scale = self._read_scales()
            if part is None or (cap < inf and part * scale >= cap) or (part * scale == 0 and cap < inf):
                self.at = begin
                break
            total, last, cap = total + part * scale, scale if scale > 1 else last, scale
        return (total if self.at else None), last

    def _is_scale(self, word: str) -> bool:
        return word in self.numerals.scales or word == self.numerals.hundred

    def _read_part(self, *, is_first: bool) -> float | None:
        """Read what stands before a scale: up to 9,999."""
        numerals = self.numerals
        if not is_first:
            if self.peek().has_comma and not self._is_scale(self.peek(1).word):
                return None
            if self.peek().word == numerals.joiner:
                if not self.may_join:
                    return None
                self.at += 1
        elif self.peek().word in numerals.articles:
            self.at += 1
            return self._read_hundreds(1.0)
        elif self._is_scale(self.peek().word):
            is_bare_sum = self.peek(1).word == numerals.joiner and self.peek(2).word in numerals.ones | numerals.tens
            return self._read_hundreds(1.0) if is_bare_sum else None
        low = self._read_below_hundred()
        return None if low is None else self._read_hundreds(low)

    def _read_hundreds(self, part: float) -> float:
        if self.peek().has_comma or self.peek().word != self.numerals.hundred:
            return part
        self.at += 1
        begin = self.at
        if self.peek().word == self.numerals.joiner and self.may_join:
            self.at += 1
        rest = None if self.peek().has_comma else self._read_below_hundred()
        if rest is None or self.peek().word == self.numerals.hundred:
            self.at = begin
            return part * HUNDRED
        return part * HUNDRED + rest

    def _read_below_hundred(self) -> float | None:
        ones, tens, token = self.numerals.ones, self.numerals.tens, self.peek()
        if token.word in tens:
            self.at += 1
            one = ones.get(self.peek().word, 0)
            if self.peek().has_comma or not 0 < one < TEN:
                return tens[token.word]
            self.at += 1
            return tens[token.word] + one
        if token.word in ones:
            self.at += 1
            return ones[token.word]
        return None

    def _read_rest(self, value: float, scale: float) -> tuple[float, float]:
        """Read decimals ("point two") or a part of one ("and a half"), and the scale behind them."""
        more = self._read_decimals() if scale == 1 else None
        if more is None:
            more = self._read_part_of_one()
        if more is None:
            return value, scale
        if scale > 1:
            return value + more * scale, scale
        behind = self._read_scales()
        return (value + more) * behind, behind

    def _read_decimals(self) -> float | None:
        ones = self.numerals.ones
        if self.peek().word != self.numerals.point or self.peek().has_comma:
            return None
        if self.peek(1).word not in ones and self.peek(1).word not in self.numerals.tens:
            return None
        self.at += 1
        digits = ""
        while not self.peek().has_comma and (part := self._read_below_hundred()) is not None:
            digits += str(int(part))
        return float(f"0.{digits}")

    def _read_part_of_one(self) -> float | None:
        if self.peek().word != self.numerals.joiner:
            return None
        top, name = self.peek(1).word, self.peek(2).word
        number = 1 if top in self.numerals.articles else self.numerals.ones.get(top, 0)
        if not number or name not in self.numerals.fractions:
            return None
        self.at += 3
        return number * self.numerals.fractions[name]


def _split_tokens(text: str, start: int, numerals: Numerals) -> list[Token]:
    """Return the words of numbers from an offset on."""
    known = {*numerals.ones, *numerals.tens, *numerals.scales, *numerals.fractions, *numerals.articles}
    known |= {numerals.hundred, numerals.joiner, numerals.of, numerals.point}
    tokens: list[Token] = []
    offset = start
    while len(tokens) < MOST_WORDS and (match := numerals.word.match(text, offset)):
        word, gap = match["word"].lower(), match["gap"] or ""
        if word not in known or (tokens and not gap):
            break
        tokens.append(Token(word, match.end(), "," in gap))
        offset = match.end()
    return tokens
