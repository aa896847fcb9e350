"""A pseudo-language, en-xa: English in accented letters, so that a word without accents is one nobody translated."""

import re
from collections.abc import Iterator
from pathlib import Path

import allauth
import django
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from factcheck.messages import compile_catalog, extract_messages, read_catalog, update_catalog

LANGUAGE = "en-xa"
ACCENTED = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "ȧƀƈḓḗƒɠħīĵķŀḿƞǿƥɋřşŧŭṽẇẋẏẑȦƁƇḒḖƑƓĦĪĴĶĿḾȠǾƤɊŘŞŦŬṼẆẊẎẐ",
)
KEPT = re.compile(r"(%(?:\(\w+\))?[-#0 +]*\d*(?:\.\d+)?[a-zA-Z%]|\{[^}]*\}|<[^>]+>|&\w+;)")
"""What a translator leaves alone: placeholders, tags and entities."""


def accent(text: str) -> str:
    """Write the letters of a sentence with accents, all but its placeholders and tags."""
    return "".join(part if KEPT.fullmatch(part) else part.translate(ACCENTED) for part in KEPT.split(text))


def build_catalog(directory: Path) -> Path:
    """Write and compile the pseudo-language's catalogue below `directory`; return it as a locale path."""
    messages = extract_messages()
    for library in _library_catalogs():
        for message in library:
            if message.id and messages.get(message.id, message.context) is None:
                messages.add(message.id, context=message.context)
    path = update_catalog(LANGUAGE, messages, directory)
    catalog = read_catalog(LANGUAGE, directory)
    for message in catalog:
        if message.id:
            message.string = (
                accent(message.id) if isinstance(message.id, str) else tuple(accent(form) for form in message.id)
            )
    _write(catalog, path)
    compile_catalog(LANGUAGE, directory)
    return directory


def _library_catalogs() -> Iterator[Catalog]:
    """Yield the English catalogues of Django and allauth, whose words stand in our pages too."""
    for package in (django, allauth):
        base = Path(package.__file__ or "").parent
        for path in sorted(base.glob("**/locale/en/LC_MESSAGES/django.po")):
            with path.open("rb") as file:
                yield read_po(file, locale="en")


def _write(catalog: Catalog, path: Path) -> None:
    with path.open("wb") as file:
        write_po(file, catalog)
