"""Each language of the desk has all sentences, with the placeholders, plurals and tags of the originals."""

import re
import shutil
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from django.conf import settings
from django.utils import translation
from django.utils.formats import date_format

from claims.date_words import date_text
from factcheck.messages import (
    LOCALE_DIR,
    compile_catalog,
    extract_messages,
    languages,
    missing_translations,
    read_catalog,
)

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w+\}|%%|`[^`]+`")
WRONG_FRENCH = re.compile(r"'|\"|[“”]| [:;!?»]|« |«[^\xa0]|[^\W\d_][;!?»](?!\w)|\w%%")
TAG = re.compile(r"</?\w+[^>]*>")


@pytest.fixture(scope="module")
def messages() -> Catalog:
    """All sentences of the code."""
    return extract_messages()


def test_each_language_but_english_has_a_catalogue() -> None:
    assert languages() == sorted(code for code, _ in settings.LANGUAGES if code != "en")


@pytest.mark.parametrize("language", languages())
def test_a_catalogue_is_complete(language: str, messages: Catalog) -> None:
    missing = missing_translations(language, messages)
    assert not missing, f"bin/messages, then translate into {language}:\n" + "\n".join(missing)


@pytest.mark.parametrize("language", languages())
def test_a_catalogue_has_no_sentence_that_is_gone(language: str, messages: Catalog) -> None:
    gone = [str(row.id) for row in read_catalog(language) if row.id and not messages.get(_singular(row), row.context)]
    assert not gone, "run bin/messages; these sentences are gone:\n" + "\n".join(gone)


@pytest.mark.parametrize("language", languages())
def test_translations_keep_placeholders_and_tags(language: str) -> None:
    wrong = [f"{original!r}\n  {text!r}" for original, text in _forms(language) if _marks(original) != _marks(text)]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("language", languages())
def test_a_catalogue_is_compiled(language: str, tmp_path: Path) -> None:
    folder = LOCALE_DIR / language / "LC_MESSAGES"
    shutil.copytree(folder, tmp_path / language / "LC_MESSAGES")
    assert compile_catalog(language, tmp_path).read_bytes() == (folder / "django.mo").read_bytes(), "run bin/messages"


def test_french_is_set_as_newspapers_set_it() -> None:
    """No straight apostrophe or quotation mark, and no breaking space before a high mark or inside guillemets."""
    wrong = [text for _, text in _forms("fr") if WRONG_FRENCH.search(_prose(text))]
    assert not wrong, "\n".join(wrong)


def test_french_dates_and_numbers_are_those_of_newspapers() -> None:
    moment = datetime(2025, 4, 18, 14, 5)  # noqa: DTZ001 - a clock time
    with translation.override("fr"):
        assert date_format(moment, "DATE_FORMAT") == "18\xa0avril 2025"
        assert date_format(moment, "DATETIME_FORMAT") == "18\xa0avril 2025 à 14:05"
        assert date_format(moment, "SHORT_DATE_FORMAT") == "18\xa0avr. 2025"
        assert date_text("2025-04") == "avril 2025"
        assert date_text("198X") == "années 1980"
        assert translation.ngettext("%(count)s day", "%(count)s days", 0) % {"count": 0} == "0 jour"


def _forms(language: str) -> Iterator[tuple[str, str]]:
    """Yield each sentence with its translation; each plural form of a translation with the plural of the sentence."""
    for row in read_catalog(language):
        if isinstance(row.id, str):
            if row.id:
                yield row.id, str(row.string)
        else:
            yield from ((row.id[min(place, 1)], form) for place, form in enumerate(row.string or ()))


def _singular(row: Message) -> str:
    return row.id if isinstance(row.id, str) else row.id[0]


def _marks(text: str) -> Counter[str]:
    """Count the placeholders, what stands in code marks, and the tags of a text without their values."""
    tags = (re.sub(r'"[^"]*"', "", tag) for tag in TAG.findall(text))
    return Counter([*PLACEHOLDER.findall(text), *tags])


def _prose(text: str) -> str:
    """Return a text without its tags, URLs, keys and code."""
    return re.sub(r"<(kbd|code)>.*?</\1>|<[^>]+>|`[^`]*`|\]\([^)]*\)|https?://\S*", "", text)
