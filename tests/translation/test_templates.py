"""Every word of every template is translated."""

from pathlib import Path

import pytest
from django.conf import settings

from tests.translation.words import words_of_template

TEMPLATES = Path(settings.BASE_DIR) / "templates"
PROGRAMS = (".js", ".json")
"""Suffixes of templates that are read by browsers; what people read in them is translated."""

NAMES = sorted(str(path.relative_to(TEMPLATES)) for path in TEMPLATES.rglob("*.*") if path.suffix not in PROGRAMS)


@pytest.mark.parametrize("name", NAMES)
def test_a_template_is_translated(name: str) -> None:
    assert words_of_template((TEMPLATES / name).read_text(encoding="utf-8")) == []
