"""The pseudo-language for tests of pages: its catalogue is built once."""

from pathlib import Path

import pytest
from django.conf import LazySettings

from tests.translation.pseudo import LANGUAGE, build_catalog


@pytest.fixture(scope="session")
def pseudo_catalog(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the locale path of the pseudo-language."""
    return build_catalog(tmp_path_factory.mktemp("locale"))


@pytest.fixture
def _pseudo_language(settings: LazySettings, pseudo_catalog: Path) -> None:
    settings.LOCALE_PATHS = [str(pseudo_catalog)]
    settings.LANGUAGES = [*settings.LANGUAGES, (LANGUAGE, "Pseudo")]
