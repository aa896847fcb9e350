"""Tests of the pages; each begins with empty throttles and without exports."""

from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def _reset_throttles() -> None:
    cache.clear()


@pytest.fixture(autouse=True)
def _no_exports(settings: Any, tmp_path: Path) -> None:
    settings.EXPORT_DIR = tmp_path / "exports"
