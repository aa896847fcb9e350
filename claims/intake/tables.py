"""Tables as rows of plain text: CSV in any dialect, XLSX, and JSON objects. All of them are streamed."""

import csv
import itertools
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, BinaryIO, TypeVar

from django.utils.translation import gettext as _

from claims.intake.article_text import to_one_line
from claims.intake.feed_text import FeedText
from claims.intake.json_scanner import scan_values
from claims.refusals import NotAFeed

MAX_ROWS = 1_000_000
MAX_COLUMNS = 200
MAX_NAME_CHARACTERS = 100  # of a column
MAX_CELL_CHARACTERS = 100_000
MAX_UNPACKED_BYTES = 500_000_000
MAX_COMPRESSION = 200  # bytes unpacked for each packed one
SAMPLE_CHARACTERS = 20_000
HEADER_SEARCH_ROWS = 10
MAX_WRAPPER_KEYS = 3  # of an object around a list: data, count, next
MAX_INNER_OBJECTS = 4
DELIMITERS = [",", ";", "\t", "|"]

ZIP_START = b"PK\x03\x04"

_UNSTORABLE = re.compile("[\0\ud800-\udfff]")
"""What PostgreSQL does not accept."""

Row = dict[str, str]
Record = TypeVar("Record")


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row with its line in the file, as cells by the name of their column; `error` is a code if it is unreadable."""

    line: int
    cells: Row
    error: str = ""


def iterate_csv(feed: FeedText) -> Iterator[TableRow]:
    """Yield the rows of CSV; delimiter and quotes are those that the beginning shows. Raises `NotAFeed`."""
    while len(feed.text) < SAMPLE_CHARACTERS and feed.more():
        pass
    dialect = _find_dialect(feed.text[:SAMPLE_CHARACTERS])
    csv.field_size_limit(MAX_CELL_CHARACTERS)
    yield from _named_rows(_csv_records(_Lines(feed), dialect))


def iterate_xlsx(stream: BinaryIO) -> Iterator[TableRow]:
    """Yield the rows of the first sheet that has any. A formula is its text, and no date is guessed."""
    import openpyxl  # takes 200 ms to load

    _check_archive(stream)
    try:
        book = openpyxl.load_workbook(stream, read_only=True, data_only=False, keep_links=False)
        sheet = next((sheet for sheet in book.worksheets if _first_cells(sheet)), None)
    except (KeyError, ValueError, OSError, zipfile.BadZipFile, SyntaxError, TypeError, AttributeError) as error:
        raise NotAFeed(_("The spreadsheet is damaged.")) from error
    if sheet is None:
        raise NotAFeed(_("The table has no rows."))
    rows = sheet.iter_rows(values_only=True, max_col=MAX_COLUMNS)
    yield from _named_rows((number, [_cell_text(cell) for cell in cells]) for number, cells in enumerate(rows, 1))


def iterate_objects(feed: FeedText) -> Iterator[TableRow]:
    """Yield JSON objects as rows; inner objects become columns such as "author.name"."""
    yield from _within_limit(_object_rows(feed))


def _object_rows(feed: FeedText) -> Iterator[TableRow]:
    for scanned in scan_values(feed):
        values = scanned.value if isinstance(scanned.value, list) else [scanned.value]
        for value in values:
            if scanned.error or not isinstance(value, dict):
                yield TableRow(scanned.line, {}, scanned.error or "empty")
                continue
            for item in _listed_objects(value) or [value]:
                cells = itertools.islice(_flat_cells(item), MAX_COLUMNS)
                yield TableRow(scanned.line, {to_one_line(name, MAX_NAME_CHARACTERS): cell for name, cell in cells})


def _listed_objects(value: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the objects of the one list that an object consists of, as in {"data": [...]}."""
    lists = [inner for inner in value.values() if isinstance(inner, list) and inner and isinstance(inner[0], dict)]
    if len(lists) != 1 or len(value) > MAX_WRAPPER_KEYS:
        return []
    return [item for item in lists[0] if isinstance(item, dict)]


def _flat_cells(value: dict[str, Any], prefix: str = "", depth: int = 0) -> Iterator[tuple[str, str]]:
    for key, inner in value.items():
        first = inner[0] if isinstance(inner, list) and len(inner) == 1 else inner
        if isinstance(first, dict) and depth < MAX_INNER_OBJECTS:
            yield from _flat_cells(first, f"{prefix}{key}.", depth + 1)
        elif isinstance(first, list):
            yield f"{prefix}{key}", ", ".join(_cell_text(item) for item in first if not isinstance(item, dict | list))
        else:
            yield f"{prefix}{key}", _cell_text(first)


def _cell_text(cell: Any) -> str:
    """Return a cell as plain text; a day without a time is ISO."""
    if cell is None or isinstance(cell, dict):
        return ""
    if isinstance(cell, datetime):
        return cell.date().isoformat() if not (cell.hour or cell.minute or cell.second) else cell.isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 10**15:
        return str(int(cell))
    return _UNSTORABLE.sub("", str(cell)[:MAX_CELL_CHARACTERS]).strip()


def _find_dialect(sample: str) -> type[csv.Dialect]:
    """Return the dialect that fits the sample; a comma if there is one column."""
    import clevercsv  # takes 100 ms to load

    complete = (sample.rpartition("\n")[0] or sample).replace("\0", " ")  # which the detector refuses
    found = clevercsv.Detector().detect(complete, delimiters=DELIMITERS)

    class _Dialect(csv.excel):
        delimiter = (found and found.delimiter) or ","
        quotechar = (found and found.quotechar) or '"'
        escapechar = (found and found.escapechar) or None

    return _Dialect


class _Lines:
    """The lines of a table. `taken` has those of the current record; `put_back` reads them again."""

    def __init__(self, feed: FeedText) -> None:
        self.taken: list[str] = []
        self.number = 0  # of the lines before the current record
        self._again: list[str] = []
        self._rest = _iterate_lines(feed)

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._again.pop() if self._again else next(self._rest)
        self.taken.append(line)
        return line

    def end_record(self, *, put_back: bool = False) -> None:
        """Go on behind the current record, or only behind its first line."""
        if put_back:
            self._again += reversed(self.taken[1:])
        self.number += 1 if put_back else len(self.taken)
        self.taken = []


def _iterate_lines(feed: FeedText) -> Iterator[str]:
    while True:
        end = feed.text.find("\n", feed.position)
        while end < 0 and feed.more():
            if len(feed.text) - feed.position > MAX_COLUMNS * MAX_CELL_CHARACTERS:
                raise NotAFeed(_("A row of the table is too long."))
            end = feed.text.find("\n", feed.position)
        stop = end + 1 if end >= 0 else len(feed.text)
        if stop == feed.position:
            return
        line = feed.text[feed.position : stop]
        feed.advance(stop)
        yield line.replace("\0", "")


def _csv_records(lines: _Lines, dialect: type[csv.Dialect]) -> Iterator[tuple[int, list[str] | None]]:
    """Yield the records with the line where each begins; None for one that cannot be read.

    A quote without its partner swallows the lines below it: such a record has the wrong number of cells, and the lines
    below are read again.
    """
    reader, width = csv.reader(lines, dialect), 0
    for _record in itertools.count():
        try:
            cells: list[str] | None = [cell.strip() for cell in next(reader)]
        except StopIteration:
            return
        except csv.Error:
            cells = None
        is_torn = cells is None or (len(lines.taken) > 1 and width > 1 and len(cells) != width)
        yield lines.number + 1, None if is_torn else cells
        lines.end_record(put_back=is_torn)
        if is_torn:
            reader = csv.reader(lines, dialect)
        width = width or len(cells or ())


def _named_rows(records: Iterable[tuple[int, list[str] | None]]) -> Iterator[TableRow]:
    """Yield the rows below the header, which is the first row with at least two cells, or the first with one."""
    records = iter(records)
    head = [
        (line, cells) for line, cells in itertools.islice(records, HEADER_SEARCH_ROWS) if cells is None or any(cells)
    ]
    widths = [sum(map(bool, cells or ())) for _line, cells in head]
    wide = next((index for index, width in enumerate(widths) if width > 1), 0)
    names = _column_names(head[wide][1] or ()) if head else []
    if not names:
        raise NotAFeed(_("The table has no rows."))
    for line, cells in _within_limit(itertools.chain(head[wide + 1 :], records)):
        if cells is None:
            yield TableRow(line, {}, "broken")
        elif any(cells):
            yield TableRow(line, dict(zip(names, cells, strict=False)))


def _column_names(header: Sequence[str]) -> list[str]:
    """Return the names of the columns, each once; a column without a name has its number."""
    names: list[str] = []
    for number, text in enumerate(header[:MAX_COLUMNS], 1):
        name = to_one_line(text, MAX_NAME_CHARACTERS) or f"#{number}"
        names.append(f"{name} #{number}" if name in names else name)
    return names


def _first_cells(sheet: Any) -> bool:
    rows = sheet.iter_rows(values_only=True, max_row=HEADER_SEARCH_ROWS, max_col=MAX_COLUMNS)
    return any(cell is not None for row in rows for cell in row)


def _check_archive(stream: BinaryIO) -> None:
    """Refuse an archive that unpacks to too much. Raises `NotAFeed`."""
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


def _within_limit(rows: Iterable[Record]) -> Iterator[Record]:
    """Yield the rows. Raises `NotAFeed` if there are too many."""
    for number, row in enumerate(rows):
        if number >= MAX_ROWS:
            raise NotAFeed(_("A table can have %(limit)d rows at most.") % {"limit": MAX_ROWS})
        yield row
