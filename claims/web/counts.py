"""How much waits in each room of the desk, for the top bar of every page: one query, asked only if a bar is drawn."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from claims.models import User
from claims.selectors import counts


def waiting(request: HttpRequest) -> dict[str, Any]:
    """Django's context processor: `counts` by the name of the room."""
    return {"counts": SimpleLazyObject(lambda: _told(getattr(request, "user", None)))}


def _told(user: object) -> dict[str, str]:
    known = counts.rooms(user) if isinstance(user, User) else {}
    return {
        room: f"{counts.CAP:,}+" if number > counts.CAP else str(number) for room, number in known.items() if number
    }
