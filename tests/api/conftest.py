"""Fixtures of the API tests: each test starts with empty rate limits."""

import pytest
from django.core.cache import cache

from tests.desk_look import keep_standard_look


@pytest.fixture(autouse=True)
def _empty_rate_limits() -> None:
    cache.clear()
    keep_standard_look()
