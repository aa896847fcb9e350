"""Sessions: where a person is signed in."""

from datetime import datetime

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.utils import timezone

from claims.models import User
from claims.selectors.prepared import Parameter
from claims.selectors.prepared_rows import PreparedRows

MAX_SESSIONS = 50
"""Sessions that a page lists, the newest."""

_RUNNING_SESSION = PreparedRows(
    lambda: Session.objects.filter(session_key=Parameter(1, "text"), expire_date__gt=Parameter(2, "timestamptz"))
)


def find_session_row(key: str, now: datetime) -> Session | None:
    """Return the session with a key that has not expired."""
    return _RUNNING_SESSION.find(key, now)


def list_sessions(user: User) -> "QuerySet[UserSession]":
    """Return the running sessions of a person, the last used first, up to `MAX_SESSIONS`."""
    running = Session.objects.filter(expire_date__gt=timezone.now()).values("session_key")
    sessions = UserSession.objects.filter(user=user, session_key__in=running)
    newest: QuerySet[UserSession] = sessions.order_by("-last_seen_at", "-pk")[:MAX_SESSIONS]
    return newest
