"""Every route, every method, every role: one table says who gets what, and a route that is not in it fails."""

import json
from typing import Any, NamedTuple

import pytest
from django.db import transaction
from django.urls import reverse
from rest_framework.test import APIClient

from claims.api.urls import v1
from claims.models import User
from tests.api.clients import as_
from tests.api.world import World, a_world

ROLES = ("anonymous", "contributor", "editor", "moderator", "admin")
PUBLIC = "200 200 200 200 200"
SIGNED_IN = "401 200 200 200 200"
EDITORS = "401 403 200 200 200"
MODERATORS = "401 403 403 200 200"
OWNER = "401 404 200 404 404"
ADMINS = "401 403 403 403 200"


class Row(NamedTuple):
    """What stands in the address, what is sent, and the status for each of `ROLES`."""

    statuses: str
    things: str = ""
    body: dict[str, Any] | None = None


WHY = {"reason": "The count was wrong."}
EVIDENCE = {"question": "How many?", "answer": "298", "stance": "supports"}
HOOK = {"url": "https://other.example/hook", "events": ["verdict.published"]}
PASSAGE = {"start": 0, "end": 6, "exact": "Report"}

TABLE: dict[tuple[str, str], Row] = {
    ("GET", "me"): Row(SIGNED_IN),
    ("PATCH", "me"): Row(SIGNED_IN, body={"language": "en"}),
    ("GET", "keys"): Row(SIGNED_IN),
    ("PATCH", "keys"): Row(SIGNED_IN, body={"keys": {"accept": "+"}}),
    ("DELETE", "keys"): Row("401 204 204 204 204"),
    ("POST", "login"): Row("401 401 401 401 401", body={"email": "a@desk.example", "password": "no"}),
    ("POST", "logout"): Row("401 204 204 204 204"),
    ("GET", "tokens"): Row(SIGNED_IN),
    ("POST", "tokens"): Row("401 201 201 201 201", body={"name": "archive", "scopes": ["read"]}),
    ("DELETE", "token"): Row("401 404 204 404 404", "key"),
    ("GET", "articles"): Row(SIGNED_IN),
    ("POST", "articles"): Row("401 201 201 201 201", body={"text": "Some news."}),
    ("GET", "article"): Row(SIGNED_IN, "article"),
    ("PATCH", "article"): Row(EDITORS, "article", {"reach": 12_000}),
    ("GET", "article-text"): Row(SIGNED_IN, "article"),
    ("GET", "article-claims"): Row(SIGNED_IN, "article"),
    ("POST", "article-claims"): Row("401 403 201 201 201", "article", PASSAGE),
    ("GET", "article-events"): Row(SIGNED_IN, "article"),
    ("POST", "article-reread"): Row(EDITORS, "article"),
    ("POST", "article-retry"): Row(MODERATORS, "failed"),
    ("POST", "article-triage"): Row("401 403 404 404 404", "article", {"move": "accept", "claims": [{"id": 10**9}]}),
    ("POST", "event-undo"): Row(EDITORS, "decision"),
    ("POST", "batch-undo"): Row(EDITORS, "batch"),
    ("GET", "claims"): Row(EDITORS),
    ("GET", "claim"): Row(EDITORS, "queued"),
    ("GET", "claim-events"): Row(EDITORS, "queued"),
    ("GET", "claim-comments"): Row(EDITORS, "queued"),
    ("POST", "claim-comments"): Row("401 403 201 201 201", "queued", {"text": "Look."}),
    ("DELETE", "comment"): Row("401 403 204 403 403", "comment"),
    ("POST", "claim-renew"): Row("401 403 200 409 409", "taken"),
    ("PATCH", "plan"): Row(EDITORS, "queued", {"topic": "sport"}),
    ("POST", "takeover"): Row(MODERATORS, "taken"),
    ("GET", "reading"): Row(EDITORS, "queued"),
    ("PATCH", "reading"): Row(EDITORS, "queued", {"version": 2, "hedged": True}),
    ("GET", "claim-matches"): Row(EDITORS, "queued"),
    ("POST", "match-confirm"): Row(EDITORS, "match"),
    ("POST", "match-reject"): Row(EDITORS, "match"),
    ("POST", "match-reopen"): Row(EDITORS, "match"),
    ("GET", "claim-verdicts"): Row(EDITORS, "published"),
    ("GET", "draft"): Row(EDITORS, "taken"),
    ("PATCH", "draft"): Row("401 403 200 409 409", "taken", {"version": 2, "summary": "Close."}),
    ("POST", "draft-evidence"): Row("401 403 201 409 409", "taken", EVIDENCE),
    ("POST", "move-accept"): Row(EDITORS, "detected"),
    ("POST", "move-dismiss"): Row(EDITORS, "detected", {"reason": "trivial"}),
    ("POST", "move-reopen"): Row(EDITORS, "dismissed"),
    ("POST", "move-take"): Row(EDITORS, "queued"),
    ("POST", "move-release"): Row(EDITORS, "taken"),
    ("POST", "move-submit"): Row("401 403 200 409 409", "taken"),
    ("POST", "move-recall"): Row("401 403 200 403 403", "submitted"),
    ("POST", "move-send_back"): Row(MODERATORS, "submitted", WHY),
    ("POST", "move-approve"): Row(MODERATORS, "submitted"),
    ("POST", "move-unapprove"): Row(MODERATORS, "approved"),
    ("POST", "move-publish"): Row(MODERATORS, "approved"),
    ("POST", "move-correct"): Row(EDITORS, "published", WHY),
    ("POST", "move-keep"): Row(EDITORS, "correcting"),
    ("POST", "move-withdraw"): Row(MODERATORS, "published", WHY),
    ("GET", "evidence"): Row(EDITORS, "evidence"),
    ("PATCH", "evidence"): Row("401 403 200 409 409", "evidence", {"quote": "298 trees"}),
    ("GET", "snapshot"): Row(EDITORS, "evidence"),
    ("POST", "snapshot"): Row("401 403 202 409 409", "evidence"),
    ("DELETE", "evidence"): Row("401 403 204 409 409", "evidence"),
    ("GET", "queue"): Row(EDITORS),
    ("GET", "queue-mine"): Row(EDITORS),
    ("POST", "queue-next"): Row(EDITORS),
    ("GET", "weights"): Row(EDITORS),
    ("PATCH", "weights"): Row(MODERATORS, body={"asked": 30}),
    ("GET", "topics"): Row(EDITORS),
    ("GET", "views"): Row(EDITORS),
    ("POST", "views"): Row("401 403 201 201 201", body={"name": "War", "query": "topic=war"}),
    ("PATCH", "view"): Row("401 403 200 404 404", "view", {"name": "Games"}),
    ("DELETE", "view"): Row("401 403 204 404 404", "view"),
    ("GET", "moderation"): Row(MODERATORS),
    ("GET", "moderation-counts"): Row(MODERATORS),
    ("POST", "moderation-next"): Row(MODERATORS),
    ("GET", "case"): Row(MODERATORS, "case"),
    ("POST", "case-hold"): Row(MODERATORS, "case"),
    ("POST", "case-release"): Row(MODERATORS, "case"),
    ("GET", "roles"): Row(ADMINS),
    ("PATCH", "role"): Row(ADMINS, "role", {"second_factor": True}),
    ("GET", "users"): Row(ADMINS),
    ("POST", "users"): Row("401 403 403 403 201", body={"email": "nils@desk.example", "role": "editor"}),
    ("GET", "user"): Row(ADMINS, "person"),
    ("PATCH", "user"): Row(ADMINS, "person", {"role": "moderator"}),
    ("POST", "user-invite"): Row(ADMINS, "person"),
    ("GET", "contests"): Row(SIGNED_IN),
    ("POST", "claim-contest"): Row("401 404 201 201 201", "dismissed", {"reason": "It matters."}),
    ("POST", "contest-close"): Row(MODERATORS, "contest", {"outcome": "upheld"}),
    ("GET", "flags"): Row(MODERATORS),
    ("POST", "flag-close"): Row(MODERATORS, "flag", {"outcome": "upheld"}),
    ("GET", "requests"): Row(EDITORS),
    ("POST", "requests"): Row("201 201 201 201 201", body={"text": "Were 300 trees planted?"}),
    ("GET", "figures"): Row(EDITORS),
    ("GET", "figure"): Row(EDITORS, "figure"),
    ("GET", "publications"): Row(PUBLIC),
    ("GET", "changes"): Row(PUBLIC),
    ("GET", "imports"): Row(MODERATORS),
    ("POST", "imports"): Row("401 403 403 202 202", body={"url": "https://feeds.example/checks.json"}),
    ("GET", "import"): Row(MODERATORS, "import"),
    ("GET", "webhooks"): Row(SIGNED_IN),
    ("POST", "webhooks"): Row("401 201 201 201 201", body=HOOK),
    ("GET", "webhook"): Row(OWNER, "webhook"),
    ("PATCH", "webhook"): Row(OWNER, "webhook", {"rating": "false"}),
    ("DELETE", "webhook"): Row("401 404 204 404 404", "webhook"),
    ("POST", "webhook-rotate"): Row(OWNER, "webhook"),
    ("POST", "webhook-pause"): Row(OWNER, "webhook"),
    ("POST", "webhook-resume"): Row("401 404 409 404 404", "webhook"),
    ("GET", "deliveries"): Row(OWNER, "webhook"),
    ("POST", "delivery-replay"): Row("401 404 202 404 404", "delivery"),
    ("GET", "publication"): Row(PUBLIC, "published"),
    ("POST", "report"): Row("201 201 201 201 201", "published", {"reason": "other", "text": "Look again."}),
    ("GET", "revisions"): Row(PUBLIC, "published"),
    ("GET", "revision"): Row(PUBLIC, "published revision"),
    ("GET", "claimreview"): Row(PUBLIC, "published revision"),
    ("GET", "problems"): Row(PUBLIC),
    ("GET", "problem"): Row(PUBLIC, "code"),
}
ROUTES = {
    (method.upper(), route.name)
    for route in v1
    for method in getattr(route.callback, "actions", {})
    if method != "head"
}


@pytest.fixture
def world(cora: User, edith: User, mona: User, ada: User) -> World:
    return a_world(cora, edith, mona, ada)


def test_no_route_is_missing_from_the_table() -> None:
    assert set(TABLE) == ROUTES


def test_each_role_gets_what_the_table_says(world: World) -> None:
    found = {door: " ".join(str(_status(door, role, world)) for role in ROLES) for door in TABLE}
    assert found == {door: row.statuses for door, row in TABLE.items()}


def _status(door: tuple[str, str], role: str, world: World) -> int:
    """The status of one request, whose traces are wiped away."""
    method, name = door
    with transaction.atomic():
        client = as_(world.people[role])
        answer = client.generic(method, _path(name, TABLE[door], world), **_sent(TABLE[door].body))
        transaction.set_rollback(True)
    return answer.status_code


def _path(name: str, row: Row, world: World) -> str:
    return reverse(f"api:{name}", args=[world.things[thing] for thing in row.things.split()])


def _sent(body: dict[str, Any] | None) -> dict[str, Any]:
    return {"data": json.dumps(body or {}), "content_type": "application/json"}


def test_methods_that_no_table_names_are_not_there(world: World) -> None:
    client = as_(world.people["admin"])
    names = {name: _path(name, row, world) for (_, name), row in TABLE.items()}
    others = {(method, name) for method in ("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS") for name in names}
    answers = {door: client.generic(door[0], names[door[1]]).status_code for door in others - ROUTES}
    assert set(answers.values()) == {405}


@pytest.mark.parametrize("path", ["/api/schema/", "/api/docs/"])
def test_the_description_is_public(db: None, path: str) -> None:
    assert APIClient().get(path).status_code == 200
