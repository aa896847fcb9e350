"""CSV files for download."""

from collections.abc import Iterable

from django.http import StreamingHttpResponse

from claims.csv_lines import Cell, format_csv_lines


def csv_response(rows: Iterable[Iterable[Cell]], name: str) -> StreamingHttpResponse:
    """Stream rows as comma-separated values in UTF-8, as a file to download."""
    response = StreamingHttpResponse(format_csv_lines(rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response
