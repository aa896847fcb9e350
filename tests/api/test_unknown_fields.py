"""No body of any operation takes a field that its schema does not name, and a refusal names those that it takes."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.urls import resolve, reverse
from rest_framework.test import APIClient

from claims.models import User
from tests.api.access_rows import ROLES, AccessRow
from tests.api.api_clients import api_client
from tests.api.sample_desk import SampleDesk, create_sample_desk
from tests.api.test_access import ACCESS_TABLE

DOCUMENT = yaml.load((Path(__file__).parent / "openapi.yaml").read_text(), Loader=yaml.CSafeLoader)
WRITING = ("post", "put", "patch")
FREE_KEYS = {"KeysChangeRequest.keys", "NewPointRequest.labels", "NewPointRequest.meanings"}
"""The shortcuts of a person, whose names are actions; the service refuses unknown ones."""


def list_bodies() -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the schema of each body of a writing operation."""
    for path, operations in DOCUMENT["paths"].items():
        for method, operation in operations.items():
            if method in WRITING:
                for media_type, content in operation.get("requestBody", {"content": {}})["content"].items():
                    yield f"{method} {path} {media_type}", content["schema"]


def list_open_objects(schema: dict[str, Any], where: str, seen: frozenset[str] = frozenset()) -> Iterator[str]:
    """Yield the objects of a schema, nested ones too, that take other fields than they name."""
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        if name not in seen:
            yield from list_open_objects(DOCUMENT["components"]["schemas"][name], name, seen | {name})
        return
    if (schema.get("type") == "object" or "properties" in schema) and schema.get("additionalProperties") is not False:
        yield where
    for name, part in schema.get("properties", {}).items():
        yield from list_open_objects(part, f"{where}.{name}", seen)
    for part in (
        [schema[key] for key in ("items",) if key in schema] + schema.get("oneOf", []) + schema.get("allOf", [])
    ):
        yield from list_open_objects(part, where, seen)


def test_every_object_of_every_body_is_closed() -> None:
    bodies = list(list_bodies())
    assert len(bodies) > 40
    assert {found for where, schema in bodies for found in list_open_objects(schema, where)} == FREE_KEYS


@pytest.fixture
def world(cora: User, edith: User, mona: User, ada: User) -> SampleDesk:
    return create_sample_desk(cora, edith, mona, ada)


def test_every_operation_refuses_an_unknown_field_by_name(world: SampleDesk) -> None:
    clients = {role: api_client(person) for role, person in world.people.items()}
    asked = 0
    for (method, name), row in ACCESS_TABLE.items():
        if method.lower() in WRITING:
            role = _allowed_role(row.statuses)
            sent_as = "multipart" if "415" in row.statuses else "json"
            answer = _send(clients[role], method, _url(name, row, world), row.body, sent_as)
            assert answer.status_code == 400, (method, name, answer.status_code)
            assert ("unheard_of", "unknown_field") in [
                (error["field"], error["code"]) for error in answer.json()["errors"]
            ], (method, name)
            asked += 1
    assert asked > 40


def test_every_operation_says_what_its_body_must_have(world: SampleDesk) -> None:
    clients = {role: api_client(person) for role, person in world.people.items()}
    asked = 0
    for (method, name), row in ACCESS_TABLE.items():
        url = _url(name, row, world)
        sent_as = "multipart" if "415" in row.statuses else "json"
        bodies = _bodies_of(method, url, "multipart/form-data" if sent_as == "multipart" else "application/json")
        if bodies and all(body.get("required") for body in bodies):
            answer = getattr(clients[_allowed_role(row.statuses)], method.lower())(url, {}, format=sent_as)
            assert answer.status_code == 400, (method, name, answer.status_code)
            facts = answer.json()["facts"]
            found = [{field["name"]: field["required"] for field in body} for body in facts["bodies"]]
            assert found == [{field: field in body["required"] for field in body["properties"]} for body in bodies], (
                method,
                name,
            )
            assert all(field["type"] for body in facts["bodies"] for field in body)
            assert facts["docs"].startswith("http")
            asked += 1
    assert asked > 20


def test_an_empty_change_is_no_refusal(world: SampleDesk) -> None:
    assert api_client(world.people["editor"]).patch("/api/v1/me/", {}).status_code == 200


def _bodies_of(method: str, url: str, media_type: str) -> list[dict[str, Any]]:
    """Return the schemas of the bodies that the document gives to an operation."""
    path = "/" + re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", str(resolve(url).route))
    content = DOCUMENT["paths"][path][method.lower()].get("requestBody", {}).get("content", {})
    schemas = [content[media_type]["schema"]] if media_type in content else []
    while any("$ref" in schema or "oneOf" in schema for schema in schemas):
        schemas = [part for schema in schemas for part in _opened(schema)]
    return schemas


def _opened(schema: dict[str, Any]) -> list[dict[str, Any]]:
    if "$ref" in schema:
        return [DOCUMENT["components"]["schemas"][schema["$ref"].rpartition("/")[2]]]
    return list(schema.get("oneOf", [schema]))


def _url(name: str, row: AccessRow, world: SampleDesk) -> str:
    return reverse(f"api:{name}", args=[world.things[thing] for thing in row.things.split()])


def _allowed_role(statuses: str) -> str:
    """The first role that may do it, or that at least comes as far as the body."""
    by_role = dict(zip(ROLES, statuses.split(), strict=True))
    return next((role for role, status in by_role.items() if status[0] == "2"), "admin")


def _send(client: APIClient, method: str, url: str, body: dict[str, Any] | None, sent_as: str) -> Any:
    return getattr(client, method.lower())(url, {**(body or {}), "unheard_of": 1}, format=sent_as)
