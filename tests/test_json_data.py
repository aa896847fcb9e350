"""Frozen data is written to JSON and read back unchanged."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar

import pytest

from claims.json_data import JsonData


@dataclass(frozen=True, slots=True, kw_only=True)
class Inner(JsonData):
    day: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outer(JsonData):
    name: str
    at: datetime | None = None
    first: Inner | None = None
    items: tuple[Inner, ...] = ()
    days: list[date] | None = None
    either: int | str | None = None
    plain: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Compact(Outer):
    COMPACT: ClassVar[bool] = True


FULL = {
    "name": "Trees",
    "at": "2026-03-02T12:00:00",
    "first": {"day": "2026-03-01"},
    "items": [{"day": None}, {"day": "2026-03-02"}],
    "days": ["2026-03-03"],
    "either": 3,
    "plain": {"a": [1, 2.5, None]},
}


@pytest.mark.parametrize("kind", [Outer, Compact])
def test_data_is_read_back_as_it_was_written(kind: type[Outer]) -> None:
    data = kind.from_json(FULL)
    assert data.first == Inner(day=date(2026, 3, 1))
    assert data.items == (Inner(), Inner(day=date(2026, 3, 2)))
    assert data.days == [date(2026, 3, 3)]
    assert data.at == datetime(2026, 3, 2, 12)  # noqa: DTZ001 - written without a zone
    assert data.to_json() == FULL


def test_defaults_are_written_unless_the_class_is_compact() -> None:
    assert Outer(name="Trees").to_json().keys() == FULL.keys()
    assert Compact(name="Trees").to_json() == {"name": "Trees"}


def test_an_unknown_name_is_ignored_unless_the_class_is_compact() -> None:
    assert Outer.from_json({"name": "Trees", "later": 1}) == Outer(name="Trees")
    with pytest.raises(TypeError, match="Compact has no field 'later'"):
        Compact.from_json({"name": "Trees", "later": 1})


def test_a_field_without_a_default_is_required() -> None:
    with pytest.raises(TypeError, match="name"):
        Outer.from_json({})
