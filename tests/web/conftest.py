"""Tests of the pages; each begins with empty throttles."""

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def _reset_throttles() -> None:
    cache.clear()
