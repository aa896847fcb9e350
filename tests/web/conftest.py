"""Tests of the pages; each begins with empty throttles and without exports."""

from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache

from claims.web.kept_pages import STORES
from tests.desk_look import keep_standard_look


@pytest.fixture(autouse=True)
def _reset_throttles() -> None:
    cache.clear()
    keep_standard_look()


@pytest.fixture(autouse=True)
def _no_exports(settings: Any, tmp_path: Path) -> None:
    settings.EXPORT_DIR = tmp_path / "exports"


@pytest.fixture(autouse=True)
def _nothing_is_kept() -> None:
    for store in STORES.values():
        store.clear()
