"""Cells of CSV files are text to a spreadsheet."""

import csv

import pytest

from claims.csv_lines import format_csv_lines


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_no_cell_is_run_as_a_formula(cell: str) -> None:
    (line,) = format_csv_lines([["words", cell, 7, None]])
    assert next(csv.reader([line])) == ["words", f"'{cell}", "7", ""]


def test_quotes_and_line_breaks_come_back() -> None:
    cells = ['He said "300"', "two\nlines", "a, b", "– 5"]
    lines = list(format_csv_lines([cells, ["next"]]))
    assert list(csv.reader("".join(lines).splitlines(keepends=True))) == [cells, ["next"]]
