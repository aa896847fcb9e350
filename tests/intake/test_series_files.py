"""Files of official figures as offices publish them, and files that are none."""

import datetime as dt
import io
import json
from contextlib import suppress
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.intake import series_files
from claims.intake.figure_texts import has_decimal_commas, parse_figure
from claims.intake.period_texts import fit_period, parse_period
from claims.intake.series_files import NotASeries, SeriesTable, read_series_file
from claims.refusals import Refusal


def read(data: bytes | str, frequency: str = "month", choice: str = "") -> SeriesTable:
    stream = io.BytesIO(data if isinstance(data, bytes) else data.encode())
    return read_series_file(stream, frequency=frequency, choice=choice)


def rows(table: SeriesTable) -> list[tuple[int, str, float, str]]:
    return [(row.line, str(row.start), row.value, str(row.published or "")) for row in table.rows]


@pytest.mark.parametrize(
    ("text", "frequency", "start"),
    [
        ("2024", "year", "2024-01-01"), ("2024-Q2", "quarter", "2024-04-01"), ("Q2 2024", "quarter", "2024-04-01"),
        ("2024-T3", "quarter", "2024-07-01"), ("2024M05", "month", "2024-05-01"), ("2024-5", "month", "2024-05-01"),
        ("05/2024", "month", "2024-05-01"), ("1971 FEB", "month", "1971-02-01"), ("Mai 2024", "month", "2024-05-01"),
        ("févr. 2024", "month", "2024-02-01"), ("2024-W07", "week", "2024-02-12"), ("2024-05-31", "day", "2024-05-31"),
        ("31.05.2024", "day", "2024-05-31"), ("05/06/2024", "", ""), ("2024-13", "", ""), ("2024-W60", "", ""),
        ("3.8", "", ""), ("", "", ""), ("Foo 2024", "", ""), ("9999", "", ""), ("20240531", "", ""),
    ],
)  # fmt: skip
def test_a_period_is_read_or_left_alone(text: str, frequency: str, start: str) -> None:
    period = parse_period(text)
    assert (period.frequency, str(period.start)) == (frequency, start) if period else not frequency


def test_a_day_stands_for_its_period_and_a_longer_period_for_none() -> None:
    day, year = parse_period("2024-05-31"), parse_period("2024")
    assert day
    assert year
    starts = [str(fit_period(day, frequency)) for frequency in ("day", "week", "month", "quarter", "year")]
    assert starts == ["2024-05-31", "2024-05-27", "2024-05-01", "2024-04-01", "2024-01-01"]
    assert fit_period(year, "month") is None


@pytest.mark.parametrize(
    ("text", "commas", "value"),
    [
        ("6.7", False, 6.7), ("1,234.5", False, 1234.5), ("−0,3", True, -0.3), ("1 234,5", True, 1234.5),
        ("1.234,5", True, 1234.5), ("6.7", True, 6.7), ("6.7 (p)", False, 6.7), ("6.7%", False, 6.7),
        ("1e3", False, 1000.0), ("..", False, None), ("=1+1", False, None), ("1e99", False, None),
        ("6,7", False, None), ("nan", False, None), ("Infinity", False, None), ("9" * 70, False, None),
    ],
)  # fmt: skip
def test_a_number_is_read_or_left_alone(text: str, commas: bool, value: float | None) -> None:
    assert parse_figure(text, decimal_commas=commas) == value


def test_one_number_tells_what_a_comma_is() -> None:
    assert has_decimal_commas(["1,234", "6,7"])
    assert not has_decimal_commas(["1,234", "12,345.6"])


SDMX = {
    "data": {
        "dataSets": [
            {"series": {"0:0": {"observations": {"0": [7.4], "1": [None]}}, "0:1": {"observations": {"0": [3]}}}}
        ],
        "structure": {
            "dimensions": {
                "series": [
                    {"id": "FREQ", "values": [{"id": "M", "name": "Monthly"}]},
                    {"id": "GEO", "values": [{"id": "FR", "name": "France"}, {"id": "DE", "name": "Germany"}]},
                ],
                "observation": [{"id": "TIME_PERIOD", "values": [{"id": "2024-01"}, {"id": "2024-02"}]}],
            }
        },
    }
}  # fmt: skip


@pytest.mark.parametrize(
    ("data", "choice", "expected"),
    [
        ("month,value,published\n2026-01,6.7,2026-02-18\n", "", [(2, "2026-01-01", 6.7, "2026-02-18")]),
        ("Mois;Taux\njanvier 2026;6,7\n", "", [(2, "2026-01-01", 6.7, "")]),
        (
            "Month,2026-02-18,2026-03-18\n2026-01,6.7,6.9\n2026-02,,6.8\n",
            "",
            [
                (2, "2026-01-01", 6.7, "2026-02-18"),
                (2, "2026-01-01", 6.9, "2026-03-18"),
                (3, "2026-02-01", 6.8, "2026-03-18"),
            ],
        ),
        ("Place,2026-01,2026-02\nFrance,6.7,..\nSpain,9,10\n", "France", [(2, "2026-01-01", 6.7, "")]),
        (
            "DATAFLOW,freq,geo,TIME_PERIOD,OBS_VALUE,OBS_FLAG\nA,M,FR,2024-01,7.4,\nA,M,DE,2024-01,3.1,p\n",
            "DE",
            [(3, "2024-01-01", 3.1, "")],
        ),
        (json.dumps(SDMX), "France", [(1, "2024-01-01", 7.4, "")]),
        ("date,rate,level\n2026-01-31,6.7,1200\n", "level", [(2, "2026-01-01", 1200.0, "")]),
    ],
)  # fmt: skip
def test_the_layouts_of_offices_are_understood(data: str, choice: str, expected: list[Any]) -> None:
    table = read(data, choice=choice)
    assert rows(table) == expected


def test_a_file_with_other_frequencies_and_a_head_names_the_lines_that_bring_nothing() -> None:
    table = read('"Title","Unemployment rate: %"\n"CDID","MGSX"\n"1971","4.1"\n"1971 Q1","3.8"\n"1971 FEB","3.8"\n')
    assert rows(table) == [(5, "1971-02-01", 3.8, "")]
    assert [(line.line, line.reason) for line in table.refused] == [
        (2, "no_period"), (3, "other_frequency"), (4, "other_frequency")
    ]  # fmt: skip


def test_several_series_wait_for_a_choice() -> None:
    table = read("Place,2026-01,2026-02\nFrance,6.7,6.8\nSpain,9,10\n", choice="Italy")
    assert (table.choices, table.choice, table.rows) == (["France", "Spain"], "", [])


def test_a_spreadsheet_is_read_and_a_formula_is_no_number() -> None:
    book, file = openpyxl.Workbook(), io.BytesIO()
    for row in (["Period", "Value"], [dt.date(2026, 1, 1), 6.7], [dt.date(2026, 2, 1), "=1+1"]):
        book.active.append(row)
    book.save(file)
    table = read(file.getvalue())
    assert rows(table) == [(2, "2026-01-01", 6.7, "")]
    assert [line.reason for line in table.refused] == ["no_number"]


def test_a_period_that_comes_twice_is_refused_the_second_time() -> None:
    table = read("month,value\n2026-01,6.7\n2026-01,6.8\n")
    assert (rows(table), table.refused[0].reason) == ([(2, "2026-01-01", 6.7, "")], "twice")


def test_too_many_rows_and_values_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(series_files, "MAX_OBSERVATIONS", 1)
    with pytest.raises(NotASeries, match="1 values at most"):
        read("month,value\n2026-01,6.7\n2026-02,6.8\n")
    monkeypatch.setattr(series_files, "MAX_ROWS", 1)
    with pytest.raises(NotASeries, match="1 rows at most"):
        read("month,value\n2026-01,6.7\n2026-02,6.8\n")


@given(st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_any_file_is_read_or_refused_by_name(data: bytes) -> None:
    with suppress(Refusal):
        read(data)


@given(
    st.recursive(
        st.none() | st.integers() | st.text(),
        lambda inner: (
            st.lists(inner)
            | st.dictionaries(
                st.sampled_from(
                    ["data", "structure", "dimensions", "series", "observation", "dataSets", "values", "id"]
                ),
                inner,
            )
        ),
        max_leaves=8,
    )
)
def test_any_json_is_read_or_refused_by_name(message: Any) -> None:
    with suppress(Refusal):
        read(json.dumps({"data": message}))
