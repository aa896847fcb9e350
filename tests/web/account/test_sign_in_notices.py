"""A sign-in from a browser that the account does not know is told by mail."""

from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from claims.models import User
from tests.people import PASSWORD


def sign_in(client: Client, person: User) -> Any:
    form = {"login": person.email, "password": PASSWORD}
    return client.post(reverse("account_login"), form, headers={"User-Agent": "Old Fox"})


def test_a_sign_in_from_a_new_browser_is_told_by_mail(client: Client, cora: User) -> None:
    sign_in(client, cora)
    (notice,) = mail.outbox
    assert notice.to == [cora.email]
    assert notice.subject.endswith("New sign-in to your account")
    assert "Browser: Old Fox" in notice.body
    assert "IP address: 127.0.0.1" in notice.body


def test_a_browser_that_is_known_is_not(client: Client, cora: User, emil: User) -> None:
    sign_in(client, cora)
    client.post(reverse("account_logout"))
    sign_in(client, cora)
    assert len(mail.outbox) == 1
    client.post(reverse("account_logout"))
    sign_in(client, emil)
    assert [notice.to for notice in mail.outbox] == [[cora.email], [emil.email]]


def test_a_mail_server_that_is_away_stops_nobody(client: Client, cora: User, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise ConnectionRefusedError

    monkeypatch.setattr("django.core.mail.message.EmailMessage.send", refuse)
    assert sign_in(client, cora).status_code == 302
    assert client.session["_auth_user_id"] == str(cora.pk)
