"""Every page, every role: one table says who gets what, and a page that is not in it fails."""

from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from claims.models import User
from tests.api.world import World, a_world

ROLES = ("anonymous", "contributor", "editor", "moderator", "admin")
EVERYBODY = "200 200 200 200 200"
SIGNED_IN = "302 200 200 200 200"
EDITORS = "302 403 200 200 200"
MODERATORS = "302 403 403 200 200"
LED_ON = "302 302 302 302 302"
EDITORS_LED_ON = "302 403 302 302 302"
HOLDER_LED_ON = "302 403 302 409 409"
MODERATORS_LED_ON = "302 403 403 302 302"
OWNER = "302 404 200 404 404"
OWNER_LED_ON = "302 404 302 404 404"
ADMINS = "302 403 403 403 200"
ADMINS_LED_ON = "302 403 403 403 302"


class Row(NamedTuple):
    """What stands in the address, what is sent, and the status for each of `ROLES`."""

    statuses: str
    things: str = ""
    body: dict[str, Any] | None = None


DRAFT = {"version": 2, "rating": "true", "summary": "All of them.", "justification": "They were counted."}
EVIDENCE = {"question": "How many?", "answer": "298", "stance": "supports"}
READING = {
    "version": 3,
    "exact": "300 trees were planted",
    "chain-TOTAL_FORMS": 0,
    "chain-INITIAL_FORMS": 0,
    "quantities-TOTAL_FORMS": 0,
    "quantities-INITIAL_FORMS": 0,
}
HOOK = {"url": "https://other.example/hook", "events": ["verdict.published"]}
WEIGHTS = {"checkworthiness": 50, "reach": 1, "asked": 1, "age": 1, "deadline": 1}
ARTICLE = {"how": "text", "text": "Some news."}

TABLE: dict[tuple[str, str], Row] = {
    ("GET", "desk"): Row(LED_ON),
    ("GET", "keys"): Row(SIGNED_IN),
    ("POST", "keys"): Row(LED_ON, body={"accept": "+"}),
    ("GET", "language"): Row(SIGNED_IN),
    ("POST", "language"): Row(LED_ON, body={"language": "en"}),
    ("GET", "articles"): Row(SIGNED_IN),
    ("GET", "article_new"): Row(SIGNED_IN),
    ("POST", "article_new"): Row(LED_ON, body=ARTICLE),
    ("GET", "article"): Row(SIGNED_IN, "article"),
    ("GET", "article_progress"): Row(SIGNED_IN, "article"),
    ("POST", "article_retry"): Row(MODERATORS_LED_ON, "failed"),
    ("POST", "article_reread"): Row(EDITORS_LED_ON, "article"),
    ("POST", "article_reach"): Row(EDITORS_LED_ON, "article", {"reach": 12_000}),
    ("POST", "article_claim"): Row(EDITORS_LED_ON, "article", {"exact": "Report"}),
    ("GET", "article_history"): Row(SIGNED_IN, "article"),
    ("GET", "claim"): Row(EDITORS, "taken"),
    ("GET", "claim_history"): Row(EDITORS, "taken"),
    ("GET", "claim_event"): Row(EDITORS, "taken event"),
    ("POST", "article_triage"): Row("302 403 404 404 404", "article", {"name": "accept", "claim": f"{10**9}.1"}),
    ("GET", "preview"): Row(EDITORS, "taken"),
    ("GET", "claim_reading"): Row(EDITORS, "taken"),
    ("POST", "claim_reading"): Row(EDITORS_LED_ON, "taken", READING),
    ("POST", "claim_move"): Row(EDITORS_LED_ON, "detected accept"),
    ("GET", "claim_comments"): Row(EDITORS, "taken"),
    ("POST", "claim_comments"): Row(EDITORS_LED_ON, "taken", {"text": "Look."}),
    ("POST", "comment_remove"): Row("302 403 302 403 403", "comment"),
    ("POST", "comment_restore"): Row("302 403 409 403 403", "comment"),
    ("GET", "mentions"): Row(EDITORS),
    ("POST", "mentions_seen"): Row(EDITORS_LED_ON),
    ("POST", "claim_presence"): Row(EDITORS, "taken", {"doing": "looking"}),
    ("POST", "article_presence"): Row(EDITORS, "article", {"doing": "looking"}),
    ("POST", "lease_renew"): Row(HOLDER_LED_ON, "taken"),
    ("POST", "lease_leave"): Row("302 403 204 204 204", "taken"),
    ("POST", "takeover"): Row(MODERATORS_LED_ON, "taken"),
    ("POST", "draft"): Row(HOLDER_LED_ON, "taken", DRAFT),
    ("POST", "evidence_new"): Row(HOLDER_LED_ON, "taken", EVIDENCE),
    ("POST", "evidence_known"): Row(EDITORS, "taken", {"url": "https://parks.example/count"}),
    ("GET", "evidence_item"): Row(EDITORS_LED_ON, "evidence"),
    ("GET", "evidence_edit"): Row(EDITORS, "evidence"),
    ("POST", "evidence_edit"): Row(HOLDER_LED_ON, "evidence", EVIDENCE),
    ("POST", "evidence_delete"): Row(HOLDER_LED_ON, "evidence"),
    ("POST", "evidence_fetch"): Row(HOLDER_LED_ON, "evidence"),
    ("GET", "evidence_snapshot"): Row(EDITORS, "evidence"),
    ("POST", "match_judge"): Row(EDITORS_LED_ON, "match confirm"),
    ("GET", "tips"): Row(EDITORS),
    ("POST", "tip_judge"): Row(EDITORS_LED_ON, "tip decline", {"reason": "opinion"}),
    ("POST", "undo"): Row(EDITORS_LED_ON, "decision"),
    ("POST", "undo_batch"): Row(EDITORS_LED_ON, "batch"),
    ("GET", "queue"): Row(EDITORS),
    ("POST", "queue_next"): Row(EDITORS_LED_ON),
    ("GET", "dashboard"): Row(EDITORS),
    ("GET", "dashboard_csv"): Row(EDITORS, "figure"),
    ("GET", "plan"): Row(EDITORS, "queued"),
    ("POST", "plan"): Row(EDITORS_LED_ON, "queued", {"version": 2}),
    ("POST", "view_save"): Row(EDITORS_LED_ON, body={"name": "War", "query": "topic=war"}),
    ("POST", "view_remove"): Row("302 403 302 404 404", "view"),
    ("GET", "weights"): Row(EDITORS),
    ("POST", "weights"): Row("302 403 403 302 302", body=WEIGHTS),
}
"""The pages of the desk."""

PUBLIC: dict[tuple[str, str], Row] = {
    ("GET", "front"): Row(EVERYBODY),
    ("GET", "verdict"): Row(EVERYBODY, "published"),
    ("GET", "verdict_revision"): Row(EVERYBODY, "published revision"),
    ("GET", "report_problem"): Row(EVERYBODY, "published"),
    ("POST", "report_problem"): Row(LED_ON, "published", {"reason": "other", "text": "Look again."}),
    ("GET", "report_thanks"): Row(EVERYBODY, "published"),
    ("GET", "ask"): Row(EVERYBODY),
    ("POST", "ask"): Row(LED_ON, body={"text": "Were 300 trees planted?"}),
    ("GET", "asked"): Row(EVERYBODY, "asked"),
    ("GET", "moderation"): Row(MODERATORS),
    ("POST", "case_next"): Row(MODERATORS_LED_ON),
    ("GET", "case"): Row(MODERATORS, "case"),
    ("POST", "case_hold"): Row(MODERATORS_LED_ON, "case"),
    ("POST", "case_release"): Row(MODERATORS_LED_ON, "case"),
    ("POST", "case_decide"): Row(MODERATORS_LED_ON, "case", {"move": "reject"}),
    ("POST", "claim_contest"): Row("302 404 302 302 302", "dismissed", {"reason": "It matters."}),
    ("GET", "moderate"): Row(MODERATORS, "submitted"),
    ("POST", "moderate"): Row(MODERATORS_LED_ON, "submitted", {"move": "approve", "version": 4}),
    ("POST", "flag_close"): Row(MODERATORS_LED_ON, "flag", {"outcome": "upheld"}),
    ("GET", "people"): Row(ADMINS),
    ("GET", "person_invite"): Row(ADMINS),
    ("POST", "person_invite"): Row(ADMINS_LED_ON, body={"email": "nils@desk.example", "role": "editor"}),
    ("GET", "roles"): Row(ADMINS),
    ("POST", "roles"): Row(ADMINS_LED_ON, body={"role": "editor", "mfa": "on"}),
    ("GET", "person"): Row(ADMINS, "person"),
    ("POST", "person"): Row(ADMINS_LED_ON, "person", {"name": "Edith", "role": "moderator"}),
    ("POST", "person_access"): Row(ADMINS_LED_ON, "person", {"active": "no"}),
    ("POST", "person_invite_again"): Row(ADMINS_LED_ON, "person"),
    ("GET", "reports"): Row(SIGNED_IN),
    ("GET", "health"): Row(EVERYBODY),
    ("GET", "feed_atom"): Row(EVERYBODY),
    ("GET", "feed_json"): Row(EVERYBODY),
    ("GET", "datafeed"): Row(EVERYBODY),
    ("GET", "embed"): Row(EVERYBODY, "published"),
    ("GET", "oembed"): Row("400 400 400 400 400"),
    ("GET", "imports"): Row(MODERATORS),
    ("POST", "imports"): Row(MODERATORS_LED_ON, body={"address": "https://feeds.example/checks.json"}),
    ("GET", "import"): Row(MODERATORS, "import"),
    ("GET", "tokens"): Row(SIGNED_IN),
    ("POST", "tokens"): Row("302 201 201 201 201", body={"name": "archive", "scopes": ["read"], "days": 30}),
    ("POST", "token_revoke"): Row(OWNER_LED_ON, "key"),
    ("GET", "webhooks"): Row(SIGNED_IN),
    ("POST", "webhooks"): Row("302 201 201 201 201", body=HOOK),
    ("GET", "webhook"): Row(OWNER, "webhook"),
    ("POST", "webhook"): Row(OWNER_LED_ON, "webhook", HOOK),
    ("GET", "webhook_sent"): Row(OWNER, "webhook"),
    ("POST", "webhook_rotate"): Row(OWNER, "webhook"),
    ("POST", "webhook_pause"): Row(OWNER_LED_ON, "webhook"),
    ("POST", "webhook_resume"): Row("302 404 409 404 404", "webhook"),
    ("POST", "webhook_end"): Row(OWNER_LED_ON, "webhook"),
    ("POST", "delivery_replay"): Row(OWNER_LED_ON, "delivery"),
    ("GET", "log_head"): Row("404 404 404 404 404"),
    ("GET", "log_key"): Row(EVERYBODY),
    ("GET", "log_lines"): Row(EVERYBODY),
}
"""The pages of the public, those of moderation, and one's own webhooks."""

MOVES: dict[str, Row] = {
    "accept": Row(EDITORS_LED_ON, "detected"),
    "dismiss": Row(EDITORS_LED_ON, "detected", {"reason": "trivial"}),
    "reopen": Row(EDITORS_LED_ON, "dismissed"),
    "take": Row(EDITORS_LED_ON, "queued"),
    "release": Row(EDITORS_LED_ON, "taken"),
    "submit": Row("302 403 302 409 409", "taken"),
    "recall": Row("302 403 302 403 403", "submitted"),
    "send_back": Row(MODERATORS_LED_ON, "submitted", {"reason": "Count again."}),
    "approve": Row(MODERATORS_LED_ON, "submitted"),
    "unapprove": Row(MODERATORS_LED_ON, "approved"),
    "publish": Row(MODERATORS_LED_ON, "approved"),
    "correct": Row(EDITORS_LED_ON, "published", {"reason": "The count was wrong."}),
    "keep": Row(EDITORS_LED_ON, "correcting"),
    "withdraw": Row(MODERATORS_LED_ON, "published", {"reason": "It was never said."}),
}
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")


@pytest.fixture
def world(cora: User, edith: User, mona: User, ada: User) -> World:
    return a_world(cora, edith, mona, ada)


def _pages(patterns: list[URLPattern | URLResolver]) -> Iterator[str]:
    """Every name of ours: what Django's admin, allauth and the API bring is tested where it is made."""
    for each in patterns:
        if isinstance(each, URLPattern):
            yield str(each.name)
        elif not each.namespace and not str(each.urlconf_name).startswith("<module 'allauth"):
            yield from _pages(each.url_patterns)


def test_no_page_is_missing_from_the_table() -> None:
    named = {name for _, name in TABLE | PUBLIC}
    assert named == set(_pages(get_resolver().url_patterns))


def test_each_role_gets_what_the_table_says(world: World) -> None:
    table = TABLE | PUBLIC
    found = {door: _statuses(door[0], _path(door[1], row, world), row, world) for door, row in table.items()}
    assert found == {door: row.statuses for door, row in table.items()}


def test_each_role_can_take_the_steps_that_the_table_says(world: World) -> None:
    found = {name: _statuses("POST", _step(name, row, world), row, world) for name, row in MOVES.items()}
    assert found == {name: row.statuses for name, row in MOVES.items()}


def test_methods_that_no_table_names_are_not_there(world: World) -> None:
    table = TABLE | PUBLIC
    others = {(method, name): row for (_, name), row in table.items() for method in METHODS}
    unnamed = {door: row for door, row in others.items() if door not in table}
    found = {door: _status(door[0], _path(door[1], row, world), row, world, "admin") for door, row in unnamed.items()}
    assert found == dict.fromkeys(unnamed, 405)


def _statuses(method: str, path: str, row: Row, world: World) -> str:
    return " ".join(str(_status(method, path, row, world, role)) for role in ROLES)


def _status(method: str, path: str, row: Row, world: World, role: str) -> int:
    """The status of one request, whose traces are wiped away."""
    with transaction.atomic():
        client = Client()
        if person := world.people[role]:
            client.force_login(person)
        send = client.post if method == "POST" else lambda at, _: client.generic(method, at)
        answer = send(path, row.body or {})
        transaction.set_rollback(True)
    return int(answer.status_code)


def _path(name: str, row: Row, world: World) -> str:
    return reverse(name, args=[world.things.get(thing, thing) for thing in row.things.split()])


def _step(name: str, row: Row, world: World) -> str:
    return reverse("claim_move", args=[world.things[row.things], name])
