"""Dataclasses that become JSON and come back from it unchanged."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, Field, dataclass, fields
from datetime import datetime
from functools import cache
from types import NoneType
from typing import TYPE_CHECKING, Any, Self, get_args, get_origin, get_type_hints

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, slots=True, kw_only=True)
class JsonData:
    """A dataclass of plain JSON values, instants, other `JsonData`, and lists of them.

    A field that has its default is left out of the JSON.
    """

    def to_json(self) -> dict[str, Any]:
        """The fields as JSON, without those that have their default."""
        values = ((field, getattr(self, field.name)) for field in fields(self))
        return {field.name: _encode(value) for field, value in values if not _is_default(field, value)}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Self:
        """The object that `to_json` wrote. Raises `TypeError` for a name that the class does not have."""
        decoders = _decoders(cls)  # type: ignore[arg-type] # a class is hashable
        return cls(**{name: decoders[name](value) if name in decoders else value for name, value in data.items()})


@dataclass(frozen=True, slots=True, kw_only=True)
class EventData(JsonData):
    """What an event says beyond verb, actor, claim and article."""

    def notes(self) -> list[StrOrPromise]:
        """What a history says below the event's label, line by line; empty lines are left out."""
        return []


@dataclass(frozen=True, slots=True, kw_only=True)
class NoData(EventData):
    """Nothing."""


def _is_default(field: Field[Any], value: object) -> bool:
    if field.default_factory is not MISSING:
        return bool(value == field.default_factory())
    return field.default is not MISSING and bool(value == field.default)


def _encode(value: Any) -> Any:
    if isinstance(value, JsonData):
        return value.to_json()
    if isinstance(value, datetime):
        return value.isoformat()
    return [_encode(item) for item in value] if isinstance(value, list | tuple) else value


@cache
def _decoders(cls: type[JsonData]) -> dict[str, Callable[[Any], Any]]:
    """A function for each field whose JSON is not the value itself."""
    found = {name: _decoder(kind) for name, kind in get_type_hints(cls).items()}
    return {name: decoder for name, decoder in found.items() if decoder}


def _decoder(kind: Any) -> Callable[[Any], Any] | None:
    options = [option for option in get_args(kind) if option is not NoneType]
    if NoneType in get_args(kind) and len(options) == 1:
        inner = _decoder(options[0])
        return (lambda value: None if value is None else inner(value)) if inner else None
    if get_origin(kind) is list:
        item = _decoder(options[0])
        return (lambda values: [item(value) for value in values]) if item else None
    if kind is datetime:
        return datetime.fromisoformat
    return kind.from_json if isinstance(kind, type) and issubclass(kind, JsonData) else None
