"""A person changes their address with their password, and by proving the new one."""

import re
from typing import Any

from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client
from django.urls import reverse

from claims.models import Event, User
from claims.services.users import invite_user
from claims.workflow import Role
from tests.people import PASSWORD

NEW = "cora.new@desk.example"


def sign_in(client: Client, person: User) -> None:
    client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})


def ask_for(client: Client, address: str = NEW) -> Any:
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return client.post(reverse("account_email"), {"action_add": "", "email": address})


def proof_path() -> str:
    """Return the path of the link in the mail to the new address."""
    [message] = [message for message in mail.outbox if message.to == [NEW]]
    found = re.search(r"http://127\.0\.0\.1:8000(/account/confirm-email/\S+)", str(message.body))
    assert found
    return found[1]


def test_a_stolen_session_does_not_change_the_address(client: Client, cora: User) -> None:
    client.force_login(cora)
    for action in ({"action_add": "", "email": NEW}, {"action_primary": "", "email": NEW}):
        client.post(reverse("account_email"), action)
    assert not EmailAddress.objects.filter(email=NEW).exists()
    assert not mail.outbox


def test_an_address_changes_once_it_is_proved(client: Client, cora: User) -> None:
    sign_in(client, cora)
    ask_for(client)
    cora.refresh_from_db()
    assert cora.email == "cora@desk.example"
    client.post(proof_path())
    cora.refresh_from_db()
    assert (cora.email, cora.username) == (NEW, NEW)
    assert Event.objects.get(verb="user.email_changed").actor == cora
    assert [message.to for message in mail.outbox[1:]] == [[NEW], ["cora@desk.example"]]


def test_an_address_that_is_not_proved_cannot_become_primary(client: Client, cora: User) -> None:
    sign_in(client, cora)
    ask_for(client)
    assert client.post(reverse("account_email"), {"action_primary": "", "email": NEW}).status_code == 405
    cora.refresh_from_db()
    assert cora.email == "cora@desk.example"


def test_an_address_that_is_not_proved_takes_it_from_nobody(client: Client, cora: User, ada: User) -> None:
    sign_in(client, cora)
    ask_for(client)
    assert invite_user(email=NEW, name="Nora", role=Role.EDITOR, by=ada).email == NEW
    assert client.post(proof_path()).status_code in (302, 409)
    cora.refresh_from_db()
    assert cora.email == "cora@desk.example"


def test_the_old_address_is_free_again(client: Client, cora: User, ada: User) -> None:
    sign_in(client, cora)
    ask_for(client)
    client.post(proof_path())
    assert invite_user(email="cora@desk.example", name="Cora", role=Role.EDITOR, by=ada)
