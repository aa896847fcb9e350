"""The reference shows every operation of the OpenAPI document, and its links lead somewhere."""

from typing import Any

import pytest
from django.template.loader import render_to_string
from django.test import Client
from lxml import html

from claims.api import docs
from claims.api.reference import read_reference
from claims.api.type_words import describe_type
from tests.api.test_unknown_fields import DOCUMENT

OPERATIONS = [
    (method.upper(), path, operation)
    for path, methods in DOCUMENT["paths"].items()
    for method, operation in methods.items()
]


def _page(path: str) -> Any:
    return html.fromstring(Client().get(path).content)


def test_every_operation_is_listed_and_shown(db: None) -> None:
    links = {link.get("href") for link in _page("/api/docs/").xpath("//main//a")}
    pages = {tag: _page(f"/api/docs/{tag}/") for tag in read_reference().tags}
    assert len(OPERATIONS) > 100
    for method, path, operation in OPERATIONS:
        (tag,), name = operation["tags"], operation["operationId"]
        assert f"/api/docs/{tag}/#{name}" in links
        (shown,) = pages[tag].xpath(f"//*[@id='{name}']")
        codes = {code.text_content() for code in shown.xpath(".//code")}
        assert codes >= {f"{method} {path}", *(row["name"] for row in operation.get("parameters", []))}
        assert {dt.text_content() for dt in shown.xpath(".//dt")} >= set(operation["responses"]), name


def test_links_within_a_page_lead_somewhere(db: None) -> None:
    checked = 0
    for path in ("/api/docs/", *(f"/api/docs/{tag}/" for tag in read_reference().tags)):
        page = _page(path)
        ids = page.xpath("//@id")
        targets = {href[1:] for href in page.xpath("//main//a/@href") if href.startswith("#")}
        assert targets <= set(ids), path
        assert len(ids) == len(set(ids)), path
        checked += len(targets)
    assert checked > 150


def test_bodies_have_fields_and_examples(db: None) -> None:
    (create,) = _page("/api/docs/articles/").xpath("//*[@id='articles_create']")
    text = " ".join(create.text_content().split())
    assert "text string required" in text
    assert "url string (uri), not empty, up to 2000 characters required" in text
    assert '"text":' in create.xpath(".//pre")[0].text_content()


def test_nothing_is_said_twice() -> None:
    reference = read_reference()
    operations = [operation for rows in reference.tags.values() for operation in rows]
    assert [one.name for one in operations if one.description.startswith(f"{one.summary}.")] == []
    fields = [
        field
        for one in operations
        for field in (*one.parameters, *(each for body in one.bodies for each in body.fields))
    ]
    assert [field.name for field in fields if "* `" in field.description] == []


def test_codes_are_listed_by_status(db: None) -> None:
    (rows,) = _page("/api/docs/").xpath("//*[@id='status-412']/following-sibling::dl[1]")
    assert "precondition_failed" in rows.text_content()


def test_a_page_is_rendered_once_for_a_document(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    client, rendered = Client(), list[str]()

    def render(template: str, context: dict[str, Any]) -> str:
        rendered.append(template)
        return render_to_string(template, context)

    docs._render_content.cache_clear()
    monkeypatch.setattr("claims.api.docs.render_to_string", render)
    for _ in range(3):
        assert client.get("/api/docs/tips/").status_code == 200
    assert rendered == ["public/api/operations.html"]
    docs._render_content("another document", "en", "tips")
    assert len(rendered) == 2
    docs._render_content.cache_clear()


@pytest.mark.parametrize(
    ("schema", "words"),
    [
        ({"type": "string", "maxLength": 5}, "string, up to 5 characters"),
        ({"type": ["string", "null"], "format": "uri"}, "string (uri) or null"),
        ({"type": "array", "items": {"$ref": "#/components/schemas/Person"}}, "list of Person"),
        ({"oneOf": [{"$ref": "#/components/schemas/Kind"}, {"type": "null"}]}, "“a”, “b”, empty or null"),
        ({"type": "object", "additionalProperties": {"type": "integer"}}, "object of integer"),
        ({"type": "integer", "minimum": 1, "maximum": 2147483647}, "integer, from 1"),
        ({}, "any value"),
    ],
)
def test_a_type_is_said_in_words(schema: dict[str, Any], words: str) -> None:
    schemas: dict[str, Any] = {"Person": {"type": "object", "properties": {}}, "Kind": {"enum": ["a", "b", ""]}}
    assert "".join(piece.text for piece in describe_type(schema, schemas)) == words


def test_an_unknown_subject_is_not_found(db: None) -> None:
    assert Client().get("/api/docs/nothing/").status_code == 404
