"""Files of official figures: CSV, XLSX and SDMX, as the observations of one series. What is not understood has a line.

A table has a row for each period (long), a column for each day of publication (vintages), or a column for each period
(wide). Where it holds several series, the editor chooses one of `SeriesTable.choices`.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, BinaryIO

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from claims.intake.feed_text import FeedText
from claims.intake.figure_texts import is_no_value, parse_figure
from claims.intake.period_texts import fit_period, parse_period
from claims.intake.sdmx_json import iterate_sdmx_json
from claims.intake.series_layout import LONG, SeriesLayout, find_layout
from claims.intake.spreadsheets import ZIP_START, iterate_xlsx
from claims.intake.tables import TableRow, iterate_csv
from claims.json_data import JsonData
from claims.refusals import NotAFeed, NotText, Refusal

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

MAX_SERIES_BYTES = 10_000_000
MAX_ROWS = 50_000
MAX_OBSERVATIONS = 20_000
MAX_REFUSED_LINES = 100
MAX_EXCERPT_CHARACTERS = 80

NO_PERIOD, OTHER_FREQUENCY, NO_NUMBER, NO_VALUE, NO_DAY, BROKEN, TWICE, CHANGED = (
    "no_period", "other_frequency", "no_number", "no_value", "no_day", "broken", "twice", "changed",
)  # fmt: skip
LINE_REFUSALS: "dict[str, StrOrPromise]" = {
    NO_PERIOD: _("no period"),
    OTHER_FREQUENCY: _("a period of another frequency"),
    NO_NUMBER: _("not a number"),
    NO_VALUE: _("no value yet"),
    NO_DAY: _("the day of publication is not certain"),
    BROKEN: _("the row cannot be read"),
    TWICE: _("the period is in the file twice, published on the same day"),
    CHANGED: _("another value of the same day is stored; a later value needs a later day"),
}
"""Why a line brings no observation, by code."""


class NotASeries(Refusal):
    code, status = "not_a_series", 422
    title = _("This file has no official figures. Send CSV, XLSX or SDMX with a period and a value in each row.")


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesRow(JsonData):
    """A value of the file. `published` is None where the file does not say when."""

    line: int
    start: date
    value: float
    published: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedLine(JsonData):
    """A line, or a cell of it, that brings no observation; `reason` is a code of `LINE_REFUSALS`."""

    line: int
    reason: str
    excerpt: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesTable(JsonData):
    """What a file holds. `columns` are those that were understood: period, value, day of publication.

    Of several series in the file, `choices` names them, and `choice` is the one that is read, empty if a person must
    choose. `refused_count` counts all refused lines, of which `refused` has the first.
    """

    layout: str
    columns: list[str]
    choices: list[str]
    choice: str
    rows: list[SeriesRow] = field(default_factory=list)
    refused: list[RefusedLine] = field(default_factory=list)
    refused_count: int = 0


def read_series_file(stream: BinaryIO, *, frequency: str, choice: str) -> SeriesTable:
    """Read a file as the observations of a series of this frequency. Raises `NotASeries`."""
    try:
        rows = list(islice(_iterate_rows(stream), MAX_ROWS + 1))
    except (NotAFeed, NotText) as error:
        raise NotASeries(error.reason) from error
    if len(rows) > MAX_ROWS:
        raise NotASeries(gettext("A file of figures can have %(limit)d rows at most.") % {"limit": MAX_ROWS})
    layout = find_layout(rows)
    if layout is None:
        raise NotASeries
    choice = choice if choice in layout.choices else layout.only_choice
    table = SeriesTable(layout=layout.code, columns=layout.columns, choices=layout.choices, choice=choice)
    return _read_rows(rows, layout, frequency, table) if choice else table


def _iterate_rows(stream: BinaryIO) -> Iterator[TableRow]:
    head = stream.read(len(ZIP_START))
    stream.seek(0)
    if head == ZIP_START:
        return iterate_xlsx(stream)
    feed = FeedText(stream)
    return iterate_sdmx_json(feed) if feed.text.lstrip("\ufeff \t\r\n").startswith("{") else iterate_csv(feed)


def _read_rows(rows: list[TableRow], layout: SeriesLayout, frequency: str, table: SeriesTable) -> SeriesTable:
    known: set[tuple[date, date | None]] = set()
    values, refused, count = list[SeriesRow](), list[RefusedLine](), 0
    for row in rows:
        for result in _read_row(row, layout, frequency, table.choice):
            line = _find_repetition(result, row, known) if isinstance(result, SeriesRow) else result
            if isinstance(result, SeriesRow) and line is None:
                values.append(result)
            elif line is not None:
                count += 1
                refused += [line] if count <= MAX_REFUSED_LINES else []
        if len(values) > MAX_OBSERVATIONS:
            raise NotASeries(gettext("A file can have %(limit)d values at most.") % {"limit": MAX_OBSERVATIONS})
    if not values:
        raise NotASeries(_no_rows_text(refused))
    return replace(table, rows=values, refused=refused, refused_count=count)


def _find_repetition(value: SeriesRow, row: TableRow, known: set[tuple[date, date | None]]) -> RefusedLine | None:
    """Return the line as refused if the file has had its period and day; remember them."""
    key = (value.start, value.published)
    if key in known:
        return RefusedLine(line=row.line, reason=TWICE, excerpt=_excerpt(row))
    known.add(key)
    return None


def _no_rows_text(refused: list[RefusedLine]) -> str:
    if refused and all(line.reason == OTHER_FREQUENCY for line in refused):
        return gettext("The periods of this file have another frequency than the series.")
    return ""


def _read_row(row: TableRow, layout: SeriesLayout, frequency: str, choice: str) -> Iterator[SeriesRow | RefusedLine]:
    """Yield what a row has of the chosen series; nothing if it belongs to another."""
    if row.error:
        yield RefusedLine(line=row.line, reason=BROKEN, excerpt="")
        return
    for cell in layout.iterate_cells(row, choice):
        period, published = parse_period(cell.period), None
        start = fit_period(period, frequency) if period else None
        value = parse_figure(cell.value, decimal_commas=layout.decimal_commas)
        reason = ""
        if cell.published:
            day = parse_period(cell.published[:10]) or parse_period(cell.published)
            published = day.start if day and day.frequency == "day" else None
            reason = "" if published else NO_DAY
        if start is None or value is None:
            reason = _missing_reason(cell.value, has_period=period is not None, fits=start is not None)
        if reason or start is None or value is None:
            if reason != NO_VALUE or layout.code == LONG:  # triangles and wide tables have empty cells by design
                yield RefusedLine(line=row.line, reason=reason, excerpt=_excerpt(row))
            continue
        yield SeriesRow(line=row.line, start=start, value=value, published=published)


def _missing_reason(value: str, *, has_period: bool, fits: bool) -> str:
    if not has_period:
        return NO_PERIOD
    if not fits:
        return OTHER_FREQUENCY
    return NO_VALUE if is_no_value(value) else NO_NUMBER


def _excerpt(row: TableRow) -> str:
    return " · ".join(filter(None, row.cells.values()))[:MAX_EXCERPT_CHARACTERS]
