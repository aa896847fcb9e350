"""Dataclasses that are stored as plain JSON and read back.

A field is a string, a number, a bool, a date, a datetime, another `JsonData`, a list or tuple of one of these,
plain JSON, or None.
"""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, dataclass, fields
from datetime import date, datetime
from functools import cache
from types import NoneType, UnionType
from typing import Any, ClassVar, Self, Union, get_args, get_origin, get_type_hints

Reader = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class JsonData:
    """The base of frozen data. A field that is added later needs a default: older JSON does not have it."""

    COMPACT: ClassVar[bool] = False
    """Leave fields that have their default out of the JSON, and refuse unknown names."""

    def to_json(self) -> dict[str, Any]:
        """Return the fields by name; dates and times in ISO 8601."""
        values = ((field, getattr(self, field.name)) for field in fields(self))
        return {
            field.name: _write(value) for field, value in values if not (self.COMPACT and _is_default(field, value))
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """Read what `to_json` wrote. A missing field takes its default; an unknown name is ignored.

        Raises `TypeError` where a field without a default is missing, or for an unknown name if the class is compact.
        """
        readers = _readers(cls)  # type: ignore[arg-type] # a class is hashable
        if cls.COMPACT and (unknown := data.keys() - readers.keys()):
            raise TypeError(f"{cls.__name__} has no field {min(unknown)!r}.")
        return cls(**{name: read(data[name]) for name, read in readers.items() if name in data})


def _is_default(field: Field[Any], value: object) -> bool:
    if field.default_factory is not MISSING:
        return bool(value == field.default_factory())
    return field.default is not MISSING and bool(value == field.default)


def _write(value: Any) -> Any:
    if isinstance(value, JsonData):
        return value.to_json()
    if isinstance(value, list | tuple):
        return [_write(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value


@cache
def _readers(kind: type[Any]) -> dict[str, Reader]:
    hints = get_type_hints(kind)
    return {field.name: _reader(hints[field.name]) for field in fields(kind)}


def _reader(hint: Any) -> Reader:
    """Return the function that reads one field from JSON."""
    origin = get_origin(hint)
    if origin in (list, tuple):
        read_item = _reader(get_args(hint)[0])
        return lambda values: origin(map(read_item, values))
    if origin in (Union, UnionType):
        read_value = _union_reader(hint)
        return lambda value: None if value is None else read_value(value)
    if isinstance(hint, type) and issubclass(hint, JsonData):
        return hint.from_json
    if hint in (date, datetime):
        return _iso_reader(hint)
    return lambda value: value


def _iso_reader(kind: type[date]) -> Reader:
    return kind.fromisoformat


def _union_reader(hint: Any) -> Reader:
    """Return the reader of the one type in ``X | None`` that is not plain JSON, if there is one."""
    kinds = [kind for kind in get_args(hint) if kind is not NoneType]
    return _reader(kinds[0]) if len(kinds) == 1 else lambda value: value
