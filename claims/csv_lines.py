"""Lines of CSV files. No cell is run as a formula by a spreadsheet."""

import csv
from collections.abc import Iterable, Iterator

FORMULA_PREFIXES = ("=", "+", "-", "@", "\t", "\r")

Cell = str | float | None


class LineBuffer:
    """A file for `csv.writer` that returns each line instead of storing it."""

    def write(self, line: str) -> str:
        """Return the line."""
        return line


def format_csv_lines(rows: Iterable[Iterable[Cell]]) -> Iterator[str]:
    """Yield rows as lines of comma-separated values."""
    lines = csv.writer(LineBuffer())
    return (lines.writerow(map(escape_formula, row)) for row in rows)


def escape_formula(value: Cell) -> Cell:
    """Return a value that a spreadsheet does not run as a formula."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA_PREFIXES) else value
