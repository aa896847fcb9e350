"""Splitting a text into the word pieces that the sentence encoder knows.

The method is WordPiece (Devlin et al. 2019, BERT): lower case without accents, cut at spaces and punctuation, and for
each word the longest known pieces from the left. The vocabulary is the one that the encoder was trained with.
"""

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

UNKNOWN, START, END = "[UNK]", "[CLS]", "[SEP]"
CONTINUATION = "##"
MOST_WORD_LETTERS = 100
MOST_PIECES = 128
"""The pieces of a text that count, start and end among them; a sentence has about 25."""

MOST_CHARACTERS = 16 * MOST_PIECES
"""The characters that are looked at: what lies behind them has no room."""

ASCII_PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
IDEOGRAPHS = ((0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x2CEAF), (0x2F800, 0x2FA1F))


@dataclass(frozen=True, slots=True)
class WordPieces:
    """A vocabulary: the number of each piece. Words that were split before are remembered."""

    numbers: Mapping[str, int]
    known: dict[str, tuple[int, ...]] = field(default_factory=dict)

    def split(self, text: str) -> list[int]:
        """Return the numbers of a text's pieces between start and end, at most `MOST_PIECES`."""
        pieces = [self.numbers[START]]
        for word in _split_words(text[:MOST_CHARACTERS]):
            pieces += self._split_word(word)
            if len(pieces) >= MOST_PIECES:
                break
        return [*pieces[: MOST_PIECES - 1], self.numbers[END]]

    def _split_word(self, word: str) -> tuple[int, ...]:
        if word not in self.known:
            if len(self.known) >= len(self.numbers):
                self.known.clear()
            self.known[word] = self._find_pieces(word)
        return self.known[word]

    def _find_pieces(self, word: str) -> tuple[int, ...]:
        """Return the longest known pieces from the left; one unknown piece if a rest is not known."""
        pieces: list[int] = []
        start, end = 0, len(word)
        while start < len(word) <= MOST_WORD_LETTERS:
            number = self.numbers.get((CONTINUATION if start else "") + word[start:end])
            if number is not None:
                pieces.append(number)
                start, end = end, len(word)
            elif end - start > 1:
                end -= 1
            else:
                break
        return tuple(pieces) if start == len(word) else (self.numbers[UNKNOWN],)


def _split_words(text: str) -> Iterator[str]:
    """Yield words, punctuation marks and ideographs in lower case, without accents and control characters."""
    word = ""
    for letter in unicodedata.normalize("NFD", _clean(text).lower()):
        if unicodedata.category(letter) == "Mn":
            continue
        if letter.isspace() or _stands_alone(letter):
            yield from filter(None, (word, letter.strip()))
            word = ""
        else:
            word += letter
    if word:
        yield word


def _clean(text: str) -> str:
    """Return a text without control characters; line breaks and tabs become spaces."""
    return "".join(" " if letter in "\t\n\r" else letter for letter in text if _is_kept(letter))


def _is_kept(letter: str) -> bool:
    return letter in "\t\n\r" or (letter not in "\0\ufffd" and not unicodedata.category(letter).startswith("C"))


def _stands_alone(letter: str) -> bool:
    """Whether a character is a word of its own: a punctuation mark or an ideograph."""
    if letter.isascii():
        return letter in ASCII_PUNCTUATION
    return unicodedata.category(letter).startswith("P") or any(low <= ord(letter) <= high for low, high in IDEOGRAPHS)
