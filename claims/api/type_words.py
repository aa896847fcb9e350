"""The types of an OpenAPI document in words: "string (date) or null", "list of Attribution"."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

Schema = dict[str, Any]
Schemas = dict[str, Schema]

REFERENCE_PREFIX = "#/components/schemas/"
MAX_NAMED_VALUES = 40
"""Values of a choice that are named; of more, the beginning."""
LIMIT_WORDS = (
    ("maxLength", "up to %s characters"),
    ("minimum", "from %s"),
    ("maximum", "to %s"),
    ("maxItems", "up to %s items"),
    ("pattern", "pattern %s"),
)


@dataclass(frozen=True, slots=True)
class Words:
    """A piece of a type; `target` is the name of the object that it names."""

    text: str
    target: str = ""


def reference_target(schema: Schema) -> str:
    """Return the name of the schema that a reference names; empty for none."""
    return str(schema.get("$ref", "")).removeprefix(REFERENCE_PREFIX)


def describe_type(schema: Schema, schemas: Schemas) -> tuple[Words, ...]:
    """Return the type in words."""
    if target := reference_target(schema):
        named = schemas[target]
        return (Words(target, target),) if "properties" in named else describe_type(named, schemas)
    if parts := schema.get("oneOf") or schema.get("anyOf") or schema.get("allOf"):
        return tuple(_joined([describe_type(part, schemas) for part in parts]))
    if "enum" in schema:
        return (Words(_choice(schema["enum"])),)
    if schema.get("type") == "array":
        return (Words("list of "), *describe_type(schema["items"], schemas), *_limits(schema))
    if isinstance(values := schema.get("additionalProperties"), dict) and values:
        return (Words("object of "), *describe_type(values, schemas))
    return (Words(_plain_type(schema)), *_limits(schema))


def _joined(alternatives: list[tuple[Words, ...]]) -> Iterator[Words]:
    for place, words in enumerate(alternatives):
        if place:
            yield Words(" or ")
        yield from words


def _choice(values: list[Any]) -> str:
    words = [f"“{value}”" if value != "" else "empty" for value in values[:MAX_NAMED_VALUES]]
    return ", ".join([*words, "…"] if len(values) > MAX_NAMED_VALUES else words)


def _plain_type(schema: Schema) -> str:
    if "const" in schema:
        return f"“{schema['const']}”"
    names = schema.get("type", "any value")
    text = " or ".join(names) if isinstance(names, list) else str(names)
    kind = schema.get("format", "")
    return text.replace("string", f"string ({kind})", 1) if kind and "string" in text else text


def _limits(schema: Schema) -> Iterator[Words]:
    if schema.get("minLength"):
        yield Words(", not empty")
    for name, words in LIMIT_WORDS:
        if name in schema and abs(schema[name] if isinstance(schema[name], int) else 0) < 2**31 - 1:
            yield Words(", " + words % schema[name])
