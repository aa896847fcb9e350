"""Tokens: signing in, scopes, limits and expiry."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from rest_framework.test import APIClient

from claims.models import Token, User
from claims.services.tokens import create_token
from claims.tasks import delete_expired_records
from tests.api.api_clients import API_ROOT, api_client, assert_problem
from tests.people import PASSWORD
from tests.stories import make_submitted_verdict

LOGIN_BODY = f"{API_ROOT}/login/"


def login(email: str, password: str = PASSWORD, **more: str) -> Any:
    return APIClient().post(LOGIN_BODY, {"email": email, "password": password, **more})


def test_email_and_password_get_a_token(cora: User) -> None:
    answer = login("Cora@Desk.example")
    assert answer.status_code == 201
    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {answer.data['token']}")
    assert client.get(f"{API_ROOT}/me/").data == {
        "id": cora.pk,
        "email": "cora@desk.example",
        "name": "Cora",
        "role": "contributor",
        "language": "",
        "time_zone": "",
        "abilities": ["articles.see", "articles.submit", "dismissals.appeal", "webhooks.manage", "tokens.manage"],
    }
    [mine] = client.get(f"{API_ROOT}/tokens/").data["results"]
    assert answer.data["token"].startswith(mine["key"])
    assert "token" not in mine
    assert client.post(f"{API_ROOT}/logout/").status_code == 204
    assert_problem(client.get(f"{API_ROOT}/me/"), 401, "authentication_failed")


def test_a_wrong_password_and_an_unknown_email_get_the_same_response(cora: User) -> None:
    wrong, unknown = login(cora.email, "guessed"), login("nobody@desk.example", "guessed")
    assert_problem(wrong, 401, "authentication_failed")
    assert wrong.json() == unknown.json()


def test_an_inactive_account_gets_no_token(cora: User) -> None:
    User.objects.filter(pk=cora.pk).update(is_active=False)
    assert_problem(login(cora.email), 401, "authentication_failed")


def test_sign_in_attempts_are_limited(cora: User) -> None:
    answers = [login(cora.email, "guessed").status_code for _ in range(12)]
    assert answers[-1] == 429
    assert_problem(login(cora.email), 429, "too_many_sign_ins")


def test_the_second_factor_is_required(cora: User) -> None:
    secret = generate_totp_secret()
    TOTP.activate(cora, secret)
    assert_problem(login(cora.email), 401, "authentication_failed")
    assert_problem(login(cora.email, code="000000"), 401, "authentication_failed")
    code = format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))
    assert login(cora.email, code=code).status_code == 201


def test_a_token_is_revoked_only_by_its_owner(cora: User, edith: User) -> None:
    first, second = api_client(cora), api_client(cora)
    key = second.get(f"{API_ROOT}/tokens/").data["results"][0]["key"]
    assert_problem(api_client(edith).delete(f"{API_ROOT}/tokens/{key}/"), 404, "not_found")
    assert first.delete(f"{API_ROOT}/tokens/{key}/").status_code == 204
    assert second.get(f"{API_ROOT}/me/").status_code == 401


def test_signing_in_ignores_an_old_token(cora: User) -> None:
    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION="Bearer " + "a" * 64)
    assert client.post(LOGIN_BODY, {"email": cora.email, "password": PASSWORD}).status_code == 201


@pytest.mark.parametrize("method", ["get", "put", "patch", "delete"])
def test_signing_in_is_a_post(db: None, method: str) -> None:
    assert_problem(getattr(APIClient(), method)(LOGIN_BODY), 405, "method_not_allowed")


# Scopes ---------------------------------------------------------------------------


def token_client(person: User, *scopes: str, **more: Any) -> APIClient:
    _, secret = create_token(user=person, name="program", scopes=scopes, **more)
    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {secret}")
    return client


def test_a_read_token_cannot_write(mona: User, edith: User) -> None:
    claim_id = make_submitted_verdict(edith).claim_id
    reader = token_client(mona, "read")
    assert reader.get(f"{API_ROOT}/claims/{claim_id}/").status_code == 200
    for path in (f"claims/{claim_id}/moves/approve/", "articles/", "webhooks/", "tokens/"):
        assert_problem(reader.post(f"{API_ROOT}/{path}", {"text": "a"}), 403, "out_of_scope")


@pytest.mark.parametrize(("scope", "status"), [("review", 403), ("moderate", 200)])
def test_a_move_needs_the_scope_of_its_role(mona: User, edith: User, scope: str, status: int) -> None:
    claim_id = make_submitted_verdict(edith).claim_id
    assert token_client(mona, scope).post(f"{API_ROOT}/claims/{claim_id}/moves/approve/").status_code == status


def test_a_scope_does_not_exceed_the_role(cora: User, edith: User) -> None:
    claim_id = make_submitted_verdict(edith).claim_id
    answer = token_client(cora, "moderate").post(f"{API_ROOT}/claims/{claim_id}/moves/approve/")
    assert_problem(answer, 403, "not_allowed")


def test_a_token_cannot_create_a_stronger_token(cora: User) -> None:
    manager = token_client(cora, "read", "manage")
    created = manager.post(f"{API_ROOT}/tokens/", {"name": "smaller", "scopes": ["read"]})
    assert created.data["scopes"] == ["read"]
    for scopes in ([], ["submit"]):
        assert_problem(manager.post(f"{API_ROOT}/tokens/", {"name": "larger", "scopes": scopes}), 403, "not_allowed")


def test_a_token_has_its_own_rate_limit(cora: User) -> None:
    few, many = token_client(cora, "read", per_minute=2), token_client(cora, "read")
    assert [few.get(f"{API_ROOT}/me/").status_code for _ in range(3)] == [200, 200, 429]
    assert many.get(f"{API_ROOT}/me/").status_code == 200


def test_an_expired_token_is_refused_and_deleted(cora: User) -> None:
    ended = token_client(cora, "read", days=1)
    with time_machine.travel(timezone.now() + timedelta(days=1, minutes=1)):
        assert_problem(ended.get(f"{API_ROOT}/me/"), 401, "authentication_failed")
        delete_expired_records()
    assert not Token.objects.exists()


def test_the_page_shows_a_token_once_and_its_last_use(client: Client, cora: User) -> None:
    client.force_login(cora)
    created = client.post(reverse("tokens"), {"name": "archive", "scopes": ["read"], "days": 30})
    token = Token.objects.get()
    assert created.status_code == 201
    [secret] = [word for word in created.content.decode().split('"') if word.startswith(token.token_key)]
    assert secret not in client.get(reverse("tokens")).content.decode()
    program = APIClient()
    program.credentials(HTTP_AUTHORIZATION=f"Bearer {secret}")
    assert program.get(f"{API_ROOT}/articles/").status_code == 200
    assert "last used now" in client.get(reverse("tokens")).content.decode()
