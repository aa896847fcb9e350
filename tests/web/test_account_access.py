"""The status of every page of accounts and of the admin site for every role, from a table that has all of them."""

from collections.abc import Iterator

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib import admin
from django.db import transaction
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

from claims.models import User
from tests.stored_sessions import client_of_session, store_sessions

ROLES = ("anonymous", "contributor", "editor", "moderator", "admin")
OPEN, LED_ON, SIGNED_IN, FORMS_ALONE = "200 302", "302 302", "302 200", "405 405"

ACCOUNT_TABLE: dict[str, tuple[str, str]] = {
    "account_login": (OPEN, "200 302"),
    "account_logout": ("302 200", LED_ON),
    "account_inactive": ("200 200", FORMS_ALONE),
    "account_signup": (OPEN, "200 302"),
    "account_reauthenticate": (SIGNED_IN, SIGNED_IN),
    "account_email": (SIGNED_IN, LED_ON),
    "account_email_verification_sent": ("200 200", FORMS_ALONE),
    "account_change_password": (SIGNED_IN, SIGNED_IN),
    "account_set_password": (LED_ON, LED_ON),
    "account_reset_password": ("200 200", "200 200"),
    "account_reset_password_from_key_done": ("200 200", FORMS_ALONE),
    "account_reset_password_done": ("200 200", FORMS_ALONE),
    "account_confirm_login_code": (LED_ON, LED_ON),
    "mfa_authenticate": (LED_ON, LED_ON),
    "mfa_reauthenticate": (LED_ON, LED_ON),
    "mfa_index": (SIGNED_IN, "302 405"),
    "mfa_activate_totp": (LED_ON, LED_ON),
    "mfa_deactivate_totp": ("302 404", "302 404"),
    "mfa_view_recovery_codes": ("302 404", "302 405"),
    "mfa_download_recovery_codes": ("302 404", "302 404"),
    "mfa_generate_recovery_codes": (LED_ON, "302 302"),
    "mfa_list_webauthn": (SIGNED_IN, "302 405"),
    "mfa_add_webauthn": (LED_ON, LED_ON),
    "mfa_reauthenticate_webauthn": (LED_ON, LED_ON),
    "mfa_login_webauthn": (LED_ON, LED_ON),
    "mfa_edit_webauthn": (LED_ON, LED_ON),
    "mfa_remove_webauthn": (LED_ON, LED_ON),
    "usersessions_list": (LED_ON, LED_ON),
}
"""For each page: the statuses of GET, then of POST with an empty form, for visitors and for people with any role."""

PAGES_WITH_KEYS = {"account_confirm_email", "account_reset_password_from_key"}
"""Their arguments are secrets from mails: tests/web/account has their stories."""


def _names(patterns: list[URLPattern | URLResolver]) -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            yield str(pattern.name)
        elif not pattern.namespace:
            yield from _names(pattern.url_patterns)


def _account_names() -> set[str]:
    names = set(_names(get_resolver().url_patterns))
    return {name for name in names if name.startswith(("account_", "mfa_", "usersessions_"))}


@pytest.fixture
def people(cora: User, edith: User, mona: User, ada: User) -> dict[str, User | None]:
    User.objects.filter(pk=ada.pk).update(is_staff=True, is_superuser=True)
    return {"anonymous": None, "contributor": cora, "editor": edith, "moderator": mona, "admin": ada}


def _path(name: str) -> str:
    """Return the path of a page; one about a passkey is asked for one that nobody has."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return reverse(name, args=[10**9])


def _status(session: str, method: str, path: str) -> str:
    """Return the status of one request, whose changes are rolled back."""
    client = client_of_session(session)
    with transaction.atomic():
        status = client.generic(method, path, content_type="application/x-www-form-urlencoded").status_code
        transaction.set_rollback(True)
    return str(status)


def test_no_page_is_missing_from_the_table() -> None:
    assert _account_names() - PAGES_WITH_KEYS == set(ACCOUNT_TABLE)


@pytest.mark.parametrize(("number", "method"), [(0, "GET"), (1, "POST")])
def test_each_role_gets_the_status_of_the_table(people: dict[str, User | None], number: int, method: str) -> None:
    sessions = store_sessions(people)
    found = {name: " ".join(_status(sessions[role], method, _path(name)) for role in ROLES) for name in ACCOUNT_TABLE}
    assert found == {name: _for_all_roles(statuses[number]) for name, statuses in ACCOUNT_TABLE.items()}


def _for_all_roles(statuses: str) -> str:
    """Return the statuses of visitors and of each role; the pages of accounts do not tell roles apart."""
    visitor, member = statuses.split()
    return " ".join([visitor, *[member] * (len(ROLES) - 1)])


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE"])
def test_other_methods_change_nothing(people: dict[str, User | None], method: str) -> None:
    """Django's forms take PUT for POST, so it may get their page or redirect; nothing of a person changes."""
    before = list(User.objects.order_by("pk").values())
    for name in ACCOUNT_TABLE:
        for role in ("anonymous", "admin"):
            client = Client()
            if person := people[role]:
                client.force_login(person)
            status = client.generic(
                method, _path(name), b"password=1&code=1&action_add=1&email=x%40x.example"
            ).status_code
            assert status in {200, 302, 403, 404, 405, 410}, (name, role)
    changed = list(User.objects.order_by("pk").values())
    assert [{**row, "last_login": None} for row in changed] == [{**row, "last_login": None} for row in before]
    assert not EmailAddress.objects.filter(email="x@x.example").exists()
    assert not Authenticator.objects.exists()


def _admin_paths() -> list[str]:
    models = [model._meta.model_name for model in admin.site._registry]
    paths = [reverse(f"admin:claims_{model}_{page}") for model in models for page in ("changelist", "add")]
    return [reverse("admin:index"), reverse("admin:password_change"), *paths]


def test_only_admins_open_the_admin_site(people: dict[str, User | None]) -> None:
    sessions = store_sessions(people)
    for path in _admin_paths():
        assert [_status(sessions[role], "GET", path) for role in ROLES[:-1]] == ["302"] * 4
    assert _status(sessions["admin"], "GET", reverse("admin:index")) == "200"
    client = Client()
    client.force_login(people["admin"])  # type: ignore[arg-type]
    assert client.get(reverse("admin:password_change"))["Location"] == reverse("account_change_password")
    with pytest.raises(NoReverseMatch):
        reverse("admin:claims_token_changelist")
