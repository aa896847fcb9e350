"""Dataclasses that are stored as plain JSON and read back.

A field is a string, a number, a bool, a date, a datetime, another `JsonData`, a tuple of one of these, or None.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from functools import cache
from types import NoneType, UnionType
from typing import Any, Self, get_args, get_origin, get_type_hints


@dataclass(frozen=True, slots=True)
class JsonData:
    """The base of frozen data. A field that is added later needs a default: older JSON does not have it."""

    def to_json(self) -> dict[str, Any]:
        """All fields by name; dates and times in ISO 8601."""
        return {field.name: _write(getattr(self, field.name)) for field in fields(self)}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """The inverse of `to_json`. A missing field takes its default; an unknown key is ignored."""
        return cls(**{name: read(data[name]) for name, read in _readers(cls).items() if name in data})  # type: ignore[arg-type]


def _write(value: Any) -> Any:
    if isinstance(value, JsonData):
        return value.to_json()
    if isinstance(value, tuple):
        return [_write(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value


@cache
def _readers(kind: type[JsonData]) -> dict[str, Callable[[Any], Any]]:
    return {name: _reader(hint) for name, hint in get_type_hints(kind).items()}


def _reader(hint: Any) -> Callable[[Any], Any]:
    """The function that reads one field from JSON."""
    if get_origin(hint) is tuple:
        read_item = _reader(get_args(hint)[0])
        return lambda values: tuple(map(read_item, values))
    if get_origin(hint) is UnionType:
        read_value = _union_reader(hint)
        return lambda value: None if value is None else read_value(value)
    if isinstance(hint, type) and issubclass(hint, JsonData):
        return hint.from_json
    if hint in (date, datetime):
        return hint.fromisoformat  # type: ignore[no-any-return]
    return lambda value: value


def _union_reader(hint: Any) -> Callable[[Any], Any]:
    """The reader of the one type in ``X | None`` that is not plain JSON, if there is one."""
    kinds = [kind for kind in get_args(hint) if kind is not NoneType]
    return _reader(kinds[0]) if len(kinds) == 1 else lambda value: value
