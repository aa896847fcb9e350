"""SDMX-JSON 1.0 and 2.0 as rows of a table: a column for each dimension, `TIME_PERIOD` and `OBS_VALUE`."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from claims.intake.article_text import to_one_line
from claims.intake.feed_text import FeedText
from claims.intake.tables import MAX_NAME_CHARACTERS, TableRow
from claims.refusals import NotAFeed

PERIOD_COLUMN, VALUE_COLUMN = "TIME_PERIOD", "OBS_VALUE"
MAX_DIMENSIONS = 30


def iterate_sdmx_json(feed: FeedText) -> Iterator[TableRow]:
    """Yield an observation a row, numbered from 1. Raises `NotAFeed`."""
    while feed.more():
        pass
    try:
        message = json.loads(feed.text.lstrip("\ufeff"))
        yield from _iterate_rows(message)
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError) as error:
        raise NotAFeed(_("This JSON is no SDMX message with series.")) from error


def _iterate_rows(message: dict[str, Any]) -> Iterator[TableRow]:
    data = message.get("data", message)
    structure = data["structures"][0] if "structures" in data else data["structure"]
    dimensions = structure["dimensions"]
    series, times = dimensions.get("series", [])[:MAX_DIMENSIONS], dimensions["observation"][:MAX_DIMENSIONS]
    number = 0
    for key, group in _groups(data["dataSets"][0]):
        labels = _read_key(key, series)
        for time, values in group["observations"].items():
            number += 1
            cells = {**labels, **_read_key(time, times), VALUE_COLUMN: "" if values[0] is None else str(values[0])}
            yield TableRow(number, cells)


def _groups(data_set: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield the series of a data set; one without series is a single one."""
    yield from data_set["series"].items() if "series" in data_set else [("", data_set)]


def _read_key(key: str, dimensions: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """Return the cells that a key such as "0:3" stands for: the id of the dimension, and its value."""
    places = key.split(":") if key else []
    return {
        _one_line(dimension["id"]): _one_line(_value_text(dimension, dimension["values"][int(place)]))
        for dimension, place in zip(dimensions, places, strict=False)
    }


def _value_text(dimension: Mapping[str, Any], value: Mapping[str, Any]) -> str:
    """Return the id of a period, else the name of a value."""
    name = value.get("name")
    is_period = dimension["id"] == PERIOD_COLUMN or not isinstance(name, str)
    return str(value.get("id", value.get("value", "")) if is_period else name)


def _one_line(text: Any) -> str:
    return to_one_line(str(text), MAX_NAME_CHARACTERS)
