"""Official figures that tests start from: of unemployment in France, and of the trees of `tests.stories`."""

from datetime import date
from io import BytesIO
from typing import Any, BinaryIO

from claims.intake.series_files import SeriesTable, read_series_file
from claims.models import Series, SeriesImport, User
from claims.services.series import add_series
from claims.services.series_imports import _finish_reading, confirm_series_import, import_figures_file

TREES = "month,value,published\n2026-01,280,2026-02-18\n2026-02,290,2026-03-01\n2026-02,295,2026-05-20\n"


def make_series(by: User, **content: Any) -> Series:
    """A series of the unemployment rate of France."""
    fields: dict[str, Any] = {
        "name": "Unemployment rate",
        "publisher": "Office for Figures",
        "place": "France",
        "unit": "%",
        "frequency": "month",
        "url": "https://stats.example/rate",
    }
    return add_series(by=by, **fields | content)


def read_series_here(file: BinaryIO, *, frequency: str, choice: str) -> SeriesTable:
    """Read a file within this process, as `claims.intake.limited_process` does in one of its own."""
    return read_series_file(BytesIO(file.read()), frequency=frequency, choice=choice)


def check_figures(series: Series, by: User, data: str, published: date = date(2026, 4, 18)) -> SeriesImport:
    """Read a file of values as the worker does, but within this process."""
    run = import_figures_file(series_id=series.pk, name="rate.csv", data=data.encode(), published=published, by=by)
    table = read_series_file(BytesIO(data.encode()), frequency=series.frequency, choice=run.choice)
    _finish_reading(run.pk, run.sha256, table)
    run.refresh_from_db()
    return run


def import_figures(series: Series, by: User, data: str, published: date = date(2026, 4, 18)) -> SeriesImport:
    """Read a file of values and store them."""
    return confirm_series_import(import_id=check_figures(series, by, data, published).pk, by=by)


def make_tree_series(by: User) -> Series:
    """A series about what the claims of `tests.stories` say, with a revised value."""
    series = make_series(by, name="Trees planted", place="", unit="trees", url="https://stats.example/trees")
    import_figures(series, by, TREES)
    return series
