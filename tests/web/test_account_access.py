"""The status of every page of accounts and of the admin site for every role, from a table that has all of them."""

from collections.abc import Iterator

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

from claims.models import User

ROLES = ("anonymous", "contributor", "admin")
OPEN, LED_ON, SIGNED_IN, FORMS_ALONE = "200 302 302", "302 302 302", "302 200 200", "405 405 405"

ACCOUNT_TABLE: dict[str, tuple[str, str]] = {
    "account_login": (OPEN, "200 302 302"),
    "account_logout": ("302 200 200", LED_ON),
    "account_inactive": ("200 200 200", FORMS_ALONE),
    "account_signup": (OPEN, "200 302 302"),
    "account_reauthenticate": (SIGNED_IN, SIGNED_IN),
    "account_email": (SIGNED_IN, LED_ON),
    "account_email_verification_sent": ("200 200 200", FORMS_ALONE),
    "account_change_password": (SIGNED_IN, SIGNED_IN),
    "account_set_password": (LED_ON, LED_ON),
    "account_reset_password": ("200 200 200", "200 200 200"),
    "account_reset_password_from_key_done": ("200 200 200", FORMS_ALONE),
    "account_reset_password_done": ("200 200 200", FORMS_ALONE),
    "account_confirm_login_code": (LED_ON, LED_ON),
    "mfa_authenticate": (LED_ON, LED_ON),
    "mfa_reauthenticate": (LED_ON, LED_ON),
    "mfa_index": (SIGNED_IN, "302 405 405"),
    "mfa_activate_totp": (LED_ON, LED_ON),
    "mfa_deactivate_totp": ("302 404 404", "302 404 404"),
    "mfa_view_recovery_codes": ("302 404 404", "302 405 405"),
    "mfa_download_recovery_codes": ("302 404 404", "302 404 404"),
    "mfa_generate_recovery_codes": (LED_ON, "302 302 302"),
    "usersessions_list": (LED_ON, LED_ON),
}
"""For each page: the statuses of GET, then of POST with an empty form, for each of `ROLES`."""

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
def people(cora: User, ada: User) -> dict[str, User | None]:
    User.objects.filter(pk=ada.pk).update(is_staff=True, is_superuser=True)
    return {"anonymous": None, "contributor": cora, "admin": ada}


def _status(person: User | None, method: str, path: str) -> str:
    client = Client()
    if person:
        client.force_login(person)
    return str(client.generic(method, path, content_type="application/x-www-form-urlencoded").status_code)


def test_no_page_is_missing_from_the_table() -> None:
    assert _account_names() - PAGES_WITH_KEYS == set(ACCOUNT_TABLE)


def test_each_role_gets_the_status_of_the_table(people: dict[str, User | None]) -> None:
    found = {
        name: tuple(
            " ".join(_status(people[role], method, reverse(name)) for role in ROLES) for method in ("GET", "POST")
        )
        for name in ACCOUNT_TABLE
    }
    assert found == ACCOUNT_TABLE


def _admin_paths() -> list[str]:
    models = [model._meta.model_name for model in admin.site._registry]
    paths = [reverse(f"admin:claims_{model}_{page}") for model in models for page in ("changelist", "add")]
    return [reverse("admin:index"), reverse("admin:password_change"), *paths]


def test_only_admins_open_the_admin_site(people: dict[str, User | None]) -> None:
    for path in _admin_paths():
        assert [_status(people[role], "GET", path) for role in ("anonymous", "contributor")] == ["302", "302"]
    assert _status(people["admin"], "GET", reverse("admin:index")) == "200"
    client = Client()
    client.force_login(people["admin"])  # type: ignore[arg-type]
    assert client.get(reverse("admin:password_change"))["Location"] == reverse("account_change_password")
    with pytest.raises(NoReverseMatch):
        reverse("admin:claims_token_changelist")
