"""Every word of every template is translated. `backlog.txt` lists the templates that are still to be swept."""

from pathlib import Path

import pytest
from django.conf import settings

from tests.translation.backlog import read_backlog
from tests.translation.words import words_of_template

TEMPLATES = Path(settings.BASE_DIR) / "templates"
NAMES = sorted(str(path.relative_to(TEMPLATES)) for path in TEMPLATES.rglob("*.*"))


@pytest.mark.parametrize("name", NAMES)
def test_a_template_is_translated(name: str) -> None:
    bare = words_of_template((TEMPLATES / name).read_text(encoding="utf-8"))
    if name in read_backlog("template"):
        assert bare, f"{name} is translated: remove it from tests/translation/backlog.txt"
    else:
        assert bare == []


def test_the_backlog_names_templates_that_exist() -> None:
    assert read_backlog("template") - set(NAMES) == set()
