"""System checks: a desk that others can reach does not run with settings for a local machine.

``manage.py check`` and every command that runs checks stop at an error; the web process and
``python -m factcheck prepare`` run ``check --deploy`` before they start.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from django.apps import AppConfig
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.checks import CheckMessage, Error, Tags, register
from django.core.exceptions import ImproperlyConfigured
from django.db import connections

from claims.workflow import Role

REQUIRED_EXTENSIONS = frozenset({"pg_trgm", "unaccent", "btree_gin"})
"""The extensions that the migrations create in PostgreSQL."""

MAX_ISSUER = 200
"""Characters of an issuer, which stands with each account that it has proved."""
MIN_SECRET_CHARACTERS, MIN_SECRET_DISTINCT_CHARACTERS = 50, 10


@dataclass(frozen=True, slots=True)
class SettingsRule:
    """A rule for settings: its code, the test that it is broken, the message, and the hint how to fix it."""

    code: str
    broken: Callable[[], bool]
    message: str
    hint: str


def _has_weak_key() -> bool:
    try:
        key = settings.SECRET_KEY
    except ImproperlyConfigured:
        return True
    return len(key) < MIN_SECRET_CHARACTERS or len(set(key)) < MIN_SECRET_DISTINCT_CHARACTERS


def _lacks_host_protection() -> bool:
    required = ("SECURE_SSL_REDIRECT", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_HSTS_SECONDS")
    return not all(getattr(settings, name) for name in required)


def _counts_proxies_differently() -> bool:
    libraries = {settings.REST_FRAMEWORK.get("NUM_PROXIES"), settings.ALLAUTH_TRUSTED_PROXY_COUNT}
    return libraries != {settings.NUM_PROXIES}


def _is_loopback(host: str | None) -> bool:
    try:
        return host == "localhost" or ip_address(host or "").is_loopback
    except ValueError:
        return False


def _is_loopback_only() -> bool:
    hosts = [host.strip("[]") for host in settings.ALLOWED_HOSTS if host != "testserver"]
    return all(map(_is_loopback, [*hosts, urlsplit(settings.BASE_URL).hostname]))


def is_database_on_socket() -> bool:
    """Return whether the database listens only on a Unix socket, as the embedded one does."""
    database = settings.DATABASES["default"]
    host = database.get("OPTIONS", {}).get("host") or database.get("HOST") or ""
    return str(host).startswith("/")


def _is_sso_half_set() -> bool:
    parts = (settings.SSO.issuer, settings.SSO.client_id, settings.SSO.client_secret)
    needs_all = settings.SSO.only or settings.SSO.roles or any(parts)
    return bool(needs_all) and not all(parts)


def _has_unsafe_issuer() -> bool:
    issuer = urlsplit(settings.SSO.issuer)
    schemes = {"https", "http"} if settings.LOCAL and _is_loopback(issuer.hostname) else {"https"}
    is_plain = not (issuer.query or issuer.fragment or issuer.username) and len(settings.SSO.issuer) <= MAX_ISSUER
    return bool(settings.SSO.issuer) and not (issuer.scheme in schemes and issuer.hostname and is_plain)


SSO_RULES = (
    SettingsRule(
        "claims.E012",
        _is_sso_half_set,
        "Single sign-on is half set.",
        "Set SSO_ISSUER, SSO_CLIENT_ID and SSO_CLIENT_SECRET or SSO_CLIENT_SECRET_FILE (a file that exists), or none.",
    ),
    SettingsRule(
        "claims.E013",
        _has_unsafe_issuer,
        "SSO_ISSUER is not the https URL of an issuer.",
        "Copy the value of `issuer` from its discovery document, as in SSO_ISSUER=https://login.example.org/desk",
    ),
    SettingsRule(
        "claims.E014",
        lambda: not set(settings.SSO.roles.values()) <= set(Role) or "" in settings.SSO.roles,
        "SSO_ROLES names a role that does not exist, or no group.",
        "Write group=role, separated by commas; roles are contributor, editor, moderator and admin.",
    ),
)
"""The rules for single sign-on."""

PUBLIC_RULES = (
    SettingsRule(
        "claims.E001",
        _has_weak_key,
        "SECRET_KEY is missing or too weak.",
        "Set it to a random text: python -c 'import secrets; print(secrets.token_urlsafe(64))'",
    ),
    SettingsRule("claims.E002", lambda: settings.DEBUG, "DEBUG reveals internals to visitors.", "Remove DEBUG."),
    SettingsRule(
        "claims.E003",
        lambda: not settings.ALLOWED_HOSTS or "*" in settings.ALLOWED_HOSTS,
        "ALLOWED_HOSTS does not list the host names of the desk.",
        "List them, as in ALLOWED_HOSTS=factcheck.example.org",
    ),
    SettingsRule(
        "claims.E004",
        _lacks_host_protection,
        "HTTPS is not enforced, or cookies are sent without it.",
        "Only a local desk (LOCAL, which bin/up sets) can run without HTTPS.",
    ),
    SettingsRule(
        "claims.E005",
        lambda: not settings.BASE_URL.startswith("https://"),
        "BASE_URL is not a public https URL, so links in publications do not work.",
        "Set it to the public URL of the desk, as in BASE_URL=https://factcheck.example.org",
    ),
    SettingsRule(
        "claims.E009",
        lambda: "console" in settings.EMAIL_BACKEND,
        "Mail is written to the log, with the links that set passwords.",
        "Set EMAIL_URL, as in EMAIL_URL=smtp+tls://user:password@mail.example.org:587",
    ),
    SettingsRule(
        "claims.E006",
        lambda: settings.DEMO,
        "DEMO creates accounts with known passwords.",
        "Remove DEMO.",
    ),
    SettingsRule(
        "claims.E011",
        lambda: settings.NUM_PROXIES < 1,
        "NUM_PROXIES is 0, but HTTPS ends at a proxy, so all visitors together count as one address.",
        "Set NUM_PROXIES to the number of your own proxies in front of the desk, usually 1.",
    ),
    SettingsRule(
        "claims.E010",
        _counts_proxies_differently,
        "The libraries count proxies in different ways, so limits can be passed or hit the wrong people.",
        "Set NUM_PROXIES alone; the settings of the libraries follow it.",
    ),
    *SSO_RULES,
)
"""The rules for a desk that others can reach."""

LOCAL_RULES = (
    SettingsRule(
        "claims.E007",
        lambda: not _is_loopback_only(),
        "LOCAL turns protection off, but others can reach this desk by its host names.",
        "Remove LOCAL; set ALLOWED_HOSTS and BASE_URL.",
    ),
    SettingsRule(
        "claims.E008",
        lambda: settings.DEMO and not is_database_on_socket(),
        "DEMO creates accounts with known passwords, and this database is not the embedded one.",
        "Start with bin/up --no-demo, or remove DATABASE_URL.",
    ),
    *SSO_RULES,
)
"""The rules for a local desk."""


@register(Tags.security)
def check_settings(app_configs: Sequence[AppConfig] | None, **_: Any) -> list[CheckMessage]:
    """Report settings that break a rule."""
    rules = LOCAL_RULES if settings.LOCAL else PUBLIC_RULES
    return [Error(rule.message, hint=rule.hint, id=rule.code) for rule in rules if rule.broken()]


@register(Tags.database)
def check_extensions(
    app_configs: Sequence[AppConfig] | None, databases: Sequence[str] | None = None, **_: Any
) -> list[CheckMessage]:
    """Report extensions of PostgreSQL that the migrations need and that are not available."""
    return [
        Error(
            f"PostgreSQL lacks the extensions {', '.join(sorted(missing))}.",
            hint="Install the package postgresql-contrib, then start again.",
            id="claims.E020",
        )
        for alias in databases or ()
        if (missing := REQUIRED_EXTENSIONS - _available_extensions(alias))
    ]


def _available_extensions(alias: str) -> set[str]:
    with connections[alias].cursor() as cursor:
        cursor.execute("SELECT name FROM pg_available_extensions WHERE name = ANY (%s)", [sorted(REQUIRED_EXTENSIONS)])
        return {name for (name,) in cursor.fetchall()}


ROLE_POWERS = {
    "is a superuser": "(SELECT rolsuper FROM pg_roles WHERE rolname = current_user)",
    "may create roles": "(SELECT rolcreaterole FROM pg_roles WHERE rolname = current_user)",
    "owns the tables": "(SELECT pg_has_role(current_user, relowner, 'MEMBER') FROM pg_class"
    " WHERE oid = to_regclass('claims_logentry'))",
    "may empty the log": "has_table_privilege(current_user, to_regclass('claims_logentry'), 'TRUNCATE')",
    "reads or writes files of the server": "(SELECT bool_or(pg_has_role(current_user, oid, 'MEMBER')) FROM pg_roles"
    " WHERE rolname IN ('pg_read_server_files', 'pg_write_server_files', 'pg_execute_server_program'))",
}
"""Powers that the role of the desk must not have, and the expression that finds each."""


@register(Tags.database, deploy=True)
def check_database_role(
    app_configs: Sequence[AppConfig] | None, databases: Sequence[str] | None = None, **_: Any
) -> list[CheckMessage]:
    """Report powers of the database role with which the guarantees could be switched off."""
    return [
        Error(
            f"The database role of the desk {power}.",
            hint="Use a role of its own in DATABASE_URL, and that of the owner in DATABASE_OWNER_URL: docs/operate.md.",
            id="claims.E022",
        )
        for alias in databases or ()
        for power in _role_powers(alias)
    ]


def _role_powers(alias: str) -> list[str]:
    with connections[alias].cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(ROLE_POWERS.values())}")
        return [power for power, has_it in zip(ROLE_POWERS, cursor.fetchone(), strict=True) if has_it]


@register(Tags.database)
def check_demo_passwords(
    app_configs: Sequence[AppConfig] | None, databases: Sequence[str] | None = None, **_: Any
) -> list[CheckMessage]:
    """Report demo accounts of a copied database on a desk that is no demo."""
    if settings.DEMO:
        return []
    return [
        Error(
            f"The account {address} has the known password of the demo.",
            hint="Deactivate the account on the admin site, or change its password.",
            id="claims.E021",
        )
        for alias in databases or ()
        for address in _demo_accounts(alias)
    ]


def _demo_accounts(alias: str) -> list[str]:
    users = get_user_model()
    if users._meta.db_table not in connections[alias].introspection.table_names():  # noqa: SLF001 - public in Django
        return []
    seeds = json.loads((settings.BASE_DIR / "seeds" / "accounts.json").read_text())
    addresses = [account["email"] for account in seeds["accounts"]]
    accounts = users.objects.using(alias).filter(email__in=addresses, is_active=True)
    return [user.email for user in accounts if user.check_password(seeds["password"])]
