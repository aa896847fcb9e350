"""Tokens end with the password, stay within their parent, and are limited in number."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.hashers import make_password
from django.core.management import call_command
from django.db import Error, transaction

from claims.models import Token, User
from claims.refusals import BadValue
from claims.services import tokens
from claims.services.tokens import create_token
from claims.services.users import change_user
from tests.people import PASSWORD


def test_a_new_password_ends_all_tokens(cora: User, edith: User) -> None:
    for person in (cora, edith):
        create_token(user=person)
    cora.set_password("another quiet desk")
    cora.save()
    assert [token.user for token in Token.objects.all()] == [edith]


def test_a_new_password_by_command_ends_all_tokens(cora: User, monkeypatch: pytest.MonkeyPatch) -> None:
    create_token(user=cora)
    monkeypatch.setattr("getpass.getpass", lambda **_: "another quiet desk")
    call_command("changepassword", cora.email, verbosity=0)
    assert not Token.objects.exists()


def test_hashing_a_password_anew_leaves_tokens_alone(cora: User, settings: Any) -> None:
    create_token(user=cora)
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher", *settings.PASSWORD_HASHERS]
    User.objects.filter(pk=cora.pk).update(password=make_password(PASSWORD, hasher="md5"))
    cora.refresh_from_db()
    before = cora.password
    assert cora.check_password(PASSWORD)
    assert cora.password != before
    assert Token.objects.filter(user=cora).exists()


def test_shutting_somebody_out_ends_their_tokens(cora: User, ada: User) -> None:
    create_token(user=cora)
    change_user(user_id=cora.pk, name="Cora", role="contributor", active=False, by=ada)
    assert not Token.objects.exists()


@pytest.mark.parametrize(
    "changes", [{"days": 3}, {"scopes": ["read", "submit"]}, {"scopes": []}, {"per_minute": 11}, {"per_minute": None}]
)
def test_the_database_keeps_a_token_within_its_parent(cora: User, changes: dict[str, Any]) -> None:
    parent, _ = create_token(user=cora, name="parent", scopes=["read"], days=2, per_minute=10)
    fields = {"scopes": ["read"], "per_minute": 10, "days": 1, **changes}
    lifetime = timedelta(days=fields.pop("days"))
    with pytest.raises(Error, match="may not do more than its parent"), transaction.atomic():
        Token.objects.create(user=cora, parent=parent, expiry=lifetime, **fields)


def test_the_tokens_of_a_person_are_limited(cora: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tokens, "MAX_TOKENS", 2)
    parent, _ = create_token(user=cora, name="first")
    create_token(user=cora, by=parent)
    with pytest.raises(BadValue):
        create_token(user=cora, name="third")
    with pytest.raises(BadValue):
        create_token(user=cora, by=parent)
    create_token(user=cora)


def test_a_sign_in_beyond_the_limit_ends_the_oldest(cora: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tokens, "MAX_SIGN_INS", 2)
    first, second, third = (create_token(user=cora)[0] for _ in range(3))
    assert set(Token.objects.all()) == {second, third}
    assert first not in {second, third}
