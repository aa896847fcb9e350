"""Every route of the desk is in a table of statuses, and its pages and resources refuse what they declare."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from rest_framework.permissions import AllowAny

from claims.api.urls import v1_patterns
from claims.models import User
from claims.permissions.abilities import ABILITIES
from claims.workflow import Role
from tests.api.test_access import ACCESS_TABLE as API_TABLE
from tests.web.access_table import ACCESS_TABLE as DESK_TABLE
from tests.web.access_table import PUBLIC
from tests.web.move_table import MOVES
from tests.web.test_account_access import ACCOUNT_TABLE, PAGES_WITH_KEYS

ROLES = ("anonymous", "contributor", "editor", "moderator", "admin")
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
WEB_TABLE = DESK_TABLE | PUBLIC

OPEN_ROUTES: dict[str, tuple[str, str]] = {
    "api:root": ("/api/", "200 405 405 405 405"),
    "api:root-v1": ("/api/v1/", "200 405 405 405 405"),
    "api:quick-start": ("/api/quick-start/", "200 405 405 405 405"),
    "api:schema": ("/api/schema/", "200 405 405 405 405"),
    "api:docs": ("/api/docs/", "200 405 405 405 405"),
    "api:docs-tag": ("/api/docs/articles/", "200 405 405 405 405"),
    "api:": ("/api/nothing/", "404 404 405 404 404"),
    "google:search": ("/v1alpha1/claims:search?query=x", "200 404 404 404 404"),
    "google:image-search": ("/v1alpha1/claims:imageSearch?imageUri=x", "501 404 404 404 404"),
    "google:": ("/v1alpha1/nothing", "404 404 404 404 404"),
}
"""Routes of programs that are the same for everybody: a path, and the status of each of `METHODS`."""


def list_routes(patterns: list[URLPattern | URLResolver], namespace: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Yield every route with its name; one without a name has that of its namespace alone."""
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            yield f"{namespace}{pattern.name or ''}", pattern
        else:
            yield from list_routes(pattern.url_patterns, f"{pattern.namespace}:" if pattern.namespace else namespace)


ROUTES = dict(list_routes(get_resolver().url_patterns))
API_VIEWS: dict[str, Any] = {str(route.name): route.callback for route in v1_patterns}


def test_every_route_is_in_a_table() -> None:
    pages = {name for _, name in WEB_TABLE} | set(ACCOUNT_TABLE) | PAGES_WITH_KEYS
    programs = {f"api:{name}" for _, name in API_TABLE}
    admin_site = {name for name in ROUTES if name.startswith("admin:")}
    assert set(ROUTES) == pages | programs | set(OPEN_ROUTES) | admin_site


def holds(role: str, ability: str) -> bool:
    return role != "anonymous" and Role(role).rank >= ABILITIES[ability].role.rank


def misfits(statuses: str, ability: str, visitor: str) -> list[str]:
    """Return the roles whose statuses do not fit: who lacks the ability is refused, whatever they ask for."""
    by_role = dict(zip(ROLES, statuses.split(), strict=True))
    refused = {"anonymous": {visitor}} | {role: {"403", "404"} for role in ROLES[1:] if not holds(role, ability)}
    return [role for role, expected in refused.items() if by_role[role] not in expected]


def test_the_pages_refuse_what_they_declare() -> None:
    wrong = {}
    moves = [(("POST", "claim_move"), row) for row in MOVES.values()]
    for (method, name), row in [*WEB_TABLE.items(), *moves]:
        view: Any = ROUTES[name].callback
        assert hasattr(view, "ability"), f"{name} declares no ability"
        if view.ability is not None and (found := misfits(row.statuses, view.ability, "302")):
            wrong[method, name] = found
    assert wrong == {}


def test_the_api_refuses_what_it_declares() -> None:
    wrong = {}
    for (method, name), row in API_TABLE.items():
        view = API_VIEWS[name]
        ability = view.cls.abilities.get(view.actions[method.lower()])
        visitor = row.statuses.split()[0]
        if ability and (found := misfits(row.statuses, ability, "401")) and not _is_open(view, method):
            wrong[method, name] = found
        if not ability and visitor != "401":
            assert _is_open(view, method), f"{method} {name} is open and does not say so"
    assert wrong == {}


def _is_open(view: Any, method: str) -> bool:
    resource = view.cls()
    resource.action = view.actions[method.lower()]
    return any(isinstance(permission, AllowAny) for permission in resource.get_permissions())


@pytest.mark.parametrize("name", OPEN_ROUTES)
def test_the_routes_of_programs_are_the_same_for_everybody(name: str, cora: User, ada: User) -> None:
    path, statuses = OPEN_ROUTES[name]
    for person in (None, cora, ada):
        cache.clear()
        client = Client()
        if person:
            client.force_login(person)
        found = " ".join(str(client.generic(method, path).status_code) for method in METHODS)
        assert found == statuses


def test_every_page_of_the_admin_site_is_for_admins(cora: User, edith: User, mona: User) -> None:
    names = {name for name in ROUTES if name.startswith("admin:")}
    paths = sorted({"/admin/" + _fill(ROUTES[name]) for name in names})
    assert len(paths) > 10
    for person in (None, cora, edith, mona):
        client = Client()
        if person:
            client.force_login(person)
        open_paths = [path for path in paths if client.get(path).status_code not in {301, 302, 403, 404}]
        assert open_paths == []


def _fill(pattern: URLPattern) -> str:
    """Return the end of the path of a route, with 1 for its arguments."""
    return "".join("1" if "<" in part else part for part in str(pattern.pattern).replace("<", "\0<").split("\0"))
