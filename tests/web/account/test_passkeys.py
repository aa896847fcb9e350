"""Passkeys: what an answer that no browser gives, a stale sign-in and another person's key come to."""

import json
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.test import Client
from django.urls import reverse
from rest_framework.test import APIClient

from claims.models import Event, User
from claims.services.role_rules import set_second_factor_rule
from tests.people import PASSWORD

HOSTILE_ANSWERS: list[Any] = [
    None, 5, "x", [], {}, {"response": []}, {"id": "x", "response": {}}, {"id": 5, "rawId": 5, "response": {"a": 1}},
    {"id": "eA", "rawId": "eA", "type": "public-key", "response": {"clientDataJSON": "eA", "attestationObject": "eA"}},
    {"id": "eA", "rawId": "eA", "type": "public-key", "response": {
        "clientDataJSON": "e30", "authenticatorData": "eA", "signature": "eA", "userHandle": "eA"}},
]  # fmt: skip


def passkey(person: User, name: str = "Laptop") -> Authenticator:
    """Return the row of a passkey; nobody can sign in with it."""
    data = {"name": name, "credential": {"clientExtensionResults": {"credProps": {"rk": True}}}}
    return Authenticator.objects.create(user=person, type=Authenticator.Type.WEBAUTHN, data=data)


def sign_in(client: Client, person: User) -> Client:
    client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})
    return client


def prove_again(client: Client) -> None:
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})


@pytest.mark.parametrize("answer", HOSTILE_ANSWERS, ids=str)
def test_an_answer_that_is_none_opens_and_adds_nothing(client: Client, edith: User, answer: Any) -> None:
    body = {"credential": json.dumps(answer), "name": "Laptop"}
    page = reverse("mfa_login_webauthn")
    assert client.get(page, headers={"Accept": "application/json"}).json()["request_options"]["publicKey"]["challenge"]
    assert client.post(page, body)["Location"] == reverse("account_login")
    assert client.get(reverse("queue")).status_code == 302
    sign_in(client, edith)
    prove_again(client)
    add = reverse("mfa_add_webauthn")
    assert [client.get(add).status_code, client.post(add, body).status_code] == [200, 200]
    assert not Authenticator.objects.exists()


def test_changing_passkeys_asks_for_the_password(client: Client, edith: User) -> None:
    key = passkey(edith)
    client.force_login(edith)
    pages = [
        reverse("mfa_add_webauthn"),
        *(reverse(f"mfa_{verb}_webauthn", args=[key.pk]) for verb in ("edit", "remove")),
    ]
    for page in pages:
        assert client.get(page)["Location"].startswith(reverse("account_reauthenticate"))
        assert client.post(page)["Location"].startswith(reverse("account_reauthenticate"))


def test_renaming_and_removing_are_events_with_notices(client: Client, edith: User, mona: User) -> None:
    client.force_login(edith)
    prove_again(client)
    key, other = passkey(edith), passkey(mona)
    rename, remove = (f"mfa_{verb}_webauthn" for verb in ("edit", "remove"))
    assert client.post(reverse(rename, args=[key.pk]), {"name": "x" * 81}).status_code == 200
    client.post(reverse(rename, args=[key.pk]), {"name": "Phone"})
    page = client.get(reverse("mfa_list_webauthn")).content.decode()
    assert ("Phone" in page, "Laptop" in page, "signs in without a password" in page) == (True, False, True)
    client.post(reverse(remove, args=[key.pk]))
    assert [client.post(reverse(page, args=[other.pk])).status_code for page in (rename, remove)] == [404, 404]
    changes = Event.objects.filter(verb="user.factor_changed").order_by("id")
    assert [(event.data["factor"], event.data["change"]) for event in changes] == [
        ("webauthn", "renamed"), ("webauthn", "removed"),
    ]  # fmt: skip
    assert [message.to for message in mail.outbox] == [[edith.email], [edith.email]]
    assert "has a new name" in mail.outbox[0].body


def test_a_passkey_is_a_second_factor(client: Client, edith: User, ada: User) -> None:
    set_second_factor_rule(role="editor", mfa=True, by=ada)
    client.force_login(edith)
    assert client.get(reverse("queue")).status_code == 302
    passkey(edith)
    assert client.get(reverse("queue")).status_code == 200


def test_wrong_codes_are_limited(client: Client, edith: User) -> None:
    Authenticator.objects.create(user=edith, type=Authenticator.Type.TOTP, data={"secret": "unreadable"})
    sign_in(client, edith)
    statuses = [client.post(reverse("mfa_authenticate"), {"code": f"{number:06}"}).status_code for number in range(11)]
    assert statuses == [200] * 10 + [429]
    login = {"email": edith.email, "password": PASSWORD, "code": "000000"}
    assert APIClient().post("/api/v1/login/", login).status_code == 429
