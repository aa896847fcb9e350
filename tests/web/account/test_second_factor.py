"""A role that requires a second factor opens the desk only to people who have set one up."""

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth
from django.test import Client
from django.urls import reverse
from rest_framework.test import APIClient

from claims.models import User
from claims.services.role_rules import set_second_factor_rule
from claims.services.tokens import create_token
from tests.people import PASSWORD


def test_without_a_second_factor_only_public_pages_open(client: Client, ada: User, edith: User) -> None:
    set_second_factor_rule(role="editor", mfa=True, by=ada)
    client.force_login(edith)
    setup = reverse("mfa_activate_totp")
    for closed in ("queue", "articles", "desk", "my_submissions", "admin:index"):
        assert client.get(reverse(closed))["Location"] == setup
    assert client.get(reverse("front")).status_code == 200
    refused = client.get(reverse("queue"), headers={"HX-Request": "true"})
    assert (refused.status_code, "two-factor authentication" in refused.content.decode()) == (403, True)
    assert client.post(reverse("queue_next"))["Location"] == setup
    Authenticator.objects.create(user=edith, type=Authenticator.Type.TOTP, data={})
    assert client.get(reverse("queue")).status_code == 200


def test_tokens_are_refused_without_a_second_factor(client: Client, ada: User, edith: User) -> None:
    program = APIClient()
    program.credentials(HTTP_AUTHORIZATION=f"Bearer {create_token(user=edith)[1]}")
    set_second_factor_rule(role="editor", mfa=True, by=ada)
    for path in ("queue", "me", "tokens", "moderation"):
        response = program.get(f"/api/v1/{path}/")
        assert response.status_code == 403
        assert response.json()["code"] == ("not_allowed" if path == "moderation" else "mfa_required")
    assert program.get("/api/v1/publications/").status_code == 200
    login = APIClient().post("/api/v1/login/", {"email": edith.email, "password": PASSWORD})
    assert (login.status_code, login.json()["code"]) == (403, "mfa_required")


def test_setting_up_a_second_factor_opens_the_desk(client: Client, ada: User, edith: User) -> None:
    set_second_factor_rule(role="editor", mfa=True, by=ada)
    client.post(reverse("account_login"), {"login": edith.email, "password": PASSWORD})
    redirected = client.get(reverse("queue"), follow=True)
    assert redirected.redirect_chain[0][0] == reverse("mfa_activate_totp")
    setup = client.post(redirected.redirect_chain[-1][0], {"password": PASSWORD}, follow=True)
    assert "data:image/svg+xml" in setup.content.decode()
    counter = next(iter(auth.yield_hotp_counters_from_time()))
    code = auth.format_hotp_value(auth.hotp_value(setup.context["form"].secret, counter))
    done = client.post(reverse("mfa_activate_totp"), {"code": code}, follow=True)
    assert done.status_code == 200
    assert client.get(reverse("queue")).status_code == 200
