"""The page of a person's sessions: where they are signed in, and ending it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from claims.selectors.sessions import list_sessions
from claims.services.sessions import end_other_sessions, end_session
from claims.web.access import SignedInRequest, require_ability


@require_ability("articles.see")
@never_cache
@require_safe
def sessions_page(request: SignedInRequest) -> HttpResponse:
    """List where the person is signed in, the last used first."""
    key = request.session.session_key
    rows = [{"session": session, "current": session.session_key == key} for session in list_sessions(request.user)]
    return render(request, "account/sessions.html", {"rows": rows})


@require_ability("articles.see")
@require_POST
def end_session_view(request: SignedInRequest, session_id: int) -> HttpResponse:
    """End one session at once."""
    end_session(user=request.user, session_id=session_id)
    messages.success(request, gettext("The session has ended."))
    return redirect("sessions")


@require_ability("articles.see")
@require_POST
def end_other_sessions_view(request: SignedInRequest) -> HttpResponse:
    """End all sessions except this one."""
    end_other_sessions(user=request.user, session_key=request.session.session_key or "")
    messages.success(request, gettext("You are signed out everywhere else."))
    return redirect("sessions")
