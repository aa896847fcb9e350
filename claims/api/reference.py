"""The reference of the API, read from the OpenAPI document: operations by tag, and the objects that they name."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from hashlib import sha256

from claims.api.openapi_schema import render_document
from claims.api.type_words import Schema, Words, describe_type


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a body, of an object or of a query, with its type in words; `place` is that of a parameter."""

    name: str
    type: tuple[Words, ...]
    required: bool
    description: str
    place: str = ""

    @property
    def type_text(self) -> str:
        """Return the type as one text."""
        return "".join(words.text for words in self.type)


@dataclass(frozen=True, slots=True)
class Body:
    """A body that an operation takes, with its fields, and with examples as JSON."""

    media_type: str
    description: str
    fields: tuple[Field, ...]
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What an operation returns if it does not refuse."""

    status: str
    media_type: str
    type: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Refusal:
    """A status with which an operation refuses, and what it means."""

    status: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Operation:
    """An operation: a method of a path."""

    name: str
    tag: str
    method: str
    path: str
    summary: str
    description: str
    parameters: tuple[Field, ...]
    bodies: tuple[Body, ...]
    answers: tuple[Answer, ...]
    refusals: tuple[Refusal, ...]


@dataclass(frozen=True, slots=True)
class ApiObject:
    """An object that bodies and answers name."""

    name: str
    description: str
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Reference:
    """All operations by tag, the objects that the operations of a tag need, and the hash of the document."""

    document_sha256: str
    tags: dict[str, tuple[Operation, ...]]
    objects: dict[str, tuple[ApiObject, ...]]
    by_route: dict[tuple[str, str], Operation]


@cache
def read_reference() -> Reference:
    """Read the document, once in each process: it never changes there."""
    text = render_document("json")
    document = json.loads(text)
    operations = [
        _read_operation(document, path, method, operation)
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
    ]
    by_tag = {
        tag: tuple(row for row in operations if row.tag == tag) for tag in sorted({row.tag for row in operations})
    }
    return Reference(
        document_sha256=sha256(text).hexdigest(),
        tags=by_tag,
        objects={tag: tuple(_read_objects(document, rows)) for tag, rows in by_tag.items()},
        by_route={(row.method, row.path): row for row in operations},
    )


def _read_operation(document: Schema, path: str, method: str, operation: Schema) -> Operation:
    description = operation.get("description", "")
    summary = operation.get("summary") or description.partition(".")[0]
    responses = [(status, _resolve(document, response)) for status, response in operation["responses"].items()]
    return Operation(
        name=operation["operationId"],
        tag=operation["tags"][0],
        method=method.upper(),
        path=path,
        summary=summary,
        description=description.removeprefix(f"{summary}.").strip(),
        parameters=tuple(_read_parameter(document, row) for row in operation.get("parameters", [])),
        bodies=tuple(_read_bodies(document, operation.get("requestBody", {}))),
        answers=tuple(_read_answers(document, responses)),
        refusals=tuple(Refusal(status, row["description"]) for status, row in responses if status >= "400"),
    )


def _resolve(document: Schema, part: Schema) -> Schema:
    if "$ref" not in part:
        return part
    _, *names = part["$ref"].split("/")
    for name in names:
        document = document[name]
    return document


def _read_parameter(document: Schema, row: Schema) -> Field:
    words = describe_type(row["schema"], document["components"]["schemas"])
    return Field(row["name"], words, row.get("required", False), _without_values(row), row["in"])


def _without_values(part: Schema) -> str:
    """Return a description without the lines that list the values, which the type names."""
    lines = part.get("description", "").splitlines()
    return "\n".join(line for line in lines if not line.startswith("* `")).strip()


def _read_bodies(document: Schema, request: Schema) -> Iterator[Body]:
    """Yield the bodies of an operation: several if it takes one of several objects, or several media types."""
    for media_type, content in request.get("content", {}).items():
        examples = tuple(_as_json(row["value"]) for row in content.get("examples", {}).values())
        schema = _resolve(document, content["schema"])
        variants = [_resolve(document, part) for part in schema.get("oneOf", [schema])]
        for place, variant in enumerate(variants, 1):
            shown = examples if place == len(variants) else ()
            yield Body(media_type, variant.get("description", ""), _read_fields(document, variant), shown)


def _as_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)


def _read_fields(document: Schema, schema: Schema) -> tuple[Field, ...]:
    schemas, required = document["components"]["schemas"], schema.get("required", [])
    return tuple(
        Field(name, describe_type(part, schemas), name in required, _without_values(part))
        for name, part in schema.get("properties", {}).items()
    )


def _read_answers(document: Schema, responses: Iterable[tuple[str, Schema]]) -> Iterator[Answer]:
    for status, response in responses:
        if status < "400":
            content = response.get("content") or {"": {"schema": {}}}
            for media_type, row in content.items():
                words = describe_type(row["schema"], document["components"]["schemas"]) if media_type else ()
                yield Answer(status, media_type, words)


def _read_objects(document: Schema, operations: Iterable[Operation]) -> Iterator[ApiObject]:
    """Yield the objects that operations name, and those that these name, by name."""
    schemas: dict[str, Schema] = document["components"]["schemas"]
    found: dict[str, ApiObject] = {}
    waiting = [target for operation in operations for target in _targets(_types_of(operation))]
    while waiting:
        name = waiting.pop()
        if name not in found:
            fields = _read_fields(document, schemas[name])
            found[name] = ApiObject(name, schemas[name].get("description", ""), fields)
            waiting += _targets(field.type for field in fields)
    yield from (found[name] for name in sorted(found))


def _types_of(operation: Operation) -> Iterator[tuple[Words, ...]]:
    yield from (parameter.type for parameter in operation.parameters)
    yield from (answer.type for answer in operation.answers)
    yield from (field.type for body in operation.bodies for field in body.fields)


def _targets(types: Iterable[tuple[Words, ...]]) -> Iterator[str]:
    yield from (words.target for row in types for words in row if words.target)
