"""Comparisons of two texts: they contain every word of both, mark only what changed, and are fast."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.web.text_diff import MAX_CHANGED_CHARACTERS, DiffBudget, DiffPiece, diff_part, diff_texts

TEXTS = st.text(st.sampled_from("ab \n.3é"), max_size=40)


def both_sides(pieces: list[DiffPiece]) -> tuple[str, str]:
    before, after = ("".join(piece.text for piece in pieces if piece.kind != other) for other in ("ins", "del"))
    return before, after


@given(TEXTS, TEXTS)
def test_a_comparison_contains_both_texts(before: str, after: str) -> None:
    assert both_sides(list(diff_texts(before, after))) == (before, after)


def test_only_changed_words_are_marked() -> None:
    pieces = diff_texts("The mayor said 298 trees were planted.", "The mayor said that 300 shrubs were planted in May.")
    assert list(pieces) == [
        DiffPiece("", "The mayor said "),
        DiffPiece("del", "298 trees "),
        DiffPiece("ins", "that 300 shrubs "),
        DiffPiece("", "were planted"),
        DiffPiece("ins", " in May"),
        DiffPiece("", "."),
    ]


def test_text_added_at_the_end_does_not_mark_the_word_before() -> None:
    assert list(diff_texts("298 trees", "298 trees, no more")) == [
        DiffPiece("", "298 trees"),
        DiffPiece("ins", ", no more"),
    ]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("ab " * 70_000, "ba " * 70_000),
        ("a b " * 50_000, "b a c " * 40_000),
        ("x" * 200_000, "y" * 200_000),
        (".,;" * 70_000, ",.;:" * 50_000),
    ],
)
def test_hostile_texts_are_compared_quickly_and_correctly(before: str, after: str) -> None:
    start = time.process_time()
    pieces = list(diff_texts(before, after))
    assert time.process_time() - start < 1
    assert both_sides(pieces) == (before, after)


def test_a_page_has_a_budget_for_all_its_comparisons() -> None:
    budget = DiffBudget()
    start = time.process_time()
    for _ in range(50):
        pieces = list(diff_texts("a b " * 50_000, "b a c " * 40_000, budget))
    assert time.process_time() - start < 1
    assert [piece.kind for piece in pieces] == ["del", "ins", ""]


def test_a_number_is_never_split() -> None:
    pieces = diff_texts("It was 3.5 m. So they say.", "It was 3.6 m. So they say.")
    assert [piece.text for piece in pieces if piece.kind] == ["3.5", "3.6"]


def test_a_long_addition_does_not_hide_a_small_change() -> None:
    before = "The office counted 298 trees. They are oaks."
    added = "".join(f" Street {number} has some of them." for number in range(200))
    pieces = list(diff_texts(before, before.replace("298", "297") + added))
    assert [(piece.kind, piece.text) for piece in pieces if piece.kind] == [
        ("del", "298"),
        ("ins", "297"),
        ("ins", added),
    ]


def test_a_shortened_change_keeps_only_its_context() -> None:
    before = "one " * 1000 + "298 trees" + " two" * 1000
    change = diff_part("Justification", before, before.replace("298", "300"), DiffBudget(), whole=False)
    assert [piece.kind for piece in change.pieces] == ["gap", "", "del", "ins", "", "gap"]
    assert change.is_shortened
    assert sum(len(piece.text) for piece in change.pieces) < 300


def test_a_shortened_change_cuts_a_long_insertion() -> None:
    change = diff_part("Justification", "", "word " * 40_000, DiffBudget(), whole=False)
    assert [(piece.kind, len(piece.text)) for piece in change.pieces] == [("ins", MAX_CHANGED_CHARACTERS), ("gap", 1)]
