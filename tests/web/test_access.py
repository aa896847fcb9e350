"""The status of every page for every role, from a table that has all pages."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.db import transaction
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from claims.models import User
from tests.api.sample_desk import SampleDesk, create_sample_desk
from tests.desk_look import keep_standard_look
from tests.stored_sessions import client_of_session, store_sessions
from tests.web.access_rows import ROLES, AccessRow
from tests.web.access_table import ACCESS_TABLE, PUBLIC
from tests.web.move_table import MOVES

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")


@pytest.fixture
def world(cora: User, edith: User, mona: User, ada: User) -> SampleDesk:
    return create_sample_desk(cora, edith, mona, ada)


def _url_names(patterns: list[URLPattern | URLResolver]) -> Iterator[str]:
    """Yield the names of our URLs, without those of Django's admin, allauth and the API."""
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            yield str(pattern.name)
        elif not pattern.namespace and not str(pattern.urlconf_name).startswith("<module 'allauth"):
            yield from _url_names(pattern.url_patterns)


def test_no_page_is_missing_from_the_table() -> None:
    named = {name for _, name in ACCESS_TABLE | PUBLIC}
    assert named == set(_url_names(get_resolver().url_patterns)) - {"account_email", "usersessions_list"}


@pytest.mark.long
def test_each_role_gets_the_status_of_the_table(world: SampleDesk) -> None:
    table = ACCESS_TABLE | PUBLIC
    sessions = store_sessions(world.people)
    statuses = {route: _statuses(route[0], _path(route[1], row, world), row, sessions) for route, row in table.items()}
    assert statuses == {route: row.statuses for route, row in table.items()}


def test_each_role_can_make_the_moves_of_the_table(world: SampleDesk) -> None:
    sessions = store_sessions(world.people)
    statuses = {name: _statuses("POST", _move_path(name, row, world), row, sessions) for name, row in MOVES.items()}
    assert statuses == {name: row.statuses for name, row in MOVES.items()}


def test_other_methods_are_not_allowed(world: SampleDesk) -> None:
    table = ACCESS_TABLE | PUBLIC
    others = {(method, name): row for (_, name), row in table.items() for method in METHODS}
    unnamed = {route: row for route, row in others.items() if route not in table}
    session = store_sessions(world.people)["admin"]
    statuses = {route: _status(route[0], _path(route[1], row, world), row, session) for route, row in unnamed.items()}
    assert statuses == dict.fromkeys(unnamed, 405)


def _statuses(method: str, path: str, row: AccessRow, sessions: dict[str, str]) -> str:
    return " ".join(str(_status(method, path, row, sessions[role])) for role in ROLES)


def _status(method: str, path: str, row: AccessRow, session: str) -> int:
    """Return the status of one request, which is rolled back and is the first of its client."""
    cache.clear()
    keep_standard_look()
    with transaction.atomic():
        client = client_of_session(session)
        send = client.post if method == "POST" else lambda url, _: client.generic(method, url)
        response = send(path, row.body or {})
        transaction.set_rollback(True)
    response.getvalue()  # a file is closed at its end
    return int(response.status_code)


def _path(name: str, row: AccessRow, world: SampleDesk) -> str:
    return reverse(name, args=[world.things.get(thing, thing) for thing in row.things.split()])


def _move_path(name: str, row: AccessRow, world: SampleDesk) -> str:
    return reverse("claim_move", args=[world.things[row.things], name])
