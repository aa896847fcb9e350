"""No desk that others can reach starts with settings meant for one machine."""

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.core.checks import Error

from claims import checks
from claims.checks import check_demo_passwords, check_extensions, check_settings
from claims.models import User
from factcheck.deploy_checks import require_safe_settings
from factcheck.local.processes import StartError
from factcheck.sso_settings import SingleSignOn
from tests.architecture.source_files import ROOT
from tests.seeds.test_seeds import load

KEY = "only-for-tests-" * 4
PROXY_COUNTS = ("NUM_PROXIES", "ALLAUTH_TRUSTED_PROXY_COUNT")
SAFE_SETTINGS = {
    "LOCAL": False,
    "DEMO": False,
    "DEBUG": False,
    "SECRET_KEY": KEY,
    "ALLOWED_HOSTS": ["factcheck.example.org"],
    "BASE_URL": "https://factcheck.example.org",
    "SECURE_SSL_REDIRECT": True,
    "SESSION_COOKIE_SECURE": True,
    "CSRF_COOKIE_SECURE": True,
    "SECURE_HSTS_SECONDS": 31536000,
    **dict.fromkeys(PROXY_COUNTS, 1),
    "REST_FRAMEWORK": {"NUM_PROXIES": 1},
}


SSO = SingleSignOn(
    issuer="https://login.example.org/desk",
    client_id="factcheck",
    client_secret="a secret",
    roles={"desk": "editor"},
    only=True,
)


def check_codes(messages: list[Any]) -> list[str]:
    assert all(isinstance(message, Error) and message.hint for message in messages)
    return [message.id for message in messages]


def check_messages(settings: Any, **different: object) -> list[str]:
    """Return the codes of broken rules for safe settings with these changes."""
    for name, value in {**SAFE_SETTINGS, **different}.items():
        setattr(settings, name, value)
    return check_codes(check_settings(None))


def test_proper_settings_are_fine(settings: Any) -> None:
    assert check_messages(settings) == []
    assert check_messages(settings, SSO=SSO) == []


@pytest.mark.parametrize("backend", ["smtp", "locmem", "filebased"])
def test_mail_that_stays_out_of_the_log_is_fine(settings: Any, backend: str) -> None:
    assert check_messages(settings, EMAIL_BACKEND=f"django.core.mail.backends.{backend}.EmailBackend") == []


@pytest.mark.parametrize(
    ("different", "code"),
    [
        ({"SECRET_KEY": ""}, "claims.E001"),
        ({"SECRET_KEY": "short"}, "claims.E001"),
        ({"SECRET_KEY": "a" * 80}, "claims.E001"),
        ({"DEBUG": True}, "claims.E002"),
        ({"ALLOWED_HOSTS": []}, "claims.E003"),
        ({"ALLOWED_HOSTS": ["*"]}, "claims.E003"),
        ({"SECURE_SSL_REDIRECT": False}, "claims.E004"),
        ({"SESSION_COOKIE_SECURE": False}, "claims.E004"),
        ({"BASE_URL": "http://127.0.0.1:8000"}, "claims.E005"),
        ({"DEMO": True}, "claims.E006"),
        ({"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}, "claims.E009"),
        ({"SSO": SingleSignOn(issuer=SSO.issuer)}, "claims.E012"),
        ({"SSO": SingleSignOn(only=True)}, "claims.E012"),
        ({"SSO": SingleSignOn(roles=SSO.roles)}, "claims.E012"),
        ({"SSO": replace(SSO, client_secret="")}, "claims.E012"),
        ({"SSO": replace(SSO, issuer="http://login.example.org")}, "claims.E013"),
        ({"SSO": replace(SSO, issuer="http://127.0.0.1:9000")}, "claims.E013"),
        ({"SSO": replace(SSO, issuer="login.example.org")}, "claims.E013"),
        ({"SSO": replace(SSO, issuer=f"https://login.example.org/{'x' * 200}")}, "claims.E013"),
        ({"SSO": replace(SSO, roles={"desk": "owner"})}, "claims.E014"),
        ({"SSO": replace(SSO, roles={"": "admin"})}, "claims.E014"),
        (dict.fromkeys(PROXY_COUNTS, 0) | {"REST_FRAMEWORK": {"NUM_PROXIES": 0}}, "claims.E011"),
        ({"ALLAUTH_TRUSTED_PROXY_COUNT": 0}, "claims.E010"),
        ({"REST_FRAMEWORK": {"NUM_PROXIES": 2}}, "claims.E010"),
    ],
)
def test_what_would_be_unsafe_for_others_is_refused(settings: Any, different: dict[str, object], code: str) -> None:
    assert check_messages(settings, **different) == [code]


def local_settings(settings: Any, **different: object) -> list[str]:
    here = {"LOCAL": True, "ALLOWED_HOSTS": ["localhost", "127.0.0.1", "[::1]"], "BASE_URL": "http://127.0.0.1:8000"}
    return check_messages(settings, **{**here, "SECRET_KEY": "x", "SECURE_SSL_REDIRECT": False, **different})


@pytest.mark.parametrize(
    "different",
    [{}, {"DEMO": True}, {"SSO": replace(SSO, issuer="http://[::1]:9000")}, {"BASE_URL": "http://[::1]:8000"}],
)
def test_one_machine_alone_needs_no_protection(settings: Any, different: dict[str, object]) -> None:
    assert local_settings(settings, **different) == []


@pytest.mark.parametrize(
    "different",
    [{"ALLOWED_HOSTS": ["factcheck.example.org"]}, {"ALLOWED_HOSTS": ["*"]}, {"BASE_URL": "http://192.0.2.1:8000"}],
)
def test_local_is_for_this_machine(settings: Any, different: dict[str, object]) -> None:
    assert local_settings(settings, **different) == ["claims.E007"]


@pytest.mark.parametrize("host", ["127.0.0.1", "db.example.org", ""])
def test_a_demo_is_on_the_embedded_database(settings: Any, monkeypatch: pytest.MonkeyPatch, host: str) -> None:
    monkeypatch.setitem(settings.DATABASES["default"], "OPTIONS", {"host": host})
    assert local_settings(settings, DEMO=True) == ["claims.E008"]


# The database ---------------------------------------------------------------------


def test_the_extensions_are_there(db: None) -> None:
    assert check_extensions(None, databases=["default"]) == []


def test_a_missing_extension_is_named(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "REQUIRED_EXTENSIONS", frozenset({"pg_trgm", "no_such_thing"}))
    (error,) = check_extensions(None, databases=["default"])
    assert "no_such_thing" in error.msg
    assert "pg_trgm" not in error.msg
    assert "postgresql-contrib" in str(error.hint)


def make_demo_account(**fields: Any) -> User:
    seeds = load("accounts.json")
    return User.objects.create_user(seeds["accounts"][0]["email"], seeds["password"], **fields)


def demo_password_checks() -> list[str]:
    return check_codes(check_demo_passwords(None, databases=["default"]))


def test_demo_accounts_do_not_come_along_with_a_copied_database(db: None, settings: Any) -> None:
    account = make_demo_account()
    assert demo_password_checks() == ["claims.E021"]
    account.set_password("a password of their own")
    account.save()
    assert demo_password_checks() == []


def test_an_account_that_nobody_can_use_does_no_harm(db: None) -> None:
    make_demo_account(is_active=False)
    assert demo_password_checks() == []


def test_on_a_demo_desk_the_demo_accounts_are_at_home(db: None, settings: Any) -> None:
    settings.DEMO = True
    make_demo_account()
    assert demo_password_checks() == []


def test_the_web_process_does_not_start_over_demo_accounts(db: None, settings: Any) -> None:
    settings.LOCAL = settings.DEMO = False
    make_demo_account()
    with pytest.raises(StartError, match=r"claims\.E021"):
        require_safe_settings(with_database=True)


# The commands ---------------------------------------------------------------------


def check_deploy(**different: str) -> subprocess.CompletedProcess[str]:
    """``manage.py check --deploy`` as on a server, with nothing of the test run's settings."""
    environment = {
        "PATH": os.environ["PATH"],
        "FACTCHECK_DATA": os.environ["FACTCHECK_DATA"],
        "SECRET_KEY": KEY,
        "ALLOWED_HOSTS": "factcheck.example.org",
        "BASE_URL": "https://factcheck.example.org",
        "NUM_PROXIES": "1",
        "DATABASE_URL": "postgres://factcheck:secret@db.example.org/factcheck",
        "EMAIL_URL": "smtp+tls://factcheck:secret@mail.example.org:587",
        **different,
    }
    command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


def test_a_proper_deployment_has_nothing_to_hear() -> None:
    run = check_deploy()
    assert (run.returncode, run.stderr) == (0, "")


def test_a_deployment_without_a_mail_server_or_with_half_an_issuer_does_not_start(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    half = {"SSO_ISSUER": "https://login.example.org", "SSO_CLIENT_ID": "desk", "SSO_CLIENT_SECRET_FILE": str(secret)}
    run = check_deploy(EMAIL_URL="consolemail://", **half)
    assert run.returncode != 0
    assert ("claims.E009" in run.stderr, "claims.E012" in run.stderr) == (True, True)
    secret.write_text("a secret\n")
    assert check_deploy(**half, SSO_ROLES="the desk=editor,it=admin").returncode == 0


def test_an_improper_deployment_hears_what_to_do() -> None:
    run = check_deploy(SECRET_KEY="short", ALLOWED_HOSTS="")
    assert run.returncode != 0
    assert "claims.E001" in run.stderr
    assert "ALLOWED_HOSTS=factcheck.example.org" in run.stderr
    assert "Traceback" not in run.stderr
