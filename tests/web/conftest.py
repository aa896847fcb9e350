"""Tests of the pages; each begins with no report counted."""

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def _nobody_has_asked_yet() -> None:
    cache.clear()
