"""The look of the desk in tests: each begins with that of the settings, whatever the one before put into the cache."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.core.cache import cache

from claims.selectors import identity, site_pages
from claims.selectors.kept_values import KEPT_SECONDS

Commits = Callable[[], AbstractContextManager[Any]]


@pytest.fixture(autouse=True)
def standard_look() -> None:
    """Begin with what `keep_standard_look` keeps."""
    keep_standard_look()


def keep_standard_look() -> None:
    """Keep the identity of the settings and no page, as a running desk does that nobody has changed."""
    cache.set(identity.CACHE_KEY, identity.BY_SETTINGS, KEPT_SECONDS)
    cache.set(site_pages.CACHE_KEY, [], KEPT_SECONDS)


@pytest.fixture
def commits(django_capture_on_commit_callbacks: Any) -> Commits:
    """`with commits():` does at its end what a commit would do."""
    return lambda: django_capture_on_commit_callbacks(execute=True)
