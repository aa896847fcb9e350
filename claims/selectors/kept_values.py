"""Small values that every page needs and hardly anybody changes, in the cache of all processes.

Reading one asks no query. Whoever changes it puts the new one there after the commit, so that all processes see it at
once; while the cache cannot be reached, a process may show an earlier value for `KEPT_SECONDS`.
"""

from collections.abc import Callable
from typing import Any

from django.core.cache import cache
from django.db import Error

KEPT_SECONDS = 300


def read_kept(key: str, load: Callable[[], Any], *, default: Any) -> Any:
    """Return a value of plain JSON, loaded if it is not there; the default while the database is away."""
    kept = cache.get(key)
    if kept is not None:
        return kept
    try:
        value = load()
    except Error:
        return default
    cache.add(key, value, KEPT_SECONDS)  # what a change has put there meanwhile stays
    return value


def renew_kept(key: str, load: Callable[[], Any]) -> None:
    """Load a value again, for all processes."""
    cache.set(key, load(), KEPT_SECONDS)
