"""Splitting texts into word pieces."""

import pytest

from claims.nlp.embeddings.model_files import load_vocabulary
from claims.nlp.embeddings.wordpiece import MOST_PIECES, WordPieces

PIECES = load_vocabulary()
NAMES = {number: piece for piece, number in PIECES.numbers.items()}


def split(text: str) -> list[str]:
    return [NAMES[number] for number in PIECES.split(text)[1:-1]]


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("Unemployment fell!", ["unemployment", "fell", "!"]),
        ("It’s 4.9%", ["it", "’", "s", "4", ".", "9", "%"]),
        ("Café\tNaïve", ["cafe", "naive"]),
        ("unaffordability", ["una", "##ff", "##ord", "##ability"]),
        ("北京", ["北", "京"]),
        ("a\u200db\x00c", ["abc"]),
        ("x" * 101, ["[UNK]"]),
        ("", []),
    ],
)
def test_words_marks_and_accents(text: str, pieces: list[str]) -> None:
    assert split(text) == pieces


def test_a_text_is_cut_between_start_and_end() -> None:
    numbers = PIECES.split("dam " * 5000)
    assert len(numbers) == MOST_PIECES
    assert (NAMES[numbers[0]], NAMES[numbers[-1]]) == ("[CLS]", "[SEP]")


def test_remembered_words_do_not_grow_without_end() -> None:
    pieces = WordPieces({"[UNK]": 0, "[CLS]": 1, "[SEP]": 2})
    for number in range(20):
        pieces.split(f"word{number}")
    assert len(pieces.known) <= 3
