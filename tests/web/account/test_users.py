"""Admins invite people, change roles, deactivate and reactivate accounts in the browser."""

import re
from typing import Any

import pytest
from django.core import mail
from django.db import Error, transaction
from django.test import Client
from django.urls import reverse
from rest_framework.test import APIClient

from claims.models import Event, User
from claims.refusals import LastAdmin
from claims.services.tokens import create_token
from claims.services.users import change_user
from claims.workflow import Role
from tests.people import PASSWORD, create_user_with_role

NILS = {"email": "Nils@Desk.example", "name": "Nils", "role": "editor"}


@pytest.fixture
def admin_client(client: Client, ada: User) -> Client:
    client.force_login(ada)
    return client


def post_invitation(admin_client: Client, **words: str) -> Any:
    return admin_client.post(reverse("user_invite"), {**NILS, **words})


def users_page_text(client: Client, name: str, *things: int, **query: str) -> str:
    return client.get(reverse(name, args=things), query).content.decode()


def test_an_invited_person_sets_a_password_and_signs_in(admin_client: Client) -> None:
    assert post_invitation(admin_client).status_code == 302
    (message,) = mail.outbox
    assert (message.to, "Your role: editor" in message.body) == (["nils@desk.example"], True)
    url = re.search(r"https?://[^\s/]+(/account/password/reset/key/\S+)", str(message.body))
    assert url
    newcomer = Client()
    form = newcomer.get(url[1], follow=True)
    newcomer.post(form.redirect_chain[-1][0], {"password1": PASSWORD, "password2": PASSWORD})
    newcomer.post(reverse("account_login"), {"login": "nils@desk.example", "password": PASSWORD})
    assert newcomer.get(reverse("queue")).status_code == 200


@pytest.mark.parametrize(
    "words",
    [
        {"email": "edith@desk.EXAMPLE"},
        {"email": "no"},
        {"email": f"nils@{'x.' * 70}example"},
        {"role": "king"},
        {"name": "x" * 121},
        {"name": "a\0b"},
    ],
)
def test_an_invalid_invitation_shows_the_form_again(admin_client: Client, edith: User, words: dict[str, str]) -> None:
    assert post_invitation(admin_client, **words).status_code == 422
    assert mail.outbox == []


def test_a_failed_invitation_is_reported_and_the_account_exists(
    admin_client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: Any) -> None:
        raise ConnectionRefusedError

    monkeypatch.setattr("claims.services.invitations.send_mail", refuse)
    response = post_invitation(admin_client)
    assert "The invitation could not be sent." in admin_client.get(response["Location"]).content.decode()
    monkeypatch.undo()
    nils = User.objects.get(name="Nils")
    admin_client.post(reverse("user_invite_again", args=[nils.pk]))
    assert [message.to for message in mail.outbox] == [["nils@desk.example"]]
    assert "Invited again" in users_page_text(admin_client, "user", nils.pk)


def test_search_finds_people_by_name_and_role(admin_client: Client, edith: User, emil: User, mona: User) -> None:
    assert "mona@desk.example" not in users_page_text(admin_client, "users", q="e", role="editor")
    assert "emil@desk.example" in users_page_text(admin_client, "users", q="EMI")
    assert "No people found" in users_page_text(admin_client, "users", q="zebra")
    assert "mona@desk.example" in users_page_text(admin_client, "users", role="king", q="\0")


def test_long_lists_are_paged_at_constant_cost(
    admin_client: Client, edith: User, django_assert_max_num_queries: Any
) -> None:
    for number in range(30):
        create_user_with_role(f"Person{number}", Role.CONTRIBUTOR)
    with django_assert_max_num_queries(7):
        first = users_page_text(admin_client, "users")
    assert first.count('class="table__main"') == 25
    assert 'rel="next"' in first


def test_a_changed_role_is_saved_and_shown_in_the_history(admin_client: Client, edith: User) -> None:
    path = reverse("user", args=[edith.pk])
    assert admin_client.post(path, {"name": "Edith E.", "role": "moderator"}).status_code == 302
    edith.refresh_from_db()
    assert (edith.name, edith.role) == ("Edith E.", "moderator")
    html = users_page_text(admin_client, "user", edith.pk)
    assert "Role: editor → moderator" in html
    assert "Ada" in html
    admin_client.post(path, {"name": "Edith E.", "role": "moderator"})
    assert Event.objects.filter(verb="user.changed").count() == 1


def test_deactivating_ends_sessions_and_tokens_for_good(admin_client: Client, edith: User) -> None:
    browser, program = Client(), APIClient()
    browser.force_login(edith)
    program.credentials(HTTP_AUTHORIZATION=f"Bearer {create_token(user=edith)[1]}")
    assert (browser.get(reverse("queue")).status_code, program.get("/api/v1/me/").status_code) == (200, 200)
    admin_client.post(reverse("user_access", args=[edith.pk]), {"active": "no"})
    assert (browser.get(reverse("queue")).status_code, program.get("/api/v1/me/").status_code) == (302, 401)
    admin_client.post(reverse("user_access", args=[edith.pk]), {"active": "yes"})
    assert (browser.get(reverse("queue")).status_code, program.get("/api/v1/me/").status_code) == (302, 401)
    edith.refresh_from_db()
    assert edith.is_active
    browser.force_login(edith)
    assert browser.get(reverse("queue")).status_code == 200
    assert "account reactivated" in users_page_text(admin_client, "user", edith.pk).casefold()


def test_nobody_deactivates_their_own_account(admin_client: Client, ada: User) -> None:
    assert admin_client.post(reverse("user_access", args=[ada.pk]), {"active": "no"}).status_code == 422
    assert admin_client.post(reverse("user", args=[ada.pk]), {"name": "Ada", "role": "editor"}).status_code == 422
    assert 'value="no"' not in users_page_text(admin_client, "user", ada.pk)


def test_the_last_admin_stays(ada: User) -> None:
    other = create_user_with_role("Otto", Role.ADMIN)
    change_user(user_id=ada.pk, name="Ada", role="admin", active=False, by=other)
    deactivated = User.objects.get(pk=ada.pk)
    deactivated.is_active = True  # as on a page that was open before the account was deactivated
    with pytest.raises(LastAdmin):
        change_user(user_id=other.pk, name="Otto", role="editor", active=True, by=deactivated)
    with pytest.raises(Error, match="the last admin cannot be removed"), transaction.atomic():
        User.objects.filter(pk=other.pk).update(role="editor")
    with pytest.raises(Error, match="the last admin cannot be removed"), transaction.atomic():
        User.objects.filter(pk=other.pk).update(is_active=False)


def test_the_api_manages_users_too(ada: User, edith: User) -> None:
    program = APIClient()
    program.force_authenticate(ada)
    created = program.post("/api/v1/users/", {"email": "nils@desk.example", "role": "editor"}).json()
    assert (created["role"], created["active"], len(mail.outbox)) == ("editor", True, 1)
    assert program.patch(created["href"], {"active": False}).json()["active"] is False
    assert program.post(f"{created['href']}invite/").status_code == 422
    rows = program.get("/api/v1/users/", {"q": "edi", "role": "editor"}).json()["results"]
    assert [user["email"] for user in rows] == [edith.email]
