"""Tables as rows of plain text: CSV in any dialect, and JSON. Both are streamed."""

import csv
import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar

from django.utils.translation import gettext as _

from claims.intake.article_text import to_one_line
from claims.intake.feed_text import FeedText
from claims.intake.json_scanner import parse_json, scan_values
from claims.intake.table_mapping import count_known_columns
from claims.refusals import NotAFeed

MAX_ROWS = 1_000_000
MAX_COLUMNS = 200
MAX_NAME_CHARACTERS = 100  # of a column
MAX_CELL_CHARACTERS = 100_000
SAMPLE_CHARACTERS = 20_000
HEADER_SEARCH_ROWS = 10
MIN_KNOWN_COLUMNS = 2  # by which a header is told from what stands above it
MAX_WRAPPER_KEYS = 3  # of an object around a list: data, count, next
MAX_INNER_OBJECTS = 4
DELIMITERS = [",", ";", "\t", "|"]

_COMMENTS = re.compile(r"(?:\s*#[^\n]*\n)+(?=[^\n])")  # above a table
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
    yield from iterate_named_rows(_csv_records(_Lines(feed), dialect))


def iterate_objects(feed: FeedText) -> Iterator[TableRow]:
    """Yield JSON objects as rows; inner objects become columns such as "author.name"."""
    yield from _within_limit(_object_rows(feed))


def _object_rows(feed: FeedText) -> Iterator[TableRow]:
    names: list[str] = []
    for scanned in scan_values(feed):
        if scanned.error:
            yield TableRow(scanned.line, {}, scanned.error)
            continue
        for value in _listed_values(scanned.value):
            if isinstance(value, dict):
                cells = itertools.islice(_flat_cells(value), MAX_COLUMNS)
                yield TableRow(scanned.line, {to_one_line(name, MAX_NAME_CHARACTERS): cell for name, cell in cells})
            elif not isinstance(value, list):
                yield TableRow(scanned.line, {}, "empty")
            elif names:
                yield TableRow(scanned.line, dict(zip(names, map(cell_text, value), strict=False)))
            else:
                names = _column_names([cell_text(cell) for cell in value])


def _listed_values(value: Any) -> list[Any]:
    """Return the rows of a value: objects, or lists of cells of which the first has the names of the columns."""
    if isinstance(value, list):
        is_row = value and not any(isinstance(cell, dict | list) for cell in value)
        return [value] if is_row else [row for item in value for row in _rows_of(item)]
    if not isinstance(value, dict):
        return [value]
    inner = [item for item in value.values() if item]
    if len(inner) > 1 and all(isinstance(item, dict) and item.keys() == inner[0].keys() for item in inner):
        return inner  # objects by their key
    lists = [item for item in inner if isinstance(item, list) and isinstance(item[0], dict | list)]
    if len(lists) != 1 or len(value) > MAX_WRAPPER_KEYS:
        return [value]
    columns = value.get("columns")
    return [columns, *lists[0]] if isinstance(columns, list) and isinstance(lists[0][0], list) else lists[0]


def _rows_of(item: Any) -> list[Any]:
    return [item] if isinstance(item, list) else _listed_values(item)


def _flat_cells(value: dict[str, Any], prefix: str = "", depth: int = 0) -> Iterator[tuple[str, str]]:
    for key, inner in value.items():
        first = inner[0] if isinstance(inner, list) and len(inner) == 1 else inner
        if isinstance(first, dict) and depth < MAX_INNER_OBJECTS:
            yield from _flat_cells(first, f"{prefix}{key}.", depth + 1)
        elif isinstance(first, list):
            yield f"{prefix}{key}", ", ".join(cell_text(item) for item in first if not isinstance(item, dict | list))
        else:
            yield f"{prefix}{key}", cell_text(first)


def cell_text(cell: Any) -> str:
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
    """Return the dialect that fits the sample without its comments; a comma if there is one column."""
    import clevercsv  # takes 100 ms to load

    complete = (sample.rpartition("\n")[0] or sample).replace("\0", " ")  # which the detector refuses
    complete = _COMMENTS.sub("", complete)
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
        self._rest = _iterate_lines(feed, "\n" if "\n" in feed.text or "\r" not in feed.text else "\r")

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


def _iterate_lines(feed: FeedText, ending: str) -> Iterator[str]:
    while True:
        end = feed.text.find(ending, feed.position)
        while end < 0 and feed.more():
            if len(feed.text) - feed.position > MAX_COLUMNS * MAX_CELL_CHARACTERS:
                raise NotAFeed(_("A row of the table is too long."))
            end = feed.text.find(ending, feed.position)
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
    for record in itertools.count():
        try:
            cells: list[str] | None = [cell.strip() for cell in next(reader)]
        except StopIteration:
            return
        except csv.Error:
            cells = None
        is_torn = cells is None or (len(lines.taken) > 1 and width > 1 and len(cells) != width)
        yield lines.number + 1, None if is_torn else cells
        if not width or (record < HEADER_SEARCH_ROWS and len(lines.taken) == 1):
            width = max(width, len(cells or ()))
        lines.end_record(put_back=is_torn)
        if is_torn:
            reader = csv.reader(lines, dialect)


def iterate_named_rows(records: Iterable[tuple[int, list[str] | None]]) -> Iterator[TableRow]:
    """Yield the rows below the header."""
    records = iter(records)
    head = list(_leave_out_empty(itertools.islice(records, HEADER_SEARCH_ROWS)))
    header, _known = find_header([cells or [] for _line, cells in head])
    width = max((_filled_width(cells) for _line, cells in head if cells), default=0)
    names = _column_names((head[header][1] or [])[:width]) if head else []
    if not names:
        raise NotAFeed(_("The table has no rows."))
    for line, cells in _within_limit(itertools.chain(head[header + 1 :], _leave_out_empty(records))):
        if cells is None:
            yield TableRow(line, {}, "broken")
        else:
            yield TableRow(line, dict(_open_cells(zip(names, cells, strict=False))))


def _leave_out_empty(
    records: Iterable[tuple[int, list[str] | None]],
) -> Iterator[tuple[int, list[str] | None]]:
    return ((line, cells) for line, cells in records if cells is None or any(cells))


def _filled_width(cells: Sequence[str]) -> int:
    return max(number for number, cell in enumerate(cells, 1) if cell)


def find_header(rows: Sequence[Sequence[str]]) -> tuple[int, int]:
    """Return which of the first rows names the columns, and how many fields it names: the first that names most.

    Without any it is the first row with at least two cells, or the first with one.
    """
    known = [count_known_columns(row) for row in rows]
    most = max(known, default=0)
    if most >= MIN_KNOWN_COLUMNS:
        return known.index(most), most
    widths = [sum(map(bool, row)) for row in rows]
    return next((index for index, width in enumerate(widths) if width > 1), 0), 0


def _open_cells(cells: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield the cells; one with a JSON object becomes columns such as "claimReview.url"."""
    for name, cell in cells:
        value = None
        if cell.startswith(("{", "[")):
            with suppress(ValueError):
                value = parse_json(cell)
        yield from _flat_cells({name: value}) if isinstance(value, dict | list) else [(name, cell)]


def _column_names(header: Sequence[str]) -> list[str]:
    """Return the names of the columns, each once; a column without a name has its number."""
    names: list[str] = []
    for number, text in enumerate(header[:MAX_COLUMNS], 1):
        name = to_one_line(text, MAX_NAME_CHARACTERS) or f"#{number}"
        names.append(f"{name} #{number}" if name in names else name)
    return names


def _within_limit(rows: Iterable[Record]) -> Iterator[Record]:
    """Yield the rows. Raises `NotAFeed` if there are too many."""
    for number, row in enumerate(rows):
        if number >= MAX_ROWS:
            raise NotAFeed(_("A table can have %(limit)d rows at most.") % {"limit": MAX_ROWS})
        yield row
