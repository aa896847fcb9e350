"""The page of roles shows the permissions, and sets which roles require a second factor."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from claims.models import Event, User
from claims.permissions import ABILITIES, allows
from claims.refusals import NotAllowed
from claims.selectors.users import lacks_second_factor
from claims.services.role_rules import set_second_factor_rule
from claims.workflow import MOVES


@pytest.fixture
def admin_client(client: Client, ada: User) -> Client:
    client.force_login(ada)
    return client


def test_the_table_of_abilities_matches_the_permissions(
    admin_client: Client, cora: User, edith: User, mona: User, ada: User
) -> None:
    people = (cora, edith, mona, ada)
    html = admin_client.get(reverse("roles")).content.decode()
    rows = dict(re.findall(r'<th scope="row">(.*?)</th>(.*?)</tr>', html, re.DOTALL))
    assert len(rows) == len(ABILITIES) + len(MOVES)
    for name, ability in ABILITIES.items():
        shown = [word == "yes" for word in re.findall(r'visually-hidden">(yes|no)<', rows[str(ability.label)])]
        assert shown == [allows(person, name) for person in people]


def test_an_admin_requires_a_second_factor_of_a_role(admin_client: Client, edith: User, mona: User) -> None:
    assert admin_client.post(reverse("roles"), {"role": "editor", "mfa": "on"}).status_code == 302
    assert (lacks_second_factor(edith), lacks_second_factor(mona)) == (True, False)
    assert "Stop requiring a second factor" in admin_client.get(reverse("roles")).content.decode()
    admin_client.post(reverse("roles"), {"role": "editor"})
    assert not lacks_second_factor(edith)
    assert Event.objects.filter(verb="role.changed").count() == 2
    assert admin_client.post(reverse("roles"), {"role": "king", "mfa": "on"}).status_code == 422


def test_only_admins_change_the_rule_of_a_role(mona: User) -> None:
    with pytest.raises(NotAllowed):
        set_second_factor_rule(role="editor", mfa=True, by=mona)
