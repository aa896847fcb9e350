"""A client that knows nothing but the OpenAPI document goes the way of the quick start.

The client is that of schemathesis: it finds operations by their id, builds requests from the document, and checks
each response against it.
"""

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import schemathesis
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from claims import nlp
from claims.models import Claim, User
from claims.services import task_wakeups
from claims.services.reading_leases import READ_TASK
from claims.tasks import read_article
from tests.api.test_openapi import SNAPSHOT
from tests.people import PASSWORD

CHECKS = [status_code_conformance, content_type_conformance, response_schema_conformance]
TEXT = "The mayor said on Monday that 300 trees were planted. The opposition said that 40 of them had died."


class SchemaClient:
    """Calls operations by their id; each response must be one that the document allows."""

    def __init__(self, url: str) -> None:
        self.document = schemathesis.openapi.from_path(SNAPSHOT)
        self.url = url
        self.headers: dict[str, str] = {}

    def call(self, name: str, *, status: int = 200, headers: dict[str, str] | None = None, **parts: Any) -> Any:
        """Return the response to an operation."""
        if "body" in parts:
            parts["media_type"] = "application/json"
        operation = self.document.find_operation_by_id(name)
        case = operation.Case(headers={**self.headers, **(headers or {})}, **parts)
        response = case.call(base_url=self.url)
        case.validate_response(response, checks=CHECKS)
        assert response.status_code == status, (name, response.text)
        return response


@pytest.fixture
def client(live_server: Any, settings: Any, monkeypatch: pytest.MonkeyPatch) -> SchemaClient:
    """A client of a desk whose worker reads an article as soon as it is submitted."""
    settings.BASE_URL = live_server.url
    nlp.read("The model is loaded before the first request waits for it.")
    work = {READ_TASK: read_article}
    monkeypatch.setattr(task_wakeups, "send_task", lambda name, *args, **_: work[name](*args) if name in work else None)
    return SchemaClient(live_server.url)


def test_the_document_is_enough_for_the_quick_start(client: SchemaClient, edith: User) -> None:
    login = client.call("login", status=201, body={"email": edith.email, "password": PASSWORD}).json()
    client.headers = {"Authorization": f"Bearer {login['token']}"}
    token = client.call("tokens_create", status=201, body={"name": "client", "scopes": ["read", "submit", "review"]})
    client.headers = {"Authorization": f"Bearer {token.json()['token']}"}
    key = {"Idempotency-Key": "first"}
    article, again = (
        client.call("articles_create", status=201, headers=key, body={"title": "Trees", "text": TEXT}).json()
        for _ in range(2)
    )
    assert article["id"] == again["id"]
    where = {"article_id": article["id"]}
    assert client.call("articles_retrieve", path_parameters=where).json()["status"] == "read"
    first = client.call("articles_claims_list", path_parameters=where, query={"limit": 1}).json()
    cursor = parse_qs(urlsplit(first["next"]).query)["cursor"][0]
    last = client.call("articles_claims_list", path_parameters=where, query={"limit": 1, "cursor": cursor}).json()
    assert last["next"] is None
    _write_verdict(client, first["results"][0]["claim"]["id"])


def _write_verdict(client: SchemaClient, claim_id: int) -> None:
    claim: dict[str, Any] = {"path_parameters": {"claim_id": claim_id}}
    client.call("claims_accept", **claim, body={})
    client.call("claims_take", **claim, body={})
    evidence = {"question": "How many trees were planted?", "answer": "298.", "stance": "supports"}
    client.call("evidence_create", status=201, **claim, body=evidence)
    tag = {"If-Match": client.call("draft_retrieve", **claim).headers["etag"][0]}
    text = {"rating": "mostly_true", "summary": "Two trees fewer.", "justification": "The parks office counted."}
    assert client.call("draft_update", **claim, headers=tag, body=text).json()["missing"] == []
    refusal = client.call("draft_update", status=412, **claim, headers=tag, body={"summary": "Close."})
    assert refusal.json()["code"] == "precondition_failed"
    client.call("claims_submit", **claim, body={})
    assert Claim.objects.get(pk=claim_id).status == "awaiting_approval"
