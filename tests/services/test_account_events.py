"""What happens to an account is recorded by exactly one event, which belongs to the history of the account."""

from collections.abc import Callable
from typing import Any

import pytest
from allauth.usersessions.models import UserSession

from claims.models import Event, User
from claims.refusals import NotFound
from claims.selectors.users import list_user_events
from claims.services.account_events import (
    record_factor_change,
    record_failed_sign_in,
    record_new_email,
    record_new_password,
    record_sign_in,
)
from claims.services.sessions import end_other_sessions, end_session


def make_session(user: User, key: str) -> UserSession:
    return UserSession.objects.create(user=user, ip="127.0.0.1", session_key=key * 32, user_agent="Lynx")


@pytest.mark.parametrize(
    ("service", "words"),
    [
        (record_sign_in, {}),
        (record_new_password, {}),
        (record_new_email, {}),
        (record_factor_change, {"factor": "totp", "change": "added"}),
        (end_other_sessions, {"session_key": "c" * 32}),
    ],
)
def test_each_service_leaves_one_event(cora: User, service: Callable[..., Event], words: dict[str, Any]) -> None:
    event = service(user=cora, **words)
    assert (list(Event.objects.all()), list_user_events(cora)) == ([event], [event])
    assert event.payload.to_json() == event.data


def test_a_failed_sign_in_belongs_to_nobody_but_the_account(cora: User) -> None:
    event = record_failed_sign_in(email="CORA@desk.example", factor="password")
    assert event
    assert (event.actor, event.data) == (None, {"user": cora.pk, "factor": "password"})
    for stranger in ("nobody@mail.example", "", "\0"):
        assert record_failed_sign_in(email=stranger, factor="password") is None


def test_a_person_ends_their_own_sessions_only(cora: User, edith: User) -> None:
    first, second, foreign = make_session(cora, "a"), make_session(cora, "b"), make_session(edith, "c")
    with pytest.raises(NotFound):
        end_session(user=cora, session_id=foreign.pk)
    assert end_session(user=cora, session_id=first.pk).data == {"user": cora.pk}
    end_other_sessions(user=cora, session_key=second.session_key)
    assert list(UserSession.objects.order_by("session_key")) == [second, foreign]
