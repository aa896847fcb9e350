"""Sign-ins, failures and changes of a second factor are events that store nothing of what was typed."""

import json
import re
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth
from django.contrib.auth.password_validation import validate_password
from django.core import mail
from django.core.exceptions import ValidationError
from django.test import Client, TestCase
from django.urls import reverse
from rest_framework.test import APIClient

from claims.models import Event, Token, User
from claims.services.tokens import create_token
from tests.people import PASSWORD

NEW_PASSWORD = "another quiet evening"


def account_events(person: User) -> list[str]:
    rows = Event.objects.filter(data__user=person.pk, verb__startswith="user.").order_by("id")
    return [f"{event.verb} {event.data.get('factor', '')}".strip() for event in rows]


def sign_in(client: Client, person: User, password: str = PASSWORD) -> Any:
    return client.post(reverse("account_login"), {"login": person.email, "password": password})


def set_up_factor(client: Client) -> tuple[str, str]:
    """Set up an app; return its secret and the code that was used."""
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    page = client.get(reverse("mfa_activate_totp"))
    secret = page.context["form"].secret
    counter = next(iter(auth.yield_hotp_counters_from_time()))
    code = auth.format_hotp_value(auth.hotp_value(secret, counter))
    with TestCase.captureOnCommitCallbacks(execute=True):
        client.post(reverse("mfa_activate_totp"), {"code": code})
    return secret, code


def test_sign_ins_and_failures_are_events(client: Client, cora: User) -> None:
    sign_in(client, cora, "my secret guess")
    APIClient().post("/api/v1/login/", {"email": cora.email, "password": "my secret guess"})
    sign_in(client, cora)
    failed = "user.sign_in_failed password"
    assert account_events(cora) == [failed, failed, "user.signed_in"]
    assert "guess" not in json.dumps(list(Event.objects.values_list("data", flat=True)))


def test_an_address_without_an_account_leaves_no_event_and_gets_no_mail(client: Client, db: None) -> None:
    client.post(reverse("account_login"), {"login": "stranger@mail.example", "password": "guess"})
    client.post(reverse("account_reset_password"), {"email": "stranger@mail.example"})
    assert not Event.objects.filter(verb__startswith="user.").exists()
    assert not mail.outbox


def test_a_second_factor_leaves_events_and_its_seeds_are_sealed(client: Client, cora: User) -> None:
    sign_in(client, cora)
    secret, _ = set_up_factor(client)
    assert set(account_events(cora)[1:]) == {"user.factor_changed totp", "user.factor_changed recovery_codes"}
    stored = json.dumps(list(Authenticator.objects.values_list("data", flat=True)))
    assert secret not in stored
    codes = client.get(reverse("mfa_view_recovery_codes")).context["unused_codes"]
    assert len(codes) == 10
    assert all(code not in stored for code in codes)


def test_a_seed_that_cannot_be_opened_accepts_no_code(client: Client, cora: User, settings: Any) -> None:
    sign_in(client, cora)
    set_up_factor(client)
    settings.SECRET_KEY = "another key of the desk"
    empty = [auth.format_hotp_value(auth.hotp_value("", counter)) for counter in auth.yield_hotp_counters_from_time()]
    factor = Authenticator.objects.get(type="totp").wrap()
    assert not any(factor.validate_code(code) for code in empty)


def test_the_code_that_set_up_an_app_does_not_sign_in(client: Client, cora: User) -> None:
    sign_in(client, cora)
    _, code = set_up_factor(client)
    other = Client()
    sign_in(other, cora)
    other.post(reverse("mfa_authenticate"), {"code": code})
    assert other.get(reverse("articles")).status_code == 302
    assert "user.sign_in_failed code" in account_events(cora)


def test_a_reset_password_is_an_event_and_ends_tokens(client: Client, cora: User) -> None:
    create_token(user=cora)
    client.post(reverse("account_reset_password"), {"email": cora.email}, headers={"Host": "127.0.0.1:1337"})
    [link] = [word for word in str(mail.outbox[0].body).split() if "/reset/key/" in word]
    assert link.startswith("http://127.0.0.1:8000/account/password/reset/key/")
    assert "1337" not in f"{mail.outbox[0].subject} {mail.outbox[0].body}"
    form = client.get(link.partition(":8000")[2], follow=True)
    client.post(form.redirect_chain[-1][0], {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD})
    assert "user.password_changed" in account_events(cora)
    assert not Token.objects.exists()


@pytest.mark.parametrize("password", ["factcheck2026", "verdictverdict", "The Fact-Check Desk 1", "password1234"])
def test_words_that_everybody_tries_are_no_passwords(cora: User, password: str) -> None:
    with pytest.raises(ValidationError):
        validate_password(password, cora)
    validate_password(PASSWORD, cora)


def test_the_first_field_has_the_focus(client: Client, db: None) -> None:
    page = client.get("/account/login/").content.decode()
    assert re.search(r'<input type="email" name="login"[^>]* autofocus', page)


def test_an_account_of_a_demo_desk_signs_in_with_one_click(db: None, settings: Any) -> None:
    settings.DEMO = True
    client = Client(headers={"host": "127.0.0.1"})
    page = client.get("/account/login/").content.decode()
    fields = dict(re.findall(r'<input type="hidden" name="(login|password)" value="([^"]+)"', page)[:2])
    User.objects.create_user(fields["login"], fields["password"], role="contributor")
    assert client.post("/account/login/", fields).status_code == 302
    settings.DEMO = False
    assert fields["password"] not in Client().get("/account/login/").content.decode()
