"""Sessions end after a time without use, and in any case after some days."""

import time
from datetime import timedelta

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse

from claims.services.sessions import record_session_use
from claims.web.refusals import GetResponse

STARTED, USED = "session_started", "session_used"
USE_INTERVAL_SECONDS = 300
"""How often the use of a session is recorded at most, so that not every request writes."""


def begin_session(request: HttpRequest) -> None:
    """Record the start of a session."""
    request.session[STARTED] = request.session[USED] = int(time.time())


class SessionLimitsMiddleware:
    """Signs out a session that was not used for `SESSION_IDLE_HOURS`, or is older than `SESSION_DAYS`."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """End or extend the session before the page opens."""
        if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
            _check_session(request)
        return self.get_response(request)


def _check_session(request: HttpRequest) -> None:
    if STARTED not in request.session:
        begin_session(request)
    now = int(time.time())
    started, used = request.session[STARTED], request.session[USED]
    idle_seconds = timedelta(hours=settings.SESSION_IDLE_HOURS).total_seconds()
    if now - used > idle_seconds or now - started > settings.SESSION_COOKIE_AGE:
        logout(request)
    elif now - used > USE_INTERVAL_SECONDS:
        request.session[USED] = now
        record_session_use(request.session.session_key or "")
