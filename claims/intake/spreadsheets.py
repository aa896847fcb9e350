"""XLSX spreadsheets as rows of plain text: sheets with the same columns, and the links of cells beside their words."""

import itertools
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

from django.utils.translation import gettext as _

from claims.intake.table_mapping import LINK_COLUMN
from claims.intake.tables import HEADER_SEARCH_ROWS, MAX_COLUMNS, TableRow, cell_text, find_header, iterate_named_rows
from claims.refusals import NotAFeed

MAX_UNPACKED_BYTES = 500_000_000
MAX_LINKED_BYTES = 5_000_000
"""Unpacked. A spreadsheet that is larger, or has more cells, is not read as a whole, so its links are left out."""
MAX_LINKED_CELLS = 500_000
"""Of a sheet, empty ones included: one far cell makes millions."""
MAX_COMPRESSION = 200  # bytes unpacked for each packed one
MAX_SHEETS = 100

ZIP_START = b"PK\x03\x04"
_LINKS_PART = re.compile(r"xl/worksheets/_rels/.*\.rels")
_WEB_ADDRESS = re.compile(r"https?://", re.IGNORECASE)
_DAMAGES = (KeyError, ValueError, OSError, zipfile.BadZipFile, SyntaxError, TypeError, AttributeError, IndexError)


@dataclass(frozen=True, slots=True)
class _Sheet:
    sheet: Any
    width: int
    header: tuple[str, ...]
    known_columns: int


def iterate_xlsx(stream: BinaryIO) -> Iterator[TableRow]:
    """Yield the rows of the sheet that has a header with known columns, and of all others with the same header.

    Without one it is the first sheet that has rows. A formula is its text, and no date is guessed. Raises `NotAFeed`.
    """
    import openpyxl  # takes 200 ms to load

    has_links = _check_archive(stream)
    try:
        book = openpyxl.load_workbook(stream, read_only=not has_links, data_only=False, keep_links=False)
        if has_links and any(map(_is_far_reaching, book.worksheets)):
            has_links, book = False, openpyxl.load_workbook(stream, read_only=True, data_only=False, keep_links=False)
        sheets = [_read_head(sheet, has_links=has_links) for sheet in book.worksheets[:MAX_SHEETS]]
    except _DAMAGES as error:
        raise NotAFeed(_("The spreadsheet is damaged.")) from error
    best = max(sheets, key=lambda found: (found.known_columns, bool(found.header)), default=None)  # the first of them
    if best is None or not best.header:
        raise NotAFeed(_("The table has no rows."))
    for found in sheets:
        if found.header == best.header:
            yield from iterate_named_rows(_records(found, has_links=has_links))


def _is_far_reaching(sheet: Any) -> bool:
    return bool(sheet.max_row * min(sheet.max_column, MAX_COLUMNS) > MAX_LINKED_CELLS)


def _read_head(sheet: Any, *, has_links: bool) -> _Sheet:
    """Read the beginning of a sheet. A sheet that is read as a whole knows its width, and gets no cells beyond it."""
    width = min(sheet.max_column, MAX_COLUMNS) if has_links else MAX_COLUMNS
    rows = [[cell_text(cell) for cell in cells] for cells in _iterate_cells(sheet, width, HEADER_SEARCH_ROWS)]
    rows = [cells for cells in rows if any(cells)]
    if not rows:
        return _Sheet(sheet, width, (), 0)
    header, known_columns = find_header(rows)
    return _Sheet(sheet, width, tuple(rows[header]), known_columns)


def _iterate_cells(sheet: Any, width: int, max_row: int | None = None) -> Iterator[tuple[Any, ...]]:
    rows: Iterator[tuple[Any, ...]] = sheet.iter_rows(values_only=True, max_row=max_row, max_col=width)
    return rows


def _records(found: _Sheet, *, has_links: bool) -> Iterator[tuple[int, list[str]]]:
    rows = map(_read_cells, _iterate_cells(found.sheet, found.width))
    return enumerate(_with_links(found, rows) if has_links else rows, 1)


def _read_cells(cells: tuple[Any, ...]) -> list[str]:
    """Return the texts of a row; none at once for an empty one, of which a far cell makes a million."""
    return [cell_text(cell) for cell in cells] if cells.count(None) < len(cells) else []


def _with_links(found: _Sheet, rows: Iterator[list[str]]) -> Iterator[list[str]]:
    """Add a column for each column whose cells are links with other words: "Fact-check (link)"."""
    links = {(row, column): target for row, column, target in _iterate_links(found)}
    first_rows: dict[int, int] = {}
    for row, column in sorted(links):
        first_rows.setdefault(column, row)
    width = min(found.width, MAX_COLUMNS - len(first_rows))
    for number, cells in enumerate(rows, 1):
        beside = []
        for column, first_row in first_rows.items():
            text = cells[column - 1] if column <= len(cells) else ""
            named = LINK_COLUMN.format(text) if text and number < first_row else ""
            beside.append(links.get((number, column), named))
        yield [*cells[:width], *beside]


def _iterate_links(found: _Sheet) -> Iterator[tuple[int, int, str]]:
    """Yield row, column and URL of the cells that are links with other words than their URL."""
    for cell in itertools.chain.from_iterable(found.sheet.iter_rows(max_col=found.width)):
        target = (cell.hyperlink and cell.hyperlink.target) or ""
        if _WEB_ADDRESS.match(target) and not _WEB_ADDRESS.match(cell_text(cell.value)):
            yield cell.row, cell.column, target


def _check_archive(stream: BinaryIO) -> bool:
    """Return whether cells may be links that can be read. Refuse what unpacks to too much. Raises `NotAFeed`."""
    try:
        with zipfile.ZipFile(stream) as archive:
            parts = archive.infolist()
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise NotAFeed(_("The spreadsheet is damaged.")) from error
    if "xl/workbook.xml" not in names:
        raise NotAFeed(_("The ZIP file is not an XLSX spreadsheet."))
    unpacked, packed = sum(part.file_size for part in parts), sum(part.compress_size for part in parts)
    if unpacked > MAX_UNPACKED_BYTES or unpacked > MAX_COMPRESSION * max(packed, 10_000):
        raise NotAFeed(_("The spreadsheet is too large when it is unpacked."))
    stream.seek(0)
    return unpacked <= MAX_LINKED_BYTES and any(map(_LINKS_PART.fullmatch, names))
