"""Each role gets what the table says, at the public pages and in moderation."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from claims.models import User
from claims.services import moderation
from claims.web import public_urls
from tests import stories
from tests.web.routes_public import ROUTES, Row

PEOPLE = ("cora", "edith", "mona", "ada")


@pytest.mark.parametrize("row", ROUTES, ids=lambda row: f"{row.method} {row.name}")
def test_who_gets_what(client: Client, row: Row, emil: User, mona: User, request: pytest.FixtureRequest) -> None:
    published = stories.a_publication(emil, mona)
    flag = moderation.report(publication=published, reason="other", text="Not so.")
    known: dict[str, Any] = {"claim": published.claim_id, "revision": 1, "flag": flag.pk}
    address = reverse(row.name, args=[known[word] for word in row.words])
    got = [client.generic(row.method, address).status_code]
    for name in PEOPLE:
        client.force_login(request.getfixturevalue(name))
        got.append(client.generic(row.method, address).status_code)
    assert got == [row.visitor, row.contributor, row.editor, row.moderator, row.admin]


def test_the_table_is_complete() -> None:
    assert {row.name for row in ROUTES} == {pattern.name for pattern in public_urls.urlpatterns}
