"""Extraction of sentences and compilation of catalogues, without a gettext program."""

import gettext
from pathlib import Path

import pytest

from factcheck.messages import (
    CatalogError,
    compile_catalog,
    extract_messages,
    languages,
    missing_translations,
    read_catalog,
    update_catalog,
)

PYTHON = """
from django.utils.translation import gettext_lazy as _, ngettext, pgettext
TITLE = _("Fact-checks")
def count(n): return ngettext("%(n)s claim", "%(n)s claims", n) % {"n": n}
# Translators: the verb, not the noun
CHECK = pgettext("button", "Check")
"""
TEMPLATE = """{% load i18n %}
<p>
      {% translate "Today" %}</p>
   {% blocktranslate trimmed count n=total %}
     One of {{ name }}'s tips
   {% plural %}
     {{ n }} of {{ name }}'s tips
   {% endblocktranslate %}
<b title="{% translate 'Close' %}">it's "quoted"</b> {{ _("Tip") }}
{% blocktranslate %}100% of {{ it }}{% endblocktranslate %}
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with one module and one template."""
    (tmp_path / "claims").mkdir()
    (tmp_path / "templates").mkdir()
    (tmp_path / "claims" / "words.py").write_text(PYTHON, encoding="utf-8")
    (tmp_path / "templates" / "page.html").write_text(TEMPLATE, encoding="utf-8")
    return tmp_path


def test_all_sentences_of_code_and_templates_are_collected(project: Path) -> None:
    catalog = extract_messages(project)
    assert {message.id for message in catalog if message.id} == {
        "Fact-checks",
        ("%(n)s claim", "%(n)s claims"),
        "Check",
        "Today",
        ("One of %(name)s's tips", "%(n)s of %(name)s's tips"),
        "Close",
        "Tip",
        "100%% of %(it)s",
    }
    check = catalog.get("Check", context="button")
    assert check
    assert check.auto_comments == ["Translators: the verb, not the noun"]
    assert check.locations == [("claims/words.py", 0)]


def test_a_catalogue_is_started_translated_and_compiled(project: Path, tmp_path: Path) -> None:
    path = update_catalog("fr", extract_messages(project), tmp_path)
    assert path == tmp_path / "fr" / "LC_MESSAGES" / "django.po"
    assert languages(tmp_path) == ["fr"]
    text = path.read_text(encoding="utf-8").replace('msgid "Today"\nmsgstr ""', 'msgid "Today"\nmsgstr "Aujourd’hui"')
    path.write_text(text, encoding="utf-8")
    with compile_catalog("fr", tmp_path).open("rb") as file:
        assert gettext.GNUTranslations(file).gettext("Today") == "Aujourd’hui"
    missing = missing_translations("fr", extract_messages(project), tmp_path)
    assert "Today" not in missing
    assert "Close" in missing
    assert "('%(n)s claim', '%(n)s claims')" in missing


def test_an_update_keeps_translations_and_drops_old_sentences(project: Path, tmp_path: Path) -> None:
    path = update_catalog("fr", extract_messages(project), tmp_path)
    text = path.read_text(encoding="utf-8").replace('msgid "Tip"\nmsgstr ""', 'msgid "Tip"\nmsgstr "Question"')
    path.write_text(text, encoding="utf-8")
    (project / "claims" / "words.py").unlink()
    update_catalog("fr", extract_messages(project), tmp_path)
    catalog = read_catalog("fr", tmp_path)
    tip = catalog.get("Tip")
    assert tip
    assert tip.string == "Question"
    assert "Fact-checks" not in path.read_text(encoding="utf-8")


def test_a_translation_that_loses_a_placeholder_is_refused(project: Path, tmp_path: Path) -> None:
    path = update_catalog("fr", extract_messages(project), tmp_path)
    wrong = 'msgid "100%% of %(it)s"\nmsgstr "100 %% de %(other)s"'
    path.write_text(path.read_text().replace('msgid "100%% of %(it)s"\nmsgstr ""', wrong), encoding="utf-8")
    with pytest.raises(CatalogError, match="placeholder"):
        compile_catalog("fr", tmp_path)


def test_the_extracted_sentences_of_this_project_are_many() -> None:
    assert len(extract_messages()) > 15
