"""The number of open items in each area of the desk, for the top bar: one query, run only if the bar is drawn."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from claims.models import User
from claims.number_format import format_number
from claims.selectors import waiting_counts
from claims.selectors.waiting_counts import count_waiting


def waiting_counts_context(request: HttpRequest) -> dict[str, Any]:
    """Django's context processor: `counts` by the name of the area."""
    return {"counts": SimpleLazyObject(lambda: _count_texts(getattr(request, "user", None)))}


def _count_texts(user: object) -> dict[str, str]:
    counts = count_waiting(user) if isinstance(user, User) else {}
    return {area: count_text(number) for area, number in counts.items() if number}


def count_text(number: int) -> str:
    """Write a count: "1,000+" above the cap, because counting stops there."""
    cap = waiting_counts.COUNT_CAP
    return f"{format_number(cap)}+" if number > cap else format_number(number)
