"""A person sees where they are signed in and ends it; sessions end by themselves too."""

from datetime import timedelta
from typing import Any

import time_machine
from allauth.usersessions.models import UserSession
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from claims.models import Event, User
from tests.people import PASSWORD


def signed_in(person: User, agent: str = "Firefox") -> Client:
    client = Client(headers={"User-Agent": agent})
    client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})
    return client


def is_open(client: Client) -> bool:
    return client.get(reverse("articles")).status_code == 200


def test_sessions_are_listed_and_ended_one_by_one(cora: User, edith: User) -> None:
    here, there, foreign = signed_in(cora), signed_in(cora, "Lynx"), signed_in(edith)
    page = here.get(reverse("sessions")).content.decode()
    assert ("Lynx" in page, page.count("End session")) == (True, 1)
    session = UserSession.objects.get(user_agent="Lynx")
    assert foreign.post(reverse("session_end", args=[session.pk])).status_code == 404
    assert is_open(there)
    here.post(reverse("session_end", args=[session.pk]))
    assert (is_open(here), is_open(there), is_open(foreign)) == (True, False, True)
    assert Event.objects.get(verb="user.sessions_ended").actor == cora


def test_all_other_sessions_are_ended_at_once(cora: User) -> None:
    here, *others = signed_in(cora), signed_in(cora), signed_in(cora)
    here.post(reverse("sessions_end_others"))
    assert [is_open(client) for client in (here, *others)] == [True, False, False]


def test_a_new_password_ends_the_other_sessions(cora: User) -> None:
    here, there = signed_in(cora), signed_in(cora)
    new = "another quiet evening"
    form = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    here.post(reverse("account_change_password"), form)
    assert (is_open(here), is_open(there)) == (True, False)
    assert UserSession.objects.filter(user=cora).count() == 1
    assert Event.objects.get(verb="user.password_changed").actor == cora


def test_a_session_that_is_not_used_ends(cora: User, settings: Any) -> None:
    client, now = signed_in(cora), timezone.now()
    with time_machine.travel(now + timedelta(hours=settings.SESSION_IDLE_HOURS - 1), tick=False):
        assert is_open(client)
    with time_machine.travel(now + timedelta(hours=2 * settings.SESSION_IDLE_HOURS - 2), tick=False):
        assert is_open(client)
    with time_machine.travel(now + timedelta(hours=3 * settings.SESSION_IDLE_HOURS), tick=False):
        assert not is_open(client)


def test_a_session_ends_after_some_days_however_much_it_is_used(cora: User) -> None:
    client, now = signed_in(cora), timezone.now()
    for half_days in range(1, 28):
        with time_machine.travel(now + timedelta(hours=11 * half_days), tick=False):
            assert is_open(client)
    with time_machine.travel(now + timedelta(hours=11 * 31), tick=False):
        assert not is_open(client)
