"""A cache of short texts that depend on the current language."""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import ParamSpec

from django.utils.translation import get_language

P = ParamSpec("P")

MAX_CACHED_TEXTS = 4_096  # of each function


def cache_by_language(function: Callable[P, str]) -> Callable[P, str]:
    """Cache the texts of a function for each language. Its arguments are hashable, and equal ones give equal texts."""

    @lru_cache(maxsize=MAX_CACHED_TEXTS, typed=True)
    def cached(_language: str | None, *args: P.args, **kwargs: P.kwargs) -> str:
        return function(*args, **kwargs)

    @wraps(function)
    def in_current_language(*args: P.args, **kwargs: P.kwargs) -> str:
        return cached(get_language(), *args, **kwargs)  # type: ignore[arg-type]  # whatever is passed is hashable

    return in_current_language
