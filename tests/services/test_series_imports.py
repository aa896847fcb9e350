"""Official figures: a file is looked at before it is stored, and no later value overwrites an earlier one."""

from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from claims.intake.series_files import MAX_SERIES_BYTES
from claims.models import Event, Observation, Series, SeriesImport, User
from claims.refusals import BadValue, Conflict, EmptyText, NotAllowed, TextTooLong
from claims.selectors.series import list_periods
from claims.services import task_wakeups
from claims.services.series import add_series
from claims.services.series_imports import (
    READ_FIGURES_TASK,
    choose_series_of_file,
    confirm_series_import,
    import_figures_file,
    import_figures_url,
    undo_series_import,
)
from claims.tasks import dispatch_readings, read_figures
from tests.figure_stories import import_figures, make_series, read_series_here

LONG = "month,value,published\n2026-03,6.7,2026-04-18\n2026-04,6.8,2026-05-18\n"
TWO_PLACES = "month,place,value\n2026-03,France,6.7\n2026-03,Spain,10.1\n2026-04,France,6.8\n2026-04,Spain,10.2\n"
DAY = date(2026, 4, 18)


@pytest.fixture(autouse=True)
def _no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("claims.services.series_imports.read_series_table", read_series_here)


def read_figures_file(series: Series, by: User, data: str, published: date = DAY) -> SeriesImport:
    run = import_figures_file(series_id=series.pk, name="rate.csv", data=data.encode(), published=published, by=by)
    read_figures(run.pk)
    run.refresh_from_db()
    return run


def vintages(series: Series) -> list[list[tuple[str, float]]]:
    return [[(str(row.published), row.value) for row in period.vintages] for period in list_periods(series.pk)]


def test_a_file_is_looked_at_then_stored_and_a_revision_stands_beside_the_first_value(edith: User) -> None:
    series = make_series(edith)
    run = read_figures_file(series, edith, LONG)
    assert (run.state, run.report["added"], Observation.objects.count()) == ("checked", 2, 0)
    assert run.report["columns"] == ["month", "value", "published"]
    assert run.report["preview"][0] | {"before": None} == {
        "line": 2, "start": "2026-03-01", "value": 6.7, "published": "2026-04-18", "outcome": "added", "before": None
    }  # fmt: skip
    confirm_series_import(import_id=run.pk, by=edith)
    later = import_figures(series, edith, "month,value\n2026-03,6.9\n2026-04,6.8\nMay,7\n", date(2026, 5, 20))
    assert [later.report[name] for name in ("added", "revised", "unchanged", "refused")] == [0, 1, 1, 1]
    assert later.report["refused_lines"] == [{"line": 4, "reason": "no_period", "excerpt": "May · 7"}]
    assert vintages(series) == [[("2026-05-18", 6.8)], [("2026-04-18", 6.7), ("2026-05-20", 6.9)]]
    stored = Event.objects.filter(verb="figures.imported").latest("pk")
    assert (stored.data["revised"], later.data, later.table) == (1, None, None)


def test_another_value_of_the_same_day_is_refused_by_its_line(edith: User) -> None:
    series = make_series(edith)
    import_figures(series, edith, LONG)
    run = read_figures_file(series, edith, LONG.replace("6.7", "9.9"))
    assert run.report["refused_lines"] == [{"line": 2, "reason": "changed", "excerpt": "2026-03-01 · 9.9"}]


def test_an_import_is_undone_once_and_the_same_file_can_come_again(edith: User) -> None:
    series = make_series(edith)
    import_figures(series, edith, LONG)
    later = import_figures(series, edith, "month,value\n2026-03,6.9\n", date(2026, 5, 20))
    undo_series_import(import_id=later.pk, by=edith)
    assert vintages(series)[1] == [("2026-04-18", 6.7)]
    with pytest.raises(Conflict):
        undo_series_import(import_id=later.pk, by=edith)
    import_figures(series, edith, "month,value\n2026-03,6.9\n", date(2026, 5, 20))
    assert vintages(series)[1] == [("2026-04-18", 6.7), ("2026-05-20", 6.9)]


@pytest.mark.parametrize(
    "change", [{"value": 1.0}, {"published": date(2026, 6, 1)}, {"start": date(2020, 1, 1)}], ids=str
)
def test_the_database_overwrites_no_vintage(edith: User, change: dict[str, Any]) -> None:
    import_figures(make_series(edith), edith, LONG)
    with pytest.raises(DatabaseError), transaction.atomic():
        Observation.objects.update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        Observation.objects.all().delete()


def test_the_database_keeps_one_value_a_day_and_what_is_withdrawn(edith: User) -> None:
    run = import_figures(make_series(edith), edith, LONG)
    row = Observation.objects.all()[0]
    copy = {name: getattr(row, name) for name in ("series", "start", "published", "run", "line")}
    with pytest.raises(DatabaseError), transaction.atomic():
        Observation.objects.create(**copy, value=9.9)
    undo_series_import(import_id=run.pk, by=edith)
    with pytest.raises(DatabaseError), transaction.atomic():
        Observation.objects.update(withdrawn=False)


def test_of_several_series_a_person_chooses_one_and_the_next_file_follows(edith: User) -> None:
    series = make_series(edith)
    run = read_figures_file(series, edith, TWO_PLACES)
    assert (run.state, (run.table or {})["choices"]) == ("choosing", ["France", "Spain"])
    with pytest.raises(BadValue):
        choose_series_of_file(import_id=run.pk, choice="Italy", by=edith)
    choose_series_of_file(import_id=run.pk, choice="France", by=edith)
    read_figures(run.pk)
    confirm_series_import(import_id=run.pk, by=edith)
    assert vintages(series) == [[("2026-04-18", 6.8)], [("2026-04-18", 6.7)]]
    again = read_figures_file(series, edith, TWO_PLACES.replace("6.8", "6.9"), date(2026, 5, 20))
    assert (again.state, again.choice, again.report["revised"]) == ("checked", "France", 1)


def test_values_are_fetched_from_a_url(edith: User, monkeypatch: Any) -> None:
    limits = []

    def fetch(_url: str, into: Any, *, max_bytes: int) -> None:
        limits.append(max_bytes)
        into.write(LONG.encode())

    monkeypatch.setattr("claims.services.series_imports.fetch_feed_file", fetch)
    url = "https://stats.example/rate.csv"
    run = import_figures_url(series_id=make_series(edith).pk, url=url, published=DAY, by=edith)
    read_figures(run.pk)
    run.refresh_from_db()
    assert (run.state, len(run.sha256), limits) == ("checked", 64, [MAX_SERIES_BYTES])


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ("a,b\nfoo,bar\n", "has no official figures"),
        ("year,value\n2024,7\n", "another frequency"),
        ("%PDF-1.7", "PDF"),
        ("PK\x03\x04", "damaged"),
        ('{"a": [', "no SDMX message"),
    ],
)
def test_a_file_without_figures_fails_by_name_and_stores_nothing(edith: User, data: str, words: str) -> None:
    run = read_figures_file(make_series(edith), edith, data)
    assert (run.state, run.data) == ("failed", None)
    assert words in run.error
    with pytest.raises(Conflict):
        confirm_series_import(import_id=run.pk, by=edith)


def test_what_is_no_import_is_refused(cora: User, edith: User) -> None:
    series = make_series(edith)
    with pytest.raises(NotAllowed):
        read_figures_file(series, cora, LONG)
    with pytest.raises(EmptyText):
        read_figures_file(series, edith, "")
    with pytest.raises(TextTooLong):
        read_figures_file(series, edith, " " * (MAX_SERIES_BYTES + 1))
    with pytest.raises(BadValue):
        read_figures_file(series, edith, LONG, date(2199, 1, 1))


def test_the_sweep_finds_an_import_whose_message_was_lost(edith: User, monkeypatch: Any) -> None:
    woken: list[tuple[Any, ...]] = []
    monkeypatch.setattr(task_wakeups, "send_task", lambda *what: woken.append(what))
    series = make_series(edith)
    run = import_figures_file(series_id=series.pk, name="r.csv", data=b"a", published=DAY, by=edith)
    dispatch_readings()
    assert (READ_FIGURES_TASK, run.pk) in woken


def test_an_import_is_read_three_times_at_most(edith: User) -> None:
    series = make_series(edith)
    run = import_figures_file(series_id=series.pk, name="r.csv", data=LONG.encode(), published=DAY, by=edith)
    SeriesImport.objects.update(attempts=SeriesImport.MAX_ATTEMPTS)
    read_figures(run.pk)
    run.refresh_from_db()
    assert (run.state, "three times" in run.error) == ("failed", True)


def test_a_series_says_what_it_counts(edith: User) -> None:
    for wrong in ({"unit": ""}, {"frequency": "hourly"}, {"currency": "EURO"}, {"name": ""}, {"name": "The rate"}):
        fields: dict[str, Any] = {
            "unit": "%",
            "frequency": "month",
            "name": "Unemployment rate",
            "publisher": "Office",
        } | wrong
        with pytest.raises(BadValue):
            add_series(by=edith, **fields)
