"""Scopes: one table has the scope that each write needs, and a route of `ACCESS_TABLE` that is missing fails."""

import json
from itertools import product
from typing import Any

import pytest
from django.core.cache import cache
from django.db import transaction
from rest_framework.test import APIClient

from claims.models import Token, User
from claims.models.token import SCOPES
from claims.services.moderation import send_back_verdict
from claims.services.tokens import create_token
from tests.api.access_rows import ROLES
from tests.api.api_clients import API_ROOT, assert_problem
from tests.api.sample_desk import SampleDesk, create_sample_desk
from tests.api.test_access import ACCESS_TABLE, _path
from tests.desk_look import keep_standard_look
from tests.stories import make_approved_verdict, make_submitted_verdict

Door = tuple[str, str]

WRITES_BY_SCOPE: dict[str, tuple[str, ...]] = {
    "": ("POST login", "POST logout", "POST log-witness"),
    "submit": ("POST articles", "POST claim-appeals", "POST publication-reports", "POST submission-retry", "POST tips"),
    "review": (
        "PATCH article", "POST files", "POST article-claims", "POST article-reread", "POST article-newer-reading",
        "POST article-triage", "POST event-undo", "POST batch-undo", "POST claim-comments",
        "DELETE comment", "POST claim-renew", "PATCH plan", "PATCH reading",
        "POST match-confirm", "POST match-reject", "POST match-reopen", "PATCH draft", "POST draft-evidence",
        "PATCH evidence", "POST snapshot", "DELETE evidence", "POST files", "POST queue-next", "POST saved-searches",
        "PATCH saved-search", "DELETE saved-search", "POST move-accept", "POST move-dismiss", "POST move-reopen",
        "POST move-take", "POST move-release", "POST move-submit", "POST move-recall", "POST move-correct",
        "POST move-keep", "POST watches", "PATCH watch", "DELETE watch", "POST watch-pause", "POST watch-resume",
        "POST watch-visit", "POST watch-restore", "POST watch-item-read", "POST watch-item-leave",
        "POST series-list", "PATCH series", "DELETE series", "POST series-restore", "POST series-imports",
        "POST series-import-choose", "POST series-import-confirm", "POST series-import-undo",
        "POST figure-confirm", "POST figure-reject", "POST figure-reopen", "POST figure-cite",
        "POST relation-confirm", "POST relation-reject", "POST relation-reopen", "PATCH source", "POST source-merge",
        "POST source-split", "POST source-distinguish", "POST source-roles", "DELETE source-role",
        "POST claim-translations", "PATCH claim-translation", "DELETE claim-translation",
        "POST translation-submit", "POST translation-recall",
    ),
    "moderate": (
        "POST article-retry", "POST takeover", "PATCH weights", "PATCH learning", "POST moderation-next",
        "POST case-hold", "POST case-release", "POST appeal-close", "POST report-close", "POST revisit-close",
        "POST imports", "POST move-send_back", "POST move-approve", "POST move-unapprove", "POST move-publish",
        "POST move-withdraw", "POST translation-publish", "POST translation-send_back", "POST translation-withdraw",
    ),
    "manage": (
        "PATCH me", "PATCH keys", "DELETE keys", "POST tokens", "DELETE token", "PATCH role", "POST users",
        "PATCH user", "POST user-invite", "POST webhooks", "PATCH webhook", "DELETE webhook", "POST webhook-rotate",
        "POST webhook-pause", "POST webhook-resume", "POST webhook-test", "POST delivery-replay", "POST removals",
        "POST scale", "POST redactions", "PATCH notification-settings", "POST notifications-seen",
        "POST notification-seen", "PATCH identity", "POST identity-restore", "POST identity-logo",
        "DELETE identity-logo", "PATCH page", "POST page-restore", "POST exports",
    ),
}  # fmt: skip
SCOPE_OF_WRITE: dict[Door, str] = {
    (route.split()[0], route.split()[1]): scope for scope, routes in WRITES_BY_SCOPE.items() for route in routes
}
SCOPE_OF_READ: dict[Door, str] = {("GET", "export-file"): "manage"}
"""Reads that need more than `read`: an export has everything of the desk."""


@pytest.fixture
def world(cora: User, edith: User, mona: User, ada: User) -> SampleDesk:
    return create_sample_desk(cora, edith, mona, ada)


def client_with_scopes(person: User, *scopes: str, **more: Any) -> APIClient:
    client = APIClient()
    _, secret = create_token(user=person, name="program", scopes=scopes, **more)
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {secret}")
    return client


def scope_of(door: Door) -> str:
    """Return the scope that a route needs: none if the public may read it."""
    if door[0] == "GET":
        return SCOPE_OF_READ.get(door, "read" if ACCESS_TABLE[door].statuses.startswith("401") else "")
    return SCOPE_OF_WRITE[door]


def test_every_write_is_in_the_table() -> None:
    assert {door for door in ACCESS_TABLE if door[0] != "GET"} == set(SCOPE_OF_WRITE)


@pytest.mark.long
def test_a_token_opens_what_its_scope_and_its_role_allow(world: SampleDesk) -> None:
    """All routes with a token of an admin; with those of other roles the routes of the scope."""
    found: dict[tuple[str, str, Door], int] = {}
    expected: dict[tuple[str, str, Door], int] = {}
    for scope, role in product(SCOPES, ROLES[1:]):
        client = client_with_scopes(world.people[role] or User(), scope, per_minute=6000)
        doors = [door for door in ACCESS_TABLE if role == "admin" or scope_of(door) == scope]
        found |= {(scope, role, door): _status(client, door, world) for door in doors}
        expected |= {(scope, role, door): _expected_status(door, scope, role) for door in doors}
    assert found == expected


def _expected_status(door: Door, scope: str, role: str) -> int:
    """Return the status of the table; 403 outside the scope, and for a token with more scopes than its parent."""
    if scope_of(door) not in ("", scope) or door == ("POST", "tokens"):
        return 403
    return int(ACCESS_TABLE[door].statuses.split()[ROLES.index(role)])


def _status(client: APIClient, door: Door, world: SampleDesk) -> int:
    """Return the status of one request, which is rolled back and is the first of its client."""
    row = ACCESS_TABLE[door]
    cache.clear()
    keep_standard_look()
    with transaction.atomic():
        path, body = _path(door[1], row, world), json.dumps(row.body or {})
        status = client.generic(door[0], path, body, content_type="application/json").status_code
        transaction.set_rollback(True)
    return int(status)


def test_the_refusal_names_the_scope(world: SampleDesk, ada: User) -> None:
    path = f"{API_ROOT}/queue/next/"
    assert_problem(client_with_scopes(ada, "read").post(path), 403, "out_of_scope")


# Undo -----------------------------------------------------------------------------


def test_undo_needs_the_scope_of_what_it_reverses(edith: User, mona: User) -> None:
    approved = make_approved_verdict(edith, mona).claim
    sent_back = make_submitted_verdict(edith).claim
    send_back_verdict(claim_id=sent_back.pk, moderator=mona, reason="Count again.")
    events = [approved.events.get(verb="verdict.approved"), sent_back.events.get(verb="verdict.sent_back")]
    for event in events:
        path = f"{API_ROOT}/events/{event.pk}/undo/"
        assert_problem(client_with_scopes(mona, "review").post(path), 403, "out_of_scope")
        assert client_with_scopes(mona, "moderate").post(path).status_code == 200


# Tokens of tokens -----------------------------------------------------------------


def mint(client: APIClient, **body: Any) -> Any:
    return client.post(f"{API_ROOT}/tokens/", {"name": "child", "scopes": ["manage"], **body})


def bearer(answer: Any) -> APIClient:
    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {answer.json()['token']}")
    return client


def test_a_token_does_not_outlive_or_outrank_the_one_that_made_it(ada: User) -> None:
    parent = client_with_scopes(ada, "manage", days=1, per_minute=100)
    stronger: list[dict[str, Any]] = [{"days": 2}, {"per_minute": 101}, {"scopes": ["manage", "read"]}, {"scopes": []}]
    for body in stronger:
        assert_problem(mint(parent, **body), 403, "not_allowed")
    child = Token.objects.get(token_key=mint(parent).json()["key"])
    assert child.parent
    assert (child.expiry <= child.parent.expiry, child.per_minute) == (True, 100)


def test_a_token_without_a_limit_of_its_own_cannot_raise_it(ada: User) -> None:
    parent = client_with_scopes(ada, "manage")
    assert_problem(mint(parent, per_minute=601), 403, "not_allowed")
    assert mint(parent, per_minute=600).status_code == 201


def test_revoking_a_token_ends_all_that_came_of_it(ada: User) -> None:
    parent = client_with_scopes(ada, "manage")
    answer = mint(parent)
    child, grandchild = bearer(answer), bearer(mint(bearer(answer)))
    key = Token.objects.get(parent=None).token_key
    assert parent.delete(f"{API_ROOT}/tokens/{key}/").status_code == 204
    assert [client.get(f"{API_ROOT}/tokens/").status_code for client in (parent, child, grandchild)] == [401] * 3
