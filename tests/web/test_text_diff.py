"""Two texts told as one: every word of both, what changed marked, and never for longer than one waits."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.web.text_diff import MAX_CHANGED_CHARACTERS, DiffBudget, DiffPiece, diff_part, diff_texts

TEXTS = st.text(st.sampled_from("ab \n.3é"), max_size=40)


def both_sides(told: list[DiffPiece]) -> tuple[str, str]:
    before, after = ("".join(piece.text for piece in told if piece.kind != other) for other in ("ins", "del"))
    return before, after


@given(TEXTS, TEXTS)
def test_both_texts_stand_in_it_to_the_letter(before: str, after: str) -> None:
    assert both_sides(list(diff_texts(before, after))) == (before, after)


def test_words_are_told_that_changed_and_no_others() -> None:
    told = diff_texts("The mayor said 298 trees were planted.", "The mayor said that 300 shrubs were planted in May.")
    assert list(told) == [
        DiffPiece("", "The mayor said "),
        DiffPiece("del", "298 trees "),
        DiffPiece("ins", "that 300 shrubs "),
        DiffPiece("", "were planted"),
        DiffPiece("ins", " in May"),
        DiffPiece("", "."),
    ]


def test_what_is_typed_at_the_end_leaves_the_word_before_alone() -> None:
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
def test_hostile_texts_are_compared_in_time_and_not_wrongly(before: str, after: str) -> None:
    start = time.process_time()
    told = list(diff_texts(before, after))
    assert time.process_time() - start < 1
    assert both_sides(told) == (before, after)


def test_a_page_has_so_much_effort_and_no_more() -> None:
    effort = DiffBudget()
    start = time.process_time()
    for _ in range(50):
        told = list(diff_texts("a b " * 50_000, "b a c " * 40_000, effort))
    assert time.process_time() - start < 1
    assert [piece.kind for piece in told] == ["del", "ins", ""]


def test_a_number_is_told_whole() -> None:
    told = diff_texts("It was 3.5 m. So they say.", "It was 3.6 m. So they say.")
    assert [piece.text for piece in told if piece.kind] == ["3.5", "3.6"]


def test_much_that_is_added_hides_no_small_change_beside_it() -> None:
    before = "The office counted 298 trees. They are oaks."
    added = "".join(f" Street {number} has some of them." for number in range(200))
    told = list(diff_texts(before, before.replace("298", "297") + added))
    assert [(piece.kind, piece.text) for piece in told if piece.kind] == [
        ("del", "298"),
        ("ins", "297"),
        ("ins", added),
    ]


def test_in_short_only_what_stands_around_a_change_is_shown() -> None:
    before = "one " * 1000 + "298 trees" + " two" * 1000
    change = diff_part("Justification", before, before.replace("298", "300"), DiffBudget(), whole=False)
    assert [piece.kind for piece in change.pieces] == ["gap", "", "del", "ins", "", "gap"]
    assert change.is_shortened
    assert sum(len(piece.text) for piece in change.pieces) < 300


def test_in_short_a_long_paste_is_not_shown_to_its_end() -> None:
    change = diff_part("Justification", "", "word " * 40_000, DiffBudget(), whole=False)
    assert [(piece.kind, len(piece.text)) for piece in change.pieces] == [("ins", MAX_CHANGED_CHARACTERS), ("gap", 1)]
