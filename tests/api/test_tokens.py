"""Tokens: issued for address, password and second factor; listed, revoked, and gone."""

import pytest
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from rest_framework.test import APIClient

from claims.models import User
from tests.api.clients import V1, as_, assert_problem
from tests.people import PASSWORD

LOGIN = f"{V1}/login/"


def login(email: str, password: str = PASSWORD, **more: str):
    return APIClient().post(LOGIN, {"email": email, "password": password, **more})


def test_address_and_password_become_a_token(cora: User):
    answer = login("Cora@Desk.example")
    assert answer.status_code == 201
    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {answer.data['token']}")
    assert client.get(f"{V1}/me/").data == {
        "id": cora.pk,
        "email": "cora@desk.example",
        "name": "Cora",
        "role": "contributor",
        "abilities": ["articles.see", "articles.submit", "dismissals.contest"],
    }
    [mine] = client.get(f"{V1}/tokens/").data["results"]
    assert answer.data["token"].startswith(mine["key"])
    assert "token" not in mine
    assert client.post(f"{V1}/logout/").status_code == 204
    assert_problem(client.get(f"{V1}/me/"), 401, "authentication_failed")


def test_a_wrong_password_and_an_unknown_address_sound_the_same(cora: User):
    wrong, unknown = login(cora.email, "guessed"), login("nobody@desk.example", "guessed")
    assert_problem(wrong, 401, "authentication_failed")
    assert wrong.json() == unknown.json()


def test_an_account_that_was_closed_gets_none(cora: User):
    User.objects.filter(pk=cora.pk).update(is_active=False)
    assert_problem(login(cora.email), 401, "authentication_failed")


def test_guessing_has_an_end(cora: User):
    answers = [login(cora.email, "guessed").status_code for _ in range(12)]
    assert answers[-1] == 429
    assert_problem(login(cora.email), 429, "throttled")


def test_the_second_factor_is_asked_for_here_too(cora: User):
    secret = generate_totp_secret()
    TOTP.activate(cora, secret)
    assert_problem(login(cora.email), 401, "authentication_failed")
    assert_problem(login(cora.email, code="000000"), 401, "authentication_failed")
    code = format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))
    assert login(cora.email, code=code).status_code == 201


def test_a_token_is_revoked_by_its_owner_alone(cora: User, edith: User):
    first, second = as_(cora), as_(cora)
    key = second.get(f"{V1}/tokens/").data["results"][0]["key"]
    assert_problem(as_(edith).delete(f"{V1}/tokens/{key}/"), 404, "not_found")
    assert first.delete(f"{V1}/tokens/{key}/").status_code == 204
    assert second.get(f"{V1}/me/").status_code == 401


def test_signing_in_does_not_mind_an_old_token(cora: User):
    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION="Bearer " + "a" * 64)
    assert client.post(LOGIN, {"email": cora.email, "password": PASSWORD}).status_code == 201


@pytest.mark.parametrize("method", ["get", "put", "patch", "delete"])
def test_signing_in_is_a_post(db: None, method: str):
    assert_problem(getattr(APIClient(), method)(LOGIN), 405, "method_not_allowed")
