"""A long table makes claims of its first rows alone."""

import pytest

from claims import nlp
from claims.nlp.parsing.long_tables import READ_ROWS, blank_unread_rows, find_unread_rows

ROWS = [f"Town {n} | {n},500 homes | {n} percent" for n in range(1, READ_ROWS + 31)]
TEXT = "The office counted the homes.\n\n" + "\n\n".join(ROWS) + "\n\nThe mayor said that 90,000 homes were empty."


def test_rows_behind_the_first_ones_stay_in_the_text_but_make_no_claims() -> None:
    reading = nlp.read(TEXT, language="en")
    words = [TEXT[claim.span.start : claim.span.end] for claim in reading.claims]
    assert any("90,000" in one for one in words)
    assert not any(f"Town {n} " in one for one in words for n in range(READ_ROWS + 1, READ_ROWS + 31))
    assert [TEXT[row.start : row.end] for row in find_unread_rows(TEXT)] == ROWS[READ_ROWS:]


@pytest.mark.parametrize("joiner", ["\n", "\n\n", "\n \n"])
def test_blanking_keeps_the_length_and_the_lines(joiner: str) -> None:
    text = joiner.join(ROWS)
    blank = blank_unread_rows(text)
    assert len(blank) == len(text)
    assert blank.count("\n") == text.count("\n")
    assert blank.split() == joiner.join(ROWS[:READ_ROWS]).split()


def test_two_tables_with_a_line_between_them_are_counted_apart() -> None:
    text = "\n".join([*ROWS[:READ_ROWS], "The second table shows the ferries.", *ROWS[:READ_ROWS]])
    assert find_unread_rows(text) == []
    assert blank_unread_rows(text) == text


def test_cells_may_stand_between_tabs() -> None:
    text = "\n".join(f"Town {n}\t{n},500 homes" for n in range(READ_ROWS + 2))
    assert len(find_unread_rows(text)) == 2


@pytest.mark.parametrize("line", ["\t14 homes", "| 14 homes |", "14 homes\t\t \t"])
def test_a_line_with_one_cell_is_no_row(line: str) -> None:
    assert find_unread_rows("\n".join([line] * (READ_ROWS + 2))) == []
