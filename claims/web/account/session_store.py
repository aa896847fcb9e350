"""Sessions in the database, as Django keeps them, read by a prepared query."""

from django.contrib.sessions.backends.db import SessionStore as DatabaseSessionStore
from django.contrib.sessions.models import Session
from django.utils import timezone

from claims.selectors.sessions import find_session_row


class SessionStore(DatabaseSessionStore):
    """The session of a request."""

    def _get_session_from_db(self) -> Session | None:
        """Return the row of a session that has not expired; a key without one is forgotten."""
        row = find_session_row(self.session_key or "", timezone.now())
        if row is None:
            self._session_key = None
        return row
