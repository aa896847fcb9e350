"""Access: one table has the status of every route, method and role, and a missing route fails."""

import json

import pytest
from django.core.cache import cache
from django.db import transaction
from django.urls import reverse
from rest_framework.test import APIClient

from claims.api.urls import v1_patterns
from claims.models import User
from tests.api.access_rows import (
    ADMINS,
    EDITORS,
    EVIDENCE_BODY,
    MODERATORS,
    OWNER_ONLY,
    PASSAGE_BODY,
    PUBLIC_ROLES,
    REASON_BODY,
    ROLES,
    SERIES_BODY,
    SIGNED_IN_ROLES,
    WEBHOOK_BODY,
    AccessRow,
)  # fmt: skip
from tests.api.api_clients import api_client
from tests.api.sample_desk import SampleDesk, create_sample_desk
from tests.api.translation_access import TRANSLATION_ROWS
from tests.desk_look import keep_standard_look

ACCESS_TABLE: dict[tuple[str, str], AccessRow] = {
    ("GET", "me"): AccessRow(SIGNED_IN_ROLES),
    ("PATCH", "me"): AccessRow(SIGNED_IN_ROLES, body={"language": "en"}),
    ("GET", "keys"): AccessRow(SIGNED_IN_ROLES),
    ("PATCH", "keys"): AccessRow(SIGNED_IN_ROLES, body={"keys": {"accept": "+"}}),
    ("DELETE", "keys"): AccessRow("401 204 204 204 204"),
    ("GET", "notifications"): AccessRow(SIGNED_IN_ROLES),
    ("POST", "notifications-seen"): AccessRow(SIGNED_IN_ROLES),
    ("POST", "notification-seen"): AccessRow("401 404 200 404 404", "notification"),
    ("GET", "notification-settings"): AccessRow(SIGNED_IN_ROLES),
    ("PATCH", "notification-settings"): AccessRow(SIGNED_IN_ROLES, body={"channels": {"mentioned": "digest"}}),
    ("POST", "login"): AccessRow("401 401 401 401 401", body={"email": "a@desk.example", "password": "no"}),
    ("POST", "logout"): AccessRow("401 204 204 204 204"),
    ("GET", "tokens"): AccessRow(SIGNED_IN_ROLES),
    ("POST", "tokens"): AccessRow("401 201 201 201 201", body={"name": "archive", "scopes": ["read"]}),
    ("DELETE", "token"): AccessRow("401 404 204 404 404", "key"),
    ("GET", "articles"): AccessRow(SIGNED_IN_ROLES),
    ("POST", "articles"): AccessRow("401 201 201 201 201", body={"text": "Some news."}),
    ("GET", "article"): AccessRow(SIGNED_IN_ROLES, "article"),
    ("PATCH", "article"): AccessRow(EDITORS, "article", {"reach": 12_000}),
    ("GET", "article-text"): AccessRow(SIGNED_IN_ROLES, "article"),
    ("GET", "article-claims"): AccessRow(SIGNED_IN_ROLES, "article"),
    ("POST", "article-claims"): AccessRow("401 403 201 201 201", "article", PASSAGE_BODY),
    ("GET", "article-events"): AccessRow(SIGNED_IN_ROLES, "article"),
    ("POST", "article-reread"): AccessRow(EDITORS, "article"),
    ("GET", "article-newer-reading"): AccessRow(EDITORS, "reread"),
    ("POST", "article-newer-reading"): AccessRow(EDITORS, "reread"),
    ("POST", "article-retry"): AccessRow(MODERATORS, "failed"),
    ("POST", "article-triage"): AccessRow(
        "401 403 404 404 404", "article", {"move": "accept", "claims": [{"id": 10**9}]}
    ),
    ("POST", "event-undo"): AccessRow(EDITORS, "decision"),
    ("POST", "batch-undo"): AccessRow(EDITORS, "batch"),
    ("GET", "claims"): AccessRow(EDITORS),
    ("GET", "claim"): AccessRow(EDITORS, "queued"),
    ("GET", "claim-events"): AccessRow(EDITORS, "queued"),
    ("GET", "claim-comments"): AccessRow(EDITORS, "queued"),
    ("POST", "claim-comments"): AccessRow("401 403 201 201 201", "queued", {"text": "Look."}),
    ("DELETE", "comment"): AccessRow("401 403 204 403 403", "comment"),
    ("POST", "claim-renew"): AccessRow("401 403 200 409 409", "taken"),
    ("PATCH", "plan"): AccessRow(EDITORS, "queued", {"topic": "sport"}),
    ("POST", "takeover"): AccessRow(MODERATORS, "taken"),
    ("GET", "reading"): AccessRow(EDITORS, "queued"),
    ("PATCH", "reading"): AccessRow(EDITORS, "queued", {"version": 2, "hedged": True}),
    ("GET", "claim-matches"): AccessRow(EDITORS, "queued"),
    ("GET", "claim-relations"): AccessRow(EDITORS, "queued"),
    ("GET", "claim-family"): AccessRow(EDITORS, "related"),
    ("POST", "relation-confirm"): AccessRow(EDITORS, "relation"),
    ("POST", "relation-reject"): AccessRow(EDITORS, "relation"),
    ("POST", "relation-reopen"): AccessRow(EDITORS, "relation"),
    ("GET", "source"): AccessRow(EDITORS, "source"),
    ("PATCH", "source"): AccessRow(EDITORS, "source", {"external_id": "Q1"}),
    ("POST", "source-merge"): AccessRow("401 403 400 400 400", "source"),
    ("POST", "source-distinguish"): AccessRow("401 403 400 400 400", "source"),
    ("POST", "source-split"): AccessRow(EDITORS, "source"),
    ("POST", "source-roles"): AccessRow("401 403 201 201 201", "source", {"title": "Minister"}),
    ("DELETE", "source-role"): AccessRow("401 403 204 204 204", "source_role"),
    ("POST", "match-confirm"): AccessRow(EDITORS, "match"),
    ("POST", "match-reject"): AccessRow(EDITORS, "match"),
    ("POST", "match-reopen"): AccessRow(EDITORS, "match"),
    ("GET", "claim-verdicts"): AccessRow(EDITORS, "published"),
    ("GET", "draft"): AccessRow(EDITORS, "taken"),
    ("PATCH", "draft"): AccessRow("401 403 200 409 409", "taken", {"version": 2, "summary": "Close."}),
    ("POST", "draft-evidence"): AccessRow("401 403 201 409 409", "taken", EVIDENCE_BODY),
    ("POST", "move-accept"): AccessRow(EDITORS, "detected"),
    ("POST", "move-dismiss"): AccessRow(EDITORS, "detected", {"reason": "trivial"}),
    ("POST", "move-reopen"): AccessRow(EDITORS, "dismissed"),
    ("POST", "move-take"): AccessRow(EDITORS, "queued"),
    ("POST", "move-release"): AccessRow(EDITORS, "taken"),
    ("POST", "move-submit"): AccessRow("401 403 200 409 409", "taken"),
    ("POST", "move-recall"): AccessRow("401 403 200 403 403", "submitted"),
    ("POST", "move-send_back"): AccessRow(MODERATORS, "submitted", REASON_BODY),
    ("POST", "move-approve"): AccessRow(MODERATORS, "submitted"),
    ("POST", "move-unapprove"): AccessRow(MODERATORS, "approved"),
    ("POST", "move-publish"): AccessRow(MODERATORS, "approved"),
    ("POST", "move-correct"): AccessRow(EDITORS, "published", REASON_BODY),
    ("POST", "move-keep"): AccessRow(EDITORS, "correcting"),
    ("POST", "move-withdraw"): AccessRow(MODERATORS, "published", REASON_BODY),
    **TRANSLATION_ROWS,
    ("GET", "evidence"): AccessRow(EDITORS, "evidence"),
    ("PATCH", "evidence"): AccessRow("401 403 200 409 409", "evidence", {"quote": "298 trees"}),
    ("GET", "snapshot"): AccessRow(EDITORS, "evidence"),
    ("POST", "snapshot"): AccessRow("401 403 202 409 409", "evidence"),
    ("DELETE", "evidence"): AccessRow("401 403 204 409 409", "evidence"),
    ("POST", "files"): AccessRow("401 403 415 415 415"),
    ("GET", "file"): AccessRow(EDITORS, "file"),
    ("GET", "queue"): AccessRow(EDITORS),
    ("GET", "queue-mine"): AccessRow(EDITORS),
    ("POST", "queue-next"): AccessRow(EDITORS),
    ("GET", "weights"): AccessRow(EDITORS),
    ("PATCH", "weights"): AccessRow(MODERATORS, body={"tip_count": 30}),
    ("GET", "learning"): AccessRow(EDITORS),
    ("PATCH", "learning"): AccessRow(MODERATORS, body={"follows": False}),
    ("GET", "topics"): AccessRow(EDITORS),
    ("GET", "scale"): AccessRow(PUBLIC_ROLES),
    ("POST", "scale"): AccessRow("401 403 403 403 201", body={"points": []}),
    ("GET", "identity"): AccessRow(ADMINS),
    ("PATCH", "identity"): AccessRow(ADMINS, body={"version": 0, "tagline": "We ask"}),
    ("GET", "identity-versions"): AccessRow(ADMINS),
    ("POST", "identity-restore"): AccessRow(ADMINS, body={"version": 0}),
    ("POST", "identity-logo"): AccessRow("401 403 403 403 415"),
    ("DELETE", "identity-logo"): AccessRow(ADMINS),
    ("GET", "pages"): AccessRow(ADMINS),
    ("GET", "page"): AccessRow(ADMINS, "site_page"),
    ("PATCH", "page"): AccessRow("401 403 403 403 409", "site_page", {"version": 0, "title": "How we check"}),
    ("GET", "page-versions"): AccessRow(ADMINS, "site_page"),
    ("POST", "page-restore"): AccessRow("401 403 403 403 404", "site_page", {"version": 10**9}),
    ("GET", "exports"): AccessRow(ADMINS),
    ("POST", "exports"): AccessRow("401 403 403 403 202"),
    ("GET", "export"): AccessRow("401 403 403 403 404", "article"),
    ("GET", "export-file"): AccessRow("401 403 403 403 404", "article"),
    ("GET", "saved-searches"): AccessRow(EDITORS),
    ("POST", "saved-searches"): AccessRow("401 403 201 201 201", body={"name": "War", "query": "topic=war"}),
    ("PATCH", "saved-search"): AccessRow("401 403 200 404 404", "view", {"name": "Games"}),
    ("DELETE", "saved-search"): AccessRow("401 403 204 404 404", "view"),
    ("GET", "moderation"): AccessRow(MODERATORS),
    ("GET", "moderation-counts"): AccessRow(MODERATORS),
    ("POST", "moderation-next"): AccessRow(MODERATORS),
    ("GET", "case"): AccessRow(MODERATORS, "case"),
    ("POST", "case-hold"): AccessRow(MODERATORS, "case"),
    ("POST", "case-release"): AccessRow(MODERATORS, "case"),
    ("GET", "roles"): AccessRow(ADMINS),
    ("PATCH", "role"): AccessRow(ADMINS, "role", {"second_factor": True}),
    ("GET", "users"): AccessRow(ADMINS),
    ("POST", "users"): AccessRow("401 403 403 403 201", body={"email": "nils@desk.example", "role": "editor"}),
    ("GET", "user"): AccessRow(ADMINS, "person"),
    ("PATCH", "user"): AccessRow(ADMINS, "person", {"role": "moderator"}),
    ("POST", "user-invite"): AccessRow(ADMINS, "person"),
    ("GET", "appeals"): AccessRow(SIGNED_IN_ROLES),
    ("POST", "claim-appeals"): AccessRow("401 404 201 201 201", "dismissed", {"reason": "It matters."}),
    ("POST", "appeal-close"): AccessRow(MODERATORS, "appeal", {"outcome": "upheld"}),
    ("GET", "reports"): AccessRow(MODERATORS),
    ("POST", "report-close"): AccessRow(MODERATORS, "report", {"outcome": "upheld"}),
    ("GET", "search"): AccessRow(SIGNED_IN_ROLES),
    ("GET", "tips"): AccessRow(EDITORS),
    ("POST", "tips"): AccessRow("201 201 201 201 201", body={"text": "Were 300 trees planted?"}),
    ("GET", "metrics"): AccessRow(EDITORS),
    ("GET", "metric"): AccessRow(EDITORS, "figure"),
    ("GET", "publications"): AccessRow(PUBLIC_ROLES),
    ("GET", "changes"): AccessRow(PUBLIC_ROLES),
    ("GET", "submissions"): AccessRow(SIGNED_IN_ROLES),
    ("GET", "submission"): AccessRow(SIGNED_IN_ROLES, "submission"),
    ("POST", "submission-retry"): AccessRow("401 202 202 202 202", "submission"),
    ("GET", "imports"): AccessRow(MODERATORS),
    ("POST", "imports"): AccessRow("401 403 403 202 202", body={"url": "https://feeds.example/checks.json"}),
    ("GET", "import"): AccessRow(MODERATORS, "import"),
    ("GET", "revisit"): AccessRow(EDITORS, "revisit"),
    ("POST", "revisit-close"): AccessRow(MODERATORS, "revisit", {"note": "A correction."}),
    ("GET", "revisit-version"): AccessRow(EDITORS, "revisit version"),
    ("GET", "watches"): AccessRow(EDITORS),
    ("POST", "watches"): AccessRow("401 403 201 201 201", body={"url": "https://herald.example/feed"}),
    ("GET", "watch"): AccessRow(EDITORS, "watch"),
    ("PATCH", "watch"): AccessRow(EDITORS, "watch", {"words": ["fire"], "others": "queued"}),
    ("DELETE", "watch"): AccessRow("401 403 204 204 204", "watch"),
    ("POST", "watch-pause"): AccessRow(EDITORS, "watch"),
    ("POST", "watch-resume"): AccessRow("401 403 409 409 409", "watch"),
    ("POST", "watch-visit"): AccessRow(EDITORS, "watch"),
    ("POST", "watch-restore"): AccessRow(EDITORS, "removed_watch"),
    ("GET", "watch-items"): AccessRow(EDITORS, "watch"),
    ("GET", "watch-items-waiting"): AccessRow(EDITORS),
    ("POST", "watch-item-read"): AccessRow("401 403 202 202 202", "watch_item"),
    ("POST", "watch-item-leave"): AccessRow(EDITORS, "watch_item"),
    ("GET", "series-list"): AccessRow(EDITORS),
    ("POST", "series-list"): AccessRow("401 403 201 201 201", body=SERIES_BODY),
    ("GET", "series"): AccessRow(EDITORS, "series"),
    ("PATCH", "series"): AccessRow(EDITORS, "series", {"place": "Spain"}),
    ("DELETE", "series"): AccessRow("401 403 204 204 204", "series"),
    ("POST", "series-restore"): AccessRow(EDITORS, "removed_series"),
    ("GET", "observations"): AccessRow(EDITORS, "series"),
    ("GET", "series-imports"): AccessRow(EDITORS, "series"),
    ("POST", "series-imports"): AccessRow(
        "401 403 202 202 202", "series", {"url": "https://stats.example/rate.csv", "published": "2026-04-18"}
    ),
    ("GET", "series-import"): AccessRow(EDITORS, "series_import"),
    ("POST", "series-import-choose"): AccessRow("401 403 422 422 422", "series_import", {"choice": "Spain"}),
    ("POST", "series-import-confirm"): AccessRow(EDITORS, "series_import"),
    ("POST", "series-import-undo"): AccessRow("401 403 409 409 409", "series_import"),
    ("GET", "claim-figures"): AccessRow(EDITORS, "queued"),
    ("POST", "figure-confirm"): AccessRow(EDITORS, "queued series figure_start"),
    ("POST", "figure-reject"): AccessRow(EDITORS, "queued series figure_start"),
    ("POST", "figure-reopen"): AccessRow(EDITORS, "queued series figure_start"),
    ("POST", "figure-cite"): AccessRow("401 403 201 409 409", "taken series figure_start"),
    ("GET", "webhooks"): AccessRow(SIGNED_IN_ROLES),
    ("POST", "webhooks"): AccessRow("401 201 201 201 201", body=WEBHOOK_BODY),
    ("GET", "webhook"): AccessRow(OWNER_ONLY, "webhook"),
    ("PATCH", "webhook"): AccessRow(OWNER_ONLY, "webhook", {"rating": "false"}),
    ("DELETE", "webhook"): AccessRow("401 404 204 404 404", "webhook"),
    ("POST", "webhook-rotate"): AccessRow(OWNER_ONLY, "webhook"),
    ("POST", "webhook-test"): AccessRow("401 404 202 404 404", "webhook"),
    ("POST", "webhook-pause"): AccessRow(OWNER_ONLY, "webhook"),
    ("POST", "webhook-resume"): AccessRow("401 404 409 404 404", "webhook"),
    ("GET", "deliveries"): AccessRow(OWNER_ONLY, "webhook"),
    ("POST", "delivery-replay"): AccessRow("401 404 202 404 404", "delivery"),
    ("GET", "removals"): AccessRow(ADMINS),
    ("POST", "removals"): AccessRow("401 403 403 403 404", body={"kind": "tip", "subject": 999_999, "reason": "law"}),
    ("POST", "redactions"): AccessRow(
        "401 403 403 403 422", "published", {"passage": "no such words", "reason": "law"}
    ),
    ("GET", "publication"): AccessRow(PUBLIC_ROLES, "published"),
    ("POST", "publication-reports"): AccessRow(
        "201 201 201 201 201", "published", {"reason": "other", "text": "Look again."}
    ),
    ("GET", "revisions"): AccessRow(PUBLIC_ROLES, "published"),
    ("GET", "revision"): AccessRow(PUBLIC_ROLES, "published revision"),
    ("GET", "claimreview"): AccessRow(PUBLIC_ROLES, "published revision"),
    ("GET", "log-head"): AccessRow(PUBLIC_ROLES),
    ("GET", "log-inclusion"): AccessRow("400 400 400 400 400"),
    ("GET", "log-consistency"): AccessRow("400 400 400 400 400"),
    ("POST", "log-witness"): AccessRow("403 403 403 403 403", body={"head": "x", "first": 0, "proof": []}),
    ("GET", "problems"): AccessRow(PUBLIC_ROLES),
    ("GET", "problem"): AccessRow(PUBLIC_ROLES, "code"),
}
API_ROUTES = {
    (method.upper(), route.name)
    for route in v1_patterns
    for method in getattr(route.callback, "actions", {})
    if method != "head"
}


@pytest.fixture
def world(cora: User, edith: User, mona: User, ada: User) -> SampleDesk:
    return create_sample_desk(cora, edith, mona, ada)


def test_every_route_is_in_the_table() -> None:
    assert set(ACCESS_TABLE) == API_ROUTES


@pytest.mark.long
def test_each_role_gets_the_status_of_the_table(world: SampleDesk) -> None:
    clients = {role: api_client(world.people[role]) for role in ROLES}
    found = {door: " ".join(str(_status(door, clients[role], world)) for role in ROLES) for door in ACCESS_TABLE}
    assert found == {door: row.statuses for door, row in ACCESS_TABLE.items()}


def _status(door: tuple[str, str], client: APIClient, world: SampleDesk) -> int:
    """Return the status of a request, and roll it back; it is the first that the rate limits know of."""
    method, name = door
    cache.clear()
    keep_standard_look()
    with transaction.atomic():
        path, body = _path(name, ACCESS_TABLE[door], world), json.dumps(ACCESS_TABLE[door].body or {})
        answer = client.generic(method, path, body, content_type="application/json")
        transaction.set_rollback(True)
    return answer.status_code


def _path(name: str, row: AccessRow, world: SampleDesk) -> str:
    return reverse(f"api:{name}", args=[world.things[thing] for thing in row.things.split()])


def test_other_methods_are_not_allowed(world: SampleDesk) -> None:
    client = api_client(world.people["admin"])
    names = {name: _path(name, row, world) for (_, name), row in ACCESS_TABLE.items()}
    others = {(method, name) for method in ("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS") for name in names}
    answers = set()
    for number, (method, name) in enumerate(sorted(others - API_ROUTES)):
        if number % 500 == 0:
            cache.clear()  # a person may send 600 requests a minute
        answers.add(client.generic(method, names[name]).status_code)
    assert answers == {405}


@pytest.mark.parametrize("path", ["/api/schema/", "/api/docs/"])
def test_the_description_is_public(db: None, path: str) -> None:
    assert APIClient().get(path).status_code == 200
