"""CSV files for download. No cell is run as a formula by a spreadsheet."""

import csv
from collections.abc import Iterable

from django.http import StreamingHttpResponse

FORMULA_PREFIXES = ("=", "+", "-", "@", "\t", "\r")

Cell = str | float | None


class LineBuffer:
    """A file for `csv.writer` that returns each line instead of storing it."""

    def write(self, line: str) -> str:
        """Return the line."""
        return line


def csv_response(rows: Iterable[Iterable[Cell]], name: str) -> StreamingHttpResponse:
    """Stream rows as comma-separated values in UTF-8, as a file to download."""
    lines = csv.writer(LineBuffer())
    response = StreamingHttpResponse(
        (lines.writerow(map(escape_formula, row)) for row in rows), content_type="text/csv; charset=utf-8"
    )
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


def escape_formula(value: Cell) -> Cell:
    """Return a value that a spreadsheet does not run as a formula."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA_PREFIXES) else value
