"""Headers and cookies: who may store an answer, what browsers may do with it, and what cookies are called."""

import json
import subprocess
import sys
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from claims.models import User
from tests.api.api_clients import api_client
from tests.factcheck.desks import PRODUCTION, ROOT, environment
from tests.stories import make_publication


@pytest.mark.parametrize("name", ["desk", "articles", "tokens", "sessions", "mfa_index", "account_email"])
def test_nobody_stores_what_a_signed_in_person_sees(client: Client, edith: User, name: str) -> None:
    client.force_login(edith)
    assert "no-store" in client.get(reverse(name))["Cache-Control"]


def test_public_answers_can_be_stored(client: Client, edith: User, mona: User) -> None:
    claim_id = make_publication(edith, mona).claim_id
    for path in (reverse("front"), reverse("verdict", args=[claim_id]), "/api/v1/publications/"):
        assert "no-store" not in client.get(path).get("Cache-Control", "")
    assert "no-store" in client.get(reverse("account_login"))["Cache-Control"]
    assert "no-store" in api_client(edith).get("/api/v1/publications/")["Cache-Control"]


def test_a_token_is_never_stored(client: Client, cora: User) -> None:
    assert "no-store" in client.post("/api/v1/login/", {"email": "a@b.example", "password": "x"})["Cache-Control"]


def test_a_page_of_changes_is_asked_for_again_since_words_may_be_removed(
    client: Client, edith: User, mona: User
) -> None:
    make_publication(edith, mona)
    for limit in (1, 2):
        answer = client.get(f"/api/v1/changes/?limit={limit}")
        assert answer["Cache-Control"] == "public, max-age=0, must-revalidate"


def test_every_answer_says_what_browsers_may_do(client: Client, edith: User, mona: User) -> None:
    claim_id = make_publication(edith, mona).claim_id
    policies = {
        path: client.get(path)["Cross-Origin-Resource-Policy"]
        for path in (reverse("front"), reverse("embed", args=[claim_id]), "/api/v1/changes/", "/nowhere/")
    }
    assert list(policies.values()) == ["same-origin", "cross-origin", "cross-origin", "same-origin"]
    assert "camera=()" in client.get("/nowhere/")["Permissions-Policy"]


def test_links_of_the_api_lead_to_the_desk_whatever_the_host_says(client: Client, edith: User, mona: User) -> None:
    make_publication(edith, mona)
    for path in ("/api/v1/changes/?limit=1", "/api/v1/publications/?limit=1"):
        answer = client.get(path, headers={"Host": "127.0.0.1:1337"})
        assert answer.status_code == 200
        assert ":1337" not in answer.content.decode()
        assert "http://127.0.0.1:8000/" in answer.content.decode()


def settings_of(**variables: str) -> dict[str, Any]:
    """Return settings as a process with these variables reads them."""
    names = (
        "SESSION_COOKIE_NAME CSRF_COOKIE_NAME SECURE_HSTS_PRELOAD SECURE_HSTS_INCLUDE_SUBDOMAINS SESSION_COOKIE_SECURE"
    )
    values = ", ".join(f"settings.{name}" for name in names.split())
    code = f"import json; from django.conf import settings; print(json.dumps([{values}]))"
    command = [sys.executable, "manage.py", "shell", "--no-imports", "--command", code]
    result = subprocess.run(command, cwd=ROOT, env=environment(**variables), capture_output=True, text=True, check=True)
    return dict(zip(names.split(), json.loads(result.stdout), strict=True))


def test_cookies_over_https_belong_to_this_host_alone() -> None:
    safe = settings_of(**PRODUCTION)
    assert (safe["SESSION_COOKIE_NAME"], safe["CSRF_COOKIE_NAME"]) == ("__Host-sessionid", "__Host-csrftoken")
    assert (safe["SESSION_COOKIE_SECURE"], safe["SECURE_HSTS_PRELOAD"]) == (True, False)
    asked = settings_of(**PRODUCTION, HSTS_PRELOAD="on", HSTS_SUBDOMAINS="on")
    assert (asked["SECURE_HSTS_PRELOAD"], asked["SECURE_HSTS_INCLUDE_SUBDOMAINS"]) == (True, True)
