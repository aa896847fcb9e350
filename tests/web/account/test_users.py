"""An admin invites, gives roles, shuts out and lets in again, and says what a role takes: all in the browser."""

import re
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth
from django.core import mail
from django.db import Error, transaction
from django.test import Client
from django.urls import reverse
from rest_framework.test import APIClient

from claims.models import Event, User
from claims.permissions import ABILITIES, allows
from claims.refusals import LastAdmin, NotAllowed
from claims.selectors.users import lacks_second_factor
from claims.services.role_rules import set_second_factor_rule
from claims.services.tokens import create_token
from claims.services.users import change_user
from claims.workflow import MOVES, Role
from tests.people import PASSWORD, create_user_with_role

NILS = {"email": "Nils@Desk.example", "name": "Nils", "role": "editor"}


@pytest.fixture
def office(client: Client, ada: User) -> Client:
    client.force_login(ada)
    return client


def post_invitation(office: Client, **words: str) -> Any:
    return office.post(reverse("user_invite"), {**NILS, **words})


def users_page_text(client: Client, name: str, *things: int, **query: str) -> str:
    return client.get(reverse(name, args=things), query).content.decode()


# People ---------------------------------------------------------------------------


def test_who_is_invited_sets_a_password_and_is_in(office: Client) -> None:
    assert post_invitation(office).status_code == 302
    (letter,) = mail.outbox
    assert (letter.to, "an editor there" in letter.body) == (["nils@desk.example"], True)
    address = re.search(r"https?://[^\s/]+(/account/password/reset/key/\S+)", str(letter.body))
    assert address
    newcomer = Client()
    form = newcomer.get(address[1], follow=True)
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
def test_an_invitation_that_cannot_be_is_asked_for_again(office: Client, edith: User, words: dict[str, str]) -> None:
    assert post_invitation(office, **words).status_code == 422
    assert mail.outbox == []


def test_a_mail_that_does_not_go_is_said_and_the_account_is_there(
    office: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: Any) -> None:
        raise ConnectionRefusedError

    monkeypatch.setattr("claims.services.invitations.send_mail", refuse)
    answer = post_invitation(office)
    assert "The invitation could not be sent." in office.get(answer["Location"]).content.decode()
    monkeypatch.undo()
    nils = User.objects.get(name="Nils")
    office.post(reverse("user_invite_again", args=[nils.pk]))
    assert [letter.to for letter in mail.outbox] == [["nils@desk.example"]]
    assert "Invited again" in users_page_text(office, "user", nils.pk)


def test_people_are_found_by_part_of_a_name_and_by_role(office: Client, edith: User, emil: User, mona: User) -> None:
    assert "mona@desk.example" not in users_page_text(office, "users", q="e", role="editor")
    assert "emil@desk.example" in users_page_text(office, "users", q="EMI")
    assert "Nobody is found" in users_page_text(office, "users", q="zebra")
    assert "mona@desk.example" in users_page_text(office, "users", role="king", q="\0")


def test_many_people_make_pages_of_the_same_cost(
    office: Client, edith: User, django_assert_max_num_queries: Any
) -> None:
    for number in range(30):
        create_user_with_role(f"Person{number}", Role.CONTRIBUTOR)
    with django_assert_max_num_queries(7):
        first = users_page_text(office, "users")
    assert first.count('class="table__main"') == 25
    assert 'rel="next"' in first


def test_a_role_is_given_and_the_history_tells_it(office: Client, edith: User) -> None:
    at = reverse("user", args=[edith.pk])
    assert office.post(at, {"name": "Edith E.", "role": "moderator"}).status_code == 302
    edith.refresh_from_db()
    assert (edith.name, edith.role) == ("Edith E.", "moderator")
    html = users_page_text(office, "user", edith.pk)
    assert "Role: editor → moderator" in html
    assert "Ada" in html
    office.post(at, {"name": "Edith E.", "role": "moderator"})
    assert Event.objects.filter(verb="user.changed").count() == 1


def test_who_is_shut_out_is_out_at_once_and_for_good(office: Client, edith: User) -> None:
    browser, program = Client(), APIClient()
    browser.force_login(edith)
    program.credentials(HTTP_AUTHORIZATION=f"Bearer {create_token(user=edith)[1]}")
    assert (browser.get(reverse("queue")).status_code, program.get("/api/v1/me/").status_code) == (200, 200)
    office.post(reverse("user_access", args=[edith.pk]), {"active": "no"})
    assert (browser.get(reverse("queue")).status_code, program.get("/api/v1/me/").status_code) == (302, 401)
    office.post(reverse("user_access", args=[edith.pk]), {"active": "yes"})
    assert (browser.get(reverse("queue")).status_code, program.get("/api/v1/me/").status_code) == (302, 401)
    edith.refresh_from_db()
    assert edith.is_active
    browser.force_login(edith)
    assert browser.get(reverse("queue")).status_code == 200
    assert "account reactivated" in users_page_text(office, "user", edith.pk).casefold()


def test_nobody_takes_their_own_access_away(office: Client, ada: User) -> None:
    assert office.post(reverse("user_access", args=[ada.pk]), {"active": "no"}).status_code == 422
    assert office.post(reverse("user", args=[ada.pk]), {"name": "Ada", "role": "editor"}).status_code == 422
    assert 'value="no"' not in users_page_text(office, "user", ada.pk)


def test_the_last_admin_stays(ada: User) -> None:
    other = create_user_with_role("Otto", Role.ADMIN)
    change_user(user_id=ada.pk, name="Ada", role="admin", active=False, by=other)
    gone = User.objects.get(pk=ada.pk)
    gone.is_active = True  # somebody whose page was open when they were shut out
    with pytest.raises(LastAdmin):
        change_user(user_id=other.pk, name="Otto", role="editor", active=True, by=gone)
    with pytest.raises(Error, match="the last admin cannot be removed"), transaction.atomic():
        User.objects.filter(pk=other.pk).update(role="editor")
    with pytest.raises(Error, match="the last admin cannot be removed"), transaction.atomic():
        User.objects.filter(pk=other.pk).update(is_active=False)


def test_programs_of_admins_do_the_same(ada: User, edith: User) -> None:
    program = APIClient()
    program.force_authenticate(ada)
    made = program.post("/api/v1/users/", {"email": "nils@desk.example", "role": "editor"}).json()
    assert (made["role"], made["active"], len(mail.outbox)) == ("editor", True, 1)
    assert program.patch(made["href"], {"active": False}).json()["active"] is False
    assert program.post(f"{made['href']}invite/").status_code == 422
    found = program.get("/api/v1/users/", {"q": "edi", "role": "editor"}).json()["results"]
    assert [user["email"] for user in found] == [edith.email]


# Roles ----------------------------------------------------------------------------


def test_the_table_says_what_the_permissions_say(
    office: Client, cora: User, edith: User, mona: User, ada: User
) -> None:
    people = (cora, edith, mona, ada)
    html = users_page_text(office, "roles")
    rows = dict(re.findall(r'<th scope="row">(.*?)</th>(.*?)</tr>', html, re.DOTALL))
    assert len(rows) == len(ABILITIES) + len(MOVES)
    for name, ability in ABILITIES.items():
        told = [word == "yes" for word in re.findall(r'visually-hidden">(yes|no)<', rows[str(ability.label)])]
        assert told == [allows(person, name) for person in people]


def test_an_admin_requires_a_second_factor_of_a_role(office: Client, edith: User, mona: User) -> None:
    assert office.post(reverse("roles"), {"role": "editor", "mfa": "on"}).status_code == 302
    assert (lacks_second_factor(edith), lacks_second_factor(mona)) == (True, False)
    assert "A password is enough" in users_page_text(office, "roles")
    office.post(reverse("roles"), {"role": "editor"})
    assert not lacks_second_factor(edith)
    assert Event.objects.filter(verb="role.changed").count() == 2
    assert office.post(reverse("roles"), {"role": "king", "mfa": "on"}).status_code == 422


def test_only_admins_say_what_a_role_takes(mona: User) -> None:
    with pytest.raises(NotAllowed):
        set_second_factor_rule(role="editor", mfa=True, by=mona)


def test_without_it_nothing_of_the_desk_opens_but_what_is_public(client: Client, ada: User, edith: User) -> None:
    set_second_factor_rule(role="editor", mfa=True, by=ada)
    client.force_login(edith)
    setup = reverse("mfa_activate_totp")
    for closed in ("queue", "articles", "desk", "reports", "admin:index"):
        assert client.get(reverse(closed))["Location"] == setup
    assert client.get(reverse("front")).status_code == 200
    refused = client.get(reverse("queue"), headers={"HX-Request": "true"})
    assert (refused.status_code, "two-factor authentication" in refused.content.decode()) == (403, True)
    assert client.post(reverse("queue_next"))["Location"] == setup
    Authenticator.objects.create(user=edith, type=Authenticator.Type.TOTP, data={})
    assert client.get(reverse("queue")).status_code == 200


def test_programs_without_it_are_refused_by_name(client: Client, ada: User, edith: User) -> None:
    program = APIClient()
    program.credentials(HTTP_AUTHORIZATION=f"Bearer {create_token(user=edith)[1]}")
    set_second_factor_rule(role="editor", mfa=True, by=ada)
    for path in ("queue", "me", "tokens", "moderation"):
        answer = program.get(f"/api/v1/{path}/")
        assert answer.status_code == 403
        assert answer.json()["code"] == ("not_allowed" if path == "moderation" else "mfa_required")
    assert program.get("/api/v1/publications/").status_code == 200
    login = APIClient().post("/api/v1/login/", {"email": edith.email, "password": PASSWORD})
    assert (login.status_code, login.json()["code"]) == (403, "mfa_required")


def test_setting_one_up_opens_the_desk(client: Client, ada: User, edith: User) -> None:
    set_second_factor_rule(role="editor", mfa=True, by=ada)
    client.post(reverse("account_login"), {"login": edith.email, "password": PASSWORD})
    asked = client.get(reverse("queue"), follow=True)
    assert asked.redirect_chain[0][0] == reverse("mfa_activate_totp")
    setup = client.post(asked.redirect_chain[-1][0], {"password": PASSWORD}, follow=True)
    assert "data:image/svg+xml" in setup.content.decode()
    counter = next(iter(auth.yield_hotp_counters_from_time()))
    code = auth.format_hotp_value(auth.hotp_value(setup.context["form"].secret, counter))
    done = client.post(reverse("mfa_activate_totp"), {"code": code}, follow=True)
    assert done.status_code == 200
    assert client.get(reverse("queue")).status_code == 200
