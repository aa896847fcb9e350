"""Translation catalogues: extracts the sentences of the code and compiles the translations.

``bin/messages`` runs this. Babel does the work, so no gettext program is needed. A catalogue is
``claims/locale/LANGUAGE/LC_MESSAGES/django.po`` with its compiled ``django.mo``.
"""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation import to_locale
from django.utils.translation.template import templatize

BASE_DIR = Path(__file__).resolve().parent.parent
LOCALE_DIR = BASE_DIR / "claims" / "locale"
SOURCES = (("claims", "**/*.py"), ("templates", "**/*"))
"""Folders and the files in them that are searched for sentences."""

KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
COMMENT_TAGS = ("Translators:",)


class CatalogError(Exception):
    """A catalogue cannot be used; the message names the file and what is wrong."""


def extract_messages(base: Path = BASE_DIR) -> Catalog:
    """Return a catalogue of every sentence in the code, without translations.

    Messages carry the file they come from but no line number, so that a catalogue changes only with its sentences.
    """
    catalog = Catalog(project="factcheck", charset="utf-8", fuzzy=False)
    for path in _source_files(base):
        for _, message, comments, context in _extract_file(path):
            name = str(path.relative_to(base))
            catalog.add(message, locations=[(name, 0)], auto_comments=comments, context=context)
    return catalog


def update_catalog(language: str, messages: Catalog, directory: Path = LOCALE_DIR) -> Path:
    """Merge `messages` into the catalogue of a language, and make that catalogue if there is none."""
    path = _catalog_path(language, directory)
    catalog = read_catalog(language, directory) if path.exists() else _new_catalog(language)
    catalog.update(messages, no_fuzzy_matching=True, update_header_comment=False, update_creation_date=False)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, catalog, width=120, sort_output=True, ignore_obsolete=True, include_lineno=False)
    return path


def compile_catalog(language: str, directory: Path = LOCALE_DIR) -> Path:
    """Write the ``django.mo`` of a language. Raises CatalogError where a translation loses a placeholder."""
    catalog = read_catalog(language, directory)
    errors = [f"{message.id}: {error}" for message, faults in catalog.check() for error in faults]
    path = _catalog_path(language, directory)
    if errors:
        raise CatalogError("\n".join([f"{path} has errors:", *errors]))
    compiled = path.with_suffix(".mo")
    buffer = BytesIO()
    write_mo(buffer, catalog)
    compiled.write_bytes(buffer.getvalue())
    return compiled


def missing_translations(language: str, messages: Catalog, directory: Path = LOCALE_DIR) -> list[str]:
    """Return the sentences of the code that a language does not translate yet."""
    catalog = read_catalog(language, directory)
    translated = {_key(message) for message in catalog if _is_complete(message) and not message.fuzzy}
    return [str(message.id) for message in messages if message.id and _key(message) not in translated]


def languages(directory: Path = LOCALE_DIR) -> list[str]:
    """Return the languages that have a catalogue."""
    return sorted(path.parents[1].name.replace("_", "-").lower() for path in directory.glob("*/LC_MESSAGES/django.po"))


def read_catalog(language: str, directory: Path = LOCALE_DIR) -> Catalog:
    """Return the catalogue of a language as translators left it."""
    with _catalog_path(language, directory).open("rb") as file:
        return read_po(file, locale=_babel_locale(language), domain="django")


def _is_complete(message: Message) -> bool:
    """Tell whether a message has a translation, and a plural one for each of its forms."""
    return all(message.string) if isinstance(message.string, tuple | list) else bool(message.string)


def _key(message: object) -> tuple[object, object]:
    return getattr(message, "id", None), getattr(message, "context", None)


def _catalog_path(language: str, directory: Path) -> Path:
    name: str = to_locale(language)
    return directory / name / "LC_MESSAGES" / "django.po"


def _new_catalog(language: str) -> Catalog:
    return Catalog(locale=_babel_locale(language), domain="django", project="factcheck", charset="utf-8", fuzzy=False)


def _babel_locale(language: str) -> str:
    """Return the CLDR name of a language; the pseudo-language of the tests has the plurals of English."""
    name: str = to_locale(language)
    return "en" if language == "en-xa" else name


def _source_files(base: Path) -> Iterator[Path]:
    for folder, pattern in SOURCES:
        for path in sorted((base / folder).glob(pattern)):
            if path.suffix in EXTRACTORS and "migrations" not in path.parts:
                yield path


def _extract_file(path: Path) -> Iterator[tuple[int, str | tuple[str, ...], list[str], str | None]]:
    source = EXTRACTORS[path.suffix](path)
    yield from extract("python", BytesIO(source.encode()), KEYWORDS, COMMENT_TAGS, {"encoding": "utf-8"})


def _read_python(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _read_template(path: Path) -> str:
    """Return the calls of gettext that a template stands for, one a line and unindented, as Python wants it."""
    calls = templatize(path.read_text(encoding="utf-8"), origin=str(path))
    return "\n".join(line.strip() for line in calls.splitlines())


EXTRACTORS = {".py": _read_python, ".html": _read_template, ".txt": _read_template}
