"""Every page in the pseudo-language shows no word that was not translated, apart from what people wrote."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import LazySettings
from django.db import models
from django.test import Client
from django.urls import reverse

from claims.models import User
from tests.api.sample_desk import SampleDesk, create_sample_desk
from tests.translation.backlog import read_backlog
from tests.translation.pseudo import LANGUAGE, build_catalog
from tests.translation.words import WORD, words_of_page
from tests.web.test_access import ACCESS_TABLE, PUBLIC

PROSE = (models.TextField, models.CharField, models.JSONField)
CODES = {"Event": ("data", "verb"), "Session": ("session_data",)}
"""Fields whose words are codes of ours, which no page may show as they are."""


@pytest.fixture
def _pseudo_language(settings: LazySettings, tmp_path: Path) -> None:
    settings.LOCALE_PATHS = [str(build_catalog(tmp_path))]
    settings.LANGUAGES = [*settings.LANGUAGES, (LANGUAGE, "Pseudo")]


@pytest.mark.usefixtures("_pseudo_language")
def test_no_page_shows_a_word_that_was_not_translated(cora: User, edith: User, mona: User, ada: User) -> None:
    world = create_sample_desk(cora, edith, mona, ada)
    pages = dict(_pages(world))
    written = _written_words()
    bare = {name: words for name, page in pages.items() if (words := _untranslated(page, written))}
    backlog = read_backlog("page")
    assert {name: words for name, words in bare.items() if name not in backlog} == {}
    assert backlog - set(bare) == set(), "these pages are translated: remove them from tests/translation/backlog.txt"
    assert len(pages) > 20, "the walk over the pages found next to none"


def _pages(world: SampleDesk) -> Iterator[tuple[str, str]]:
    """Yield the name and HTML of each page, as the first role sees it that gets it."""
    for (method, name), row in (ACCESS_TABLE | PUBLIC).items():
        if method != "GET":
            continue
        path = reverse(name, args=[world.things.get(thing, thing) for thing in row.things.split()])
        for role in ("editor", "moderator", "admin"):
            client = Client(headers={"accept-language": LANGUAGE})
            client.force_login(world.people[role] or User())
            answer = client.get(path)
            if answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
                yield name, answer.content.decode()
            if answer.status_code == 200:
                break


def _untranslated(page: str, written: set[str]) -> list[str]:
    return [word for word in dict.fromkeys(words_of_page(page)) if word not in written]


def _written_words() -> set[str]:
    """Return all words that stand in the database as somebody's text: they are data, whatever the language."""
    words: set[str] = set()
    for model in apps.get_app_config("claims").get_models():
        names = [
            field.name
            for field in model._meta.get_fields()
            if isinstance(field, PROSE)
            and not field.choices
            and field.name not in ("status", "role", "kind", "state", "stance", *CODES.get(model.__name__, ()))
        ]
        for values in model._default_manager.values_list(*names) if names else ():
            words.update(word for value in values for word in WORD.findall(re.sub(r"\\u\w{4}", " ", str(value))))
    return words
