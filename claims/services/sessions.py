"""Sessions: a person ends one of theirs, or all but the one in use."""

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone

from claims.event_data.desk import AccountEvent
from claims.models import Event, User
from claims.refusals import NotFound
from claims.services.events import record_event
from claims.verbs.desk import USER_SESSIONS_ENDED


@transaction.atomic
def end_session(*, user: User, session_id: int) -> Event:
    """End one of the person's own sessions at once."""
    session = UserSession.objects.filter(user=user, pk=session_id).first()
    if session is None:
        raise NotFound
    Session.objects.filter(session_key=session.session_key).delete()
    session.delete()
    return record_event(USER_SESSIONS_ENDED, actor=user, data=AccountEvent(user=user.pk))


@transaction.atomic
def end_other_sessions(*, user: User, session_key: str) -> Event:
    """End all sessions of the person except the one with this key."""
    delete_sessions(user, except_key=session_key)
    return record_event(USER_SESSIONS_ENDED, actor=user, data=AccountEvent(user=user.pk))


def delete_sessions(user: User, *, except_key: str) -> None:
    """Delete the sessions of a person except one. No event: the caller records one."""
    others = UserSession.objects.filter(user=user).exclude(session_key=except_key)
    Session.objects.filter(session_key__in=others.values("session_key")).delete()
    others.delete()


def record_session_use(session_key: str) -> None:
    """Record that a session is in use. No event: nothing is decided."""
    UserSession.objects.filter(session_key=session_key).update(last_seen_at=timezone.now())
