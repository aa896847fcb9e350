"""How a table of official figures is laid out: which columns are periods, values, and days of publication."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from claims.frequencies import DAY
from claims.intake.figure_texts import has_decimal_commas, is_no_value, parse_figure
from claims.intake.period_texts import parse_period
from claims.intake.tables import Row, TableRow

SAMPLE_ROWS = 200
MIN_SHARE = 0.5  # of the cells of a column that are periods or numbers
MAX_CHOICES = 200
MAX_CHOICE_CHARACTERS = 200

LONG, VINTAGES, WIDE = "long", "vintages", "wide"

PERIOD_NAMES = frozenset(
    "timeperiod period date time month quarter year week day periode periodo mois trimestre annee datum monat jahr "
    "quartal fecha mes ano observationdate".split()
)
VALUE_NAMES = frozenset("obsvalue value figure valeur wert valor valore waarde".split())
PUBLISHED_NAMES = frozenset(
    "published publication publicationdate publisheddate released release releasedate vintage vintagedate "
    "realtimestart publie publiele diffusion veroffentlicht".split()
)
ATTRIBUTES = frozenset(
    "dataflow structure structureid structurename action lastupdate obsstatus obsflag obscom confstatus decimals "
    "unitmult timeformat".split()
)
"""Columns of SDMX-CSV that tell no series from another."""


@dataclass(frozen=True, slots=True)
class FigureCell:
    """A value of a table as text, with its period and its day of publication, empty if the table has none."""

    period: str
    value: str
    published: str = ""


@dataclass(frozen=True, slots=True)
class SeriesLayout:
    """The layout of a table. `values` are the columns of values: of series, of vintages or of periods.

    Rows are told apart by their cells in the columns `labels`; `choices` are the series of the table.
    """

    code: str
    period: str
    values: list[str]
    published: str
    labels: list[str]
    choices: list[str]
    decimal_commas: bool

    @property
    def columns(self) -> list[str]:
        """The columns that were understood."""
        return [name for name in (self.period, *self.values[:MAX_CHOICES], self.published, *self.labels) if name]

    @property
    def only_choice(self) -> str:
        """The series of the table, if there is one alone."""
        return self.choices[0] if len(self.choices) == 1 else ""

    def iterate_cells(self, row: TableRow, choice: str) -> Iterator[FigureCell]:
        """Yield the values that a row has of the chosen series."""
        label = _label(row.cells, self.labels)
        if self.code == LONG:
            for column in self.values:
                if choice in (_choice_text(column, label), _choice_text("", label)):
                    published = row.cells.get(self.published, "")
                    yield FigureCell(row.cells.get(self.period, ""), row.cells.get(column, ""), published)
        elif _choice_text("", label) == choice:
            for column in self.values:
                value = row.cells.get(column, "")
                if self.code == VINTAGES:
                    yield FigureCell(row.cells.get(self.period, ""), value, column)
                else:
                    yield FigureCell(column, value, row.cells.get(self.published, ""))


def find_layout(rows: Sequence[TableRow]) -> SeriesLayout | None:
    """Return the layout of a table; None if no column and no header has periods."""
    columns = list(dict.fromkeys(name for row in rows[:SAMPLE_ROWS] for name in row.cells))
    sample = [row.cells for row in rows[-SAMPLE_ROWS:] if not row.error]
    period = _find_period_column(columns, sample)
    published = next((name for name in columns if _plain_name(name) in PUBLISHED_NAMES and name != period), "")
    others = [name for name in columns if name not in (period, published)]
    if not period:
        return _find_wide_layout(others, published, rows, sample)
    days = [name for name in others if (found := parse_period(name)) and found.frequency == DAY]
    if days:
        labels = _varying_labels([name for name in others if name not in days], rows, period)
        return _build_layout(rows, VINTAGES, period=period, values=days, labels=labels)
    numeric = [name for name in others if _share(name, sample, _is_figure) >= MIN_SHARE]
    named = [name for name in numeric if _plain_name(name) in VALUE_NAMES]
    values = named[:1] or numeric
    if not values:
        return None
    left = [name for name in others if name not in values]
    labels = _varying_labels(left, rows, period, published)
    return _build_layout(rows, LONG, period=period, values=values, published=published, labels=labels)


def _find_wide_layout(
    others: list[str], published: str, rows: Sequence[TableRow], sample: Sequence[Row]
) -> SeriesLayout | None:
    """Return the layout of a table with a column for each period."""
    periods = [name for name in others if parse_period(name)]
    if not periods or not any(_is_figure(cells.get(name, "")) for name in periods for cells in sample):
        return None
    labels = [name for name in others if name not in periods]
    return _build_layout(rows, WIDE, values=periods, published=published, labels=labels)


def _build_layout(
    rows: Sequence[TableRow], code: str, *, period: str = "", values: list[str], published: str = "", labels: list[str]
) -> SeriesLayout:
    texts = (row.cells.get(name, "") for row in rows for name in values)
    named = dict.fromkeys(_label(row.cells, labels) for row in rows if row.cells) if labels else {"": None}
    columns = values if code == LONG and (len(values) > 1 or not labels) else [""]
    choices = list(dict.fromkeys(_choice_text(column, label) for label in named for column in columns))
    return SeriesLayout(code, period, values, published, labels, choices[:MAX_CHOICES], has_decimal_commas(texts))


def _find_period_column(columns: Sequence[str], sample: Sequence[Row]) -> str:
    shares = {name: _share(name, sample, lambda text: parse_period(text) is not None) for name in columns}
    likely = [name for name, share in shares.items() if share >= MIN_SHARE]
    named = [name for name in likely if _plain_name(name) in PERIOD_NAMES]
    unpublished = [name for name in likely if _plain_name(name) not in PUBLISHED_NAMES | VALUE_NAMES]
    return (named or sorted(unpublished, key=lambda name: -shares[name]) or [""])[0]


def _varying_labels(columns: Sequence[str], rows: Sequence[TableRow], period: str, published: str = "") -> list[str]:
    """Return the columns that tell the series of a table apart; none if no period occurs twice."""
    times = Counter((row.cells.get(period, ""), row.cells.get(published, "")) for row in rows if row.cells)
    if not times or max(times.values()) == 1:
        return []
    names = [name for name in columns if _plain_name(name) not in ATTRIBUTES]
    return [name for name in names if 1 < len({row.cells.get(name, "") for row in rows}) <= MAX_CHOICES]


def _share(name: str, sample: Iterable[Row], fits: Callable[[str], bool]) -> float:
    cells = [text for row in sample if not is_no_value(text := row.get(name, ""))]
    return sum(map(fits, cells)) / len(cells) if cells else 0.0


def _is_figure(text: str) -> bool:
    return parse_figure(text, decimal_commas="," in text) is not None


def _label(cells: Row, labels: Sequence[str]) -> str:
    return " · ".join(filter(None, (cells.get(name, "") for name in labels)))


def _choice_text(column: str, label: str) -> str:
    return " · ".join(filter(None, (column, label)))[:MAX_CHOICE_CHARACTERS] or "*"


def _plain_name(name: str) -> str:
    return re.sub(r"[\W\d_]+", "", name.casefold().replace("é", "e").replace("ö", "o"))
