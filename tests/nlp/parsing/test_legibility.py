"""Blanking what no rule can read."""

import pytest

from claims.nlp.parsing.legibility import LONGEST_RUN_MARKS, LONGEST_WORD_LETTERS, blank_illegible


@pytest.mark.parametrize(
    ("text", "legible"),
    [
        ("a\x00b", "a b"),
        ("a\nb\tc", "a\nb\tc"),
        ("\ud800", "?"),
        ("!" * 20, "!" * LONGEST_RUN_MARKS + " " * (20 - LONGEST_RUN_MARKS)),
        ("x" * 90, "x" * LONGEST_WORD_LETTERS + " " * (90 - LONGEST_WORD_LETTERS)),
        ("The dam holds.", "The dam holds."),
    ],
)
def test_illegible_passages_become_spaces(text: str, legible: str) -> None:
    assert blank_illegible(text) == legible
