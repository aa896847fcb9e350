"""Sessions of people who are signed in: one is stored in the database, and any client may send its key."""

import time

from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.test import Client

from claims.models import User
from claims.web.account.session_limits import STARTED, USED


def store_session(person: User) -> str:
    """Return the key of a session in which this person has signed in just now."""
    store = SessionStore()
    store["_auth_user_id"] = str(person.pk)
    store["_auth_user_backend"] = settings.AUTHENTICATION_BACKENDS[0]
    store["_auth_user_hash"] = person.get_session_auth_hash()
    store[STARTED] = store[USED] = int(time.time())
    store.save()
    return str(store.session_key)


def store_sessions(people: dict[str, User | None]) -> dict[str, str]:
    """Return the key of a session for each role of a table; a visitor has none."""
    return {role: store_session(person) if person else "" for role, person in people.items()}


def client_of_session(key: str) -> Client:
    """Return a new client that sends this key; without one it is a visitor's."""
    client = Client()
    if key:
        client.cookies[settings.SESSION_COOKIE_NAME] = key
    return client
