"""XLSX spreadsheets as newsrooms keep them: titles above the header, merged cells, several sheets, linked words."""

import io
import time
from collections.abc import Iterable, Mapping
from typing import Any

import openpyxl
import pytest

from claims.intake import spreadsheets
from tests.intake.test_import_files import read_file

URL = "https://a.example/1"
HEADER = ["Claim", "Speaker", "URL", "Rating"]
ROW = ["Dam", "Ann Lee", URL, "False"]
Rows = list[list[Any]]


def book(*sheets: Rows, merged: Iterable[str] = (), links: Mapping[str, str] | None = None) -> bytes:
    """A workbook; cells of the last sheet are merged and linked."""
    made, file = openpyxl.Workbook(), io.BytesIO()
    made.remove(made.active)
    for rows in sheets:
        sheet = made.create_sheet()
        for row in rows:
            sheet.append(row)
    for cells in merged:
        sheet.merge_cells(cells)
    for cell, target in (links or {}).items():
        sheet[cell].hyperlink = target
    made.save(file)
    return file.getvalue()


def read_claims(data: bytes) -> list[tuple[str, str, str, int]]:
    entries = ((entry.fact_check, entry.line) for entry in read_file(data)[1])
    return [(found.claim_text, found.claimant, found.url, line) for found, line in entries if found]


FOUND = ("Dam", "Ann Lee", URL)


def test_titles_and_groups_above_the_header_are_left_out() -> None:
    rows: Rows = [["Checks of 2026", None, None, None], ["Claim", None, "Review", None], HEADER, ROW]
    assert read_claims(book(rows, merged=["A1:D1", "A2:B2", "C2:D2"])) == [(*FOUND, 4)]


def test_columns_may_begin_further_right() -> None:
    assert read_claims(book([[], [None, *HEADER], [None, *ROW]])) == [(*FOUND, 3)]


def test_a_sheet_of_notes_is_left_out_and_sheets_with_one_header_are_one_table() -> None:
    notes: Rows = [["About this file", "by Ann"], ["Columns", "four"]]
    assert read_claims(book(notes, [HEADER, ROW], [["Other", "table"]], [HEADER, ROW, ROW])) == [
        (*FOUND, 2), (*FOUND, 2), (*FOUND, 3),
    ]  # fmt: skip


def test_links_stand_beside_their_words() -> None:
    header, row = ["Claim", "Speaker", "Fact-check", "Rating"], ["Dam", "Ann Lee", "read it", "False"]
    assert read_claims(book([header, row], links={"C2": URL})) == [(*FOUND, 2)]
    assert read_claims(book([["Checks", "2026"], HEADER[:2], ROW[:2]], links={"A3": URL})) == [(*FOUND, 3)]
    assert read_file(book([HEADER, ROW], links={"C2": URL}))[0].columns == HEADER


def test_a_sheet_with_links_has_no_columns_beside_its_own() -> None:
    data = book([["Claim", "Fact-check"], ["Dam", "read it"]], links={"B2": URL})
    assert read_file(data)[0].columns == ["Claim", "Fact-check", "Fact-check (link)"]


def test_the_links_of_a_large_spreadsheet_are_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spreadsheets, "MAX_LINKED_BYTES", 100)
    assert read_file(book([HEADER, ROW], links={"A2": URL}))[0].columns == HEADER


def test_the_links_of_a_sheet_with_a_far_cell_are_left_out() -> None:
    book_with_far_cell = openpyxl.load_workbook(io.BytesIO(book([HEADER, ROW], links={"A2": URL})))
    book_with_far_cell.active["D1048576"] = "far"
    file = io.BytesIO()
    book_with_far_cell.save(file)
    started = time.process_time()
    description, entries = read_file(file.getvalue())
    assert description.columns == HEADER
    assert len(entries) == 2
    assert time.process_time() - started < 20


def test_a_formula_can_be_a_link() -> None:
    assert read_claims(book([HEADER, ["Dam", "Ann Lee", f'=HYPERLINK("{URL}", "read it")', "False"]])) == [(*FOUND, 2)]
