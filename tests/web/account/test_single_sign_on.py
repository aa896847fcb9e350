"""Single sign-on against an issuer on loopback: who is admitted, with which role, and what is refused."""

import time
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import jwt
import pytest
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.core import mail
from django.test import Client
from django.urls import reverse
from rest_framework.test import APIClient

from claims.models import Event, User
from claims.services.invitations import send_invitation
from claims.services.tokens import create_token
from factcheck.sso_settings import SingleSignOn
from tests.people import PASSWORD
from tests.web.account.oidc_server import CLIENT_ID, CLIENT_SECRET, Issuer, run_issuer

ROLES = {"desk/editors": "editor", "desk/moderators": "moderator", "desk/admins": "admin"}
EDITH = {"sub": "e-1", "email": "Edith@desk.example", "email_verified": True, "name": "Edith"}


@pytest.fixture(scope="module")
def server() -> Iterator[Issuer]:
    with run_issuer() as running:
        yield running


@pytest.fixture
def issuer(server: Issuer, settings: Any) -> Issuer:
    """The issuer of the desk's settings, saying nothing wrong; Edith is signed in there."""
    server.__init__(url=server.url, person=dict(EDITH))  # type: ignore[misc]
    settings.SSO = SingleSignOn(issuer=server.url, client_id=CLIENT_ID, client_secret=CLIENT_SECRET)
    return server


def sign_in(client: Client, issuer: Issuer, query: str = "") -> Any:
    """Follow the button to the issuer and back."""
    start = client.get(reverse("sso_login") + query)
    return client.get(reverse("sso_callback"), issuer.authorise(start["Location"]))


def refusal(response: Any) -> str:
    """Return the code of the refusal on a page; an empty text if the person is signed in."""
    return response.context["refusal"].code if response.status_code == 403 else ""


def verbs(person: User) -> list[str]:
    rows = Event.objects.filter(data__user=person.pk, verb__startswith="user.").order_by("id")
    return [f"{event.verb} {event.data.get('factor', '')}".strip() for event in rows]


# Who is admitted ------------------------------------------------------------------


@pytest.mark.parametrize("algorithm", ["RS256", "ES256"])
def test_a_verified_address_opens_its_account(client: Client, issuer: Issuer, edith: User, algorithm: str) -> None:
    issuer.algorithm = algorithm
    assert "Sign in with SSO" in client.get(reverse("account_login")).content.decode()
    response = sign_in(client, issuer, "?next=/queue/")
    assert (response.status_code, response["Location"]) == (302, "/queue/")
    assert client.get(reverse("queue")).status_code == 200
    assert verbs(edith) == ["user.signed_in"]
    account = SocialAccount.objects.get()
    assert (account.user, account.uid, account.provider, account.extra_data) == (edith, "e-1", issuer.url, {})
    assert not SocialToken.objects.exists()
    assert edith.email in mail.outbox[0].to


def test_the_subject_counts_once_it_is_known(client: Client, issuer: Issuer, edith: User, mona: User) -> None:
    sign_in(client, issuer)
    issuer.person["email"] = mona.email
    assert refusal(sign_in(Client(), issuer)) == ""
    assert verbs(edith) == ["user.signed_in", "user.signed_in"]
    assert verbs(mona) == []


def test_a_reused_address_does_not_inherit_the_account(client: Client, issuer: Issuer, edith: User) -> None:
    sign_in(client, issuer)
    issuer.person["sub"] = "e-2"
    assert refusal(sign_in(Client(), issuer)) == "sso_other_identity"
    assert verbs(edith)[-1] == "user.sign_in_failed sso"


@pytest.mark.parametrize("verified", [False, None, "true", 1])
def test_an_address_that_is_not_verified_is_refused(
    client: Client, issuer: Issuer, edith: User, verified: object
) -> None:
    issuer.person["email_verified"] = verified
    response = sign_in(client, issuer)
    assert refusal(response) == "sso_unverified"
    assert "has not verified your e-mail address" in response.content.decode()
    assert client.get(reverse("queue")).status_code == 302


def test_without_groups_an_account_needs_an_invitation(client: Client, issuer: Issuer, edith: User) -> None:
    issuer.person |= {"sub": "n-1", "email": "nils@desk.example"}
    assert refusal(sign_in(client, issuer)) == "sso_uninvited"
    assert not User.objects.filter(email="nils@desk.example").exists()


def test_a_deactivated_account_stays_out(client: Client, issuer: Issuer, edith: User, settings: Any) -> None:
    settings.SSO = replace(settings.SSO, roles=ROLES)
    issuer.person["groups"] = ["desk/admins"]
    User.objects.filter(pk=edith.pk).update(is_active=False)
    assert sign_in(client, issuer)["Location"] == reverse("account_inactive")
    edith.refresh_from_db()
    assert (edith.role, edith.is_active) == ("editor", False)


def test_a_second_factor_is_asked_for_all_the_same(client: Client, issuer: Issuer, edith: User) -> None:
    Authenticator.objects.create(user=edith, type=Authenticator.Type.TOTP, data={})
    assert sign_in(client, issuer)["Location"].startswith(reverse("mfa_authenticate"))
    assert client.get(reverse("queue")).status_code == 302


# Roles ----------------------------------------------------------------------------


def test_groups_create_an_account_with_the_highest_role(
    client: Client, issuer: Issuer, settings: Any, ada: User
) -> None:
    settings.SSO = replace(settings.SSO, roles=ROLES)
    issuer.person["groups"] = ["staff", "desk/editors", "desk/moderators"]
    sign_in(client, issuer)
    person = User.objects.get(email="edith@desk.example")
    assert (person.role, person.name, person.has_usable_password()) == ("moderator", "Edith", False)
    assert client.get(reverse("moderation")).status_code == 200
    assert verbs(person) == ["user.invited", "user.signed_in"]


def test_a_role_follows_the_groups_and_goes_with_them(
    client: Client, issuer: Issuer, edith: User, ada: User, settings: Any
) -> None:
    settings.SSO = replace(settings.SSO, roles=ROLES)
    issuer.person["groups"] = ["desk/admins"]
    sign_in(client, issuer)
    edith.refresh_from_db()
    assert (edith.role, edith.is_staff) == ("admin", True)
    create_token(user=edith)
    issuer.person["groups"] = ["staff"]
    assert refusal(sign_in(Client(), issuer)) == "sso_without_role"
    edith.refresh_from_db()
    assert (edith.role, edith.is_staff, edith.auth_token_set.count()) == ("contributor", False, 0)
    assert client.get(reverse("articles")).status_code == 302  # the older session has ended too
    assert verbs(edith)[-2:] == ["user.changed", "user.sign_in_failed sso"]


def test_the_last_admin_keeps_the_role(client: Client, issuer: Issuer, ada: User, settings: Any) -> None:
    settings.SSO = replace(settings.SSO, roles=ROLES)
    issuer.person |= {"sub": "a-1", "email": ada.email, "groups": []}
    assert sign_in(client, issuer).context["refusal"].code == "last_admin"
    ada.refresh_from_db()
    assert ada.role == "admin"


@pytest.mark.parametrize("groups", ["desk/editors", ["desk/editors", 5, None], [["desk/editors"]], {"desk/editors": 1}])
def test_groups_of_any_shape_are_read(client: Client, issuer: Issuer, edith: User, settings: Any, groups: Any) -> None:
    settings.SSO = replace(settings.SSO, roles=ROLES, groups_claim="teams")
    issuer.person["teams"] = groups
    admitted = groups == "desk/editors" or (isinstance(groups, list) and "desk/editors" in groups)
    assert refusal(sign_in(client, issuer)) == ("" if admitted else "sso_without_role")


# What proves nothing --------------------------------------------------------------

NOW = int(time.time())
FORGERIES: dict[str, dict[str, Any]] = {
    "another issuer": {"discovery": {"issuer": "https://evil.example"}},
    "a token of another issuer": {"token_changes": {"iss": "https://evil.example"}},
    "a token for another client": {"token_changes": {"aud": "another"}},
    "a token that another party may use": {"token_changes": {"aud": [CLIENT_ID, "another"], "azp": "another"}},
    "an expired token": {"token_changes": {"iat": NOW - 900, "exp": NOW - 600}},
    "a token of tomorrow": {"token_changes": {"nbf": NOW + 86_400}},
    "a token of another sign-in": {"token_changes": {"nonce": "another"}},
    "a token without a nonce": {"token_changes": {"nonce": None}},
    "a token that lasts for ever": {"token_changes": {"exp": None}},
    "a subject that is no text": {"token_changes": {"sub": 5}},
    "a subject too long to store": {"token_changes": {"sub": "e" * 200}, "userinfo_changes": {"sub": "e" * 200}},
    "a forged signature": {"key_owner": "somebody"},
    "no token": {"id_token": ""},
    "no signature": {"id_token": jwt.encode({"sub": "e-1"}, "", algorithm="none", headers={"kid": "RS256"})},
    "a shared secret": {"id_token": jwt.encode({"sub": "e-1"}, "k" * 32, algorithm="HS256", headers={"kid": "RS256"})},
    "an unknown key": {"id_token": jwt.encode({"sub": "e-1"}, "k" * 32, algorithm="HS256", headers={"kid": "x"})},
    "user info of somebody else": {"userinfo_changes": {"sub": "m-1"}},
    "keys that are no keys": {"answers": {"/keys": (200, '["keys"]')}},
    "keys that are no JSON": {"answers": {"/keys": (200, "<html>")}},
    "user info that is no object": {"answers": {"/userinfo": (200, "[]")}},
    "a refused code": {"answers": {"/token": (400, "{}")}},
    "an issuer in trouble": {"answers": {"/.well-known/openid-configuration": (500, "")}},
    "a redirect of the discovery": {"answers": {"/.well-known/openid-configuration": (302, "/keys")}},
    "a discovery that is no object": {"answers": {"/.well-known/openid-configuration": (200, "[]")}},
    "an endpoint that is no address": {"discovery": {"jwks_uri": "file:///etc/passwd"}},
}


@pytest.mark.parametrize("forgery", FORGERIES.values(), ids=FORGERIES)
def test_a_forgery_opens_nothing(client: Client, issuer: Issuer, edith: User, forgery: dict[str, Any]) -> None:
    start = client.get(reverse("sso_login"))
    for name, value in forgery.items():
        setattr(issuer, name, value)
    response = client.get(reverse("sso_callback"), issuer.authorise(start["Location"]))
    assert refusal(response) == "sso_failed"
    assert "tell an administrator the time" in response.content.decode()
    assert (SocialAccount.objects.count(), verbs(edith)) == (0, [])
    assert client.get(reverse("queue")).status_code == 302


def test_a_state_serves_once_and_only_where_it_began(client: Client, issuer: Issuer, edith: User) -> None:
    back = issuer.authorise(client.get(reverse("sso_login"))["Location"])
    assert refusal(Client().get(reverse("sso_callback"), back)) == "sso_failed"
    assert "/token" not in issuer.requests
    assert client.get(reverse("sso_callback"), back).status_code == 302
    client.logout()
    assert refusal(client.get(reverse("sso_callback"), back)) == "sso_failed"


def test_the_way_to_the_issuer_cannot_be_bent(client: Client, issuer: Issuer, edith: User) -> None:
    start = client.get(reverse("sso_login"), {"scope": "admin", "auth_params": "redirect_uri=https://evil.example"})
    assert "evil" not in start["Location"]
    assert "admin" not in start["Location"]
    assert client.get(reverse("sso_login"), headers={"Sec-Fetch-Site": "cross-site"})["Location"].startswith("/account")
    assert sign_in(client, issuer, "?next=https://evil.example/")["Location"] == reverse("desk")


def test_a_cancelled_sign_in_says_so(client: Client, issuer: Issuer, db: None) -> None:
    state = issuer.authorise(client.get(reverse("sso_login"))["Location"])["state"]
    response = client.get(reverse("sso_callback"), {"error": "access_denied", "state": state})
    assert refusal(response) == "sso_cancelled"


def test_a_desk_without_an_issuer_has_no_such_pages(client: Client, db: None) -> None:
    assert client.get(reverse("sso_login")).status_code == 404
    assert client.get(reverse("sso_callback"), {"code": "1", "state": "1"}).status_code == 404
    assert "Sign in with SSO" not in client.get(reverse("account_login")).content.decode()


# Single sign-on alone -------------------------------------------------------------


@pytest.fixture
def alone(issuer: Issuer, settings: Any) -> Issuer:
    settings.SSO = replace(settings.SSO, only=True)
    return issuer


def test_passwords_are_refused_by_name(client: Client, alone: Issuer, edith: User) -> None:
    credentials = {"login": edith.email, "password": PASSWORD}
    assert refusal(client.post(reverse("account_login"), credentials)) == "sso_only"
    login = APIClient().post("/api/v1/login/", {"email": edith.email, "password": PASSWORD})
    assert (login.status_code, login.json()["code"]) == (403, "sso_only")
    for page in ("account_signup", "account_reset_password", "account_change_password", "mfa_login_webauthn"):
        assert refusal(client.get(reverse(page))) == "sso_only"
    key = reverse("account_reset_password_from_key", kwargs={"uidb36": "1", "key": "set-password"})
    assert refusal(client.get(key)) == "sso_only"
    assert 'type="password"' not in client.get(reverse("account_login")).content.decode()


def test_tokens_go_on(alone: Issuer, edith: User) -> None:
    program = APIClient()
    program.credentials(HTTP_AUTHORIZATION=f"Bearer {create_token(user=edith)[1]}")
    assert program.get("/api/v1/queue/").status_code == 200


def test_an_invitation_leads_to_the_issuer(alone: Issuer, edith: User, ada: User) -> None:
    send_invitation(edith, by=ada)
    assert f"http://127.0.0.1:8000{reverse('account_login')}" in mail.outbox[0].body
    assert "password" not in mail.outbox[0].body


def test_changing_a_factor_leads_to_the_issuer_again(client: Client, alone: Issuer, edith: User) -> None:
    client.force_login(edith)
    setup = reverse("mfa_activate_totp")
    asked = client.get(client.get(setup)["Location"])
    assert asked["Location"] == f"{reverse('sso_login')}?next={setup.replace('/', '%2F')}"
    start = client.get(asked["Location"])
    assert "prompt=login" in start["Location"]
    back = client.get(reverse("sso_callback"), alone.authorise(start["Location"]))
    assert back["Location"] == setup
    assert client.get(setup).status_code == 200


def test_an_old_session_without_a_password_is_proved_again(client: Client, issuer: Issuer, edith: User) -> None:
    edith.set_unusable_password()
    edith.save()
    client.force_login(edith)
    assert client.get(reverse("mfa_activate_totp")).status_code == 200
    session = client.session
    session["session_started"] -= 3600
    session.save()
    assert client.get(reverse("mfa_activate_totp"))["Location"].startswith(reverse("sso_login"))
