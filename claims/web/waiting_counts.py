"""How much waits in each room of the desk, for the top bar of every page: one query, asked only if a bar is drawn."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from claims.models import User
from claims.selectors import waiting_counts
from claims.selectors.waiting_counts import count_waiting


def waiting_counts_context(request: HttpRequest) -> dict[str, Any]:
    """Django's context processor: `counts` by the name of the room."""
    return {"counts": SimpleLazyObject(lambda: _count_texts(getattr(request, "user", None)))}


def _count_texts(user: object) -> dict[str, str]:
    known = count_waiting(user) if isinstance(user, User) else {}
    return {
        room: f"{waiting_counts.COUNT_CAP:,}+" if number > waiting_counts.COUNT_CAP else str(number)
        for room, number in known.items()
        if number
    }
