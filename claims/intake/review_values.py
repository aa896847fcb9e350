"""The values of JSON-LD in the spellings in use: names of schema.org, one value or a list of it, typed literals."""

import re
from collections.abc import Iterator
from typing import Any

from claims.intake.fact_check_entries import strip_markup

_NAMES = (
    "alternateName author bestRating claimReviewed datePublished description familyName givenName headline "
    "inLanguage isPartOf itemReviewed legalName mainEntityOfPage name publisher ratingExplanation ratingValue "
    "reviewRating sameAs text url worstRating"
).split()
_NAMES_AS_WRITTEN = {name.casefold(): name for name in _NAMES} | {"type": "@type", "id": "@id", "creator": "author"}
_USUAL_KEYS = frozenset({*_NAMES, "@context", "@type", "@id", "identifier", "image", "firstAppearance", "appearance"})
_SCHEMA_PREFIX = re.compile(r"(?:schema:|https?://schema\.org/)")
_LITERAL_KEYS = ("@value", "$date", "$numberLong")  # of JSON-LD and of exports of MongoDB


def plain_keys(entry: dict[str, Any]) -> dict[str, Any]:
    """Return the entry with the names of schema.org, however they are written: "schema:url", "claim_reviewed"."""
    if entry.keys() <= _USUAL_KEYS:
        return entry
    stated = [(key, value) for key, value in reversed(entry.items()) if value is not None]
    plain = {_plain_key(key): value for key, value in stated}  # of two spellings, the first counts
    return plain | {key: value for key, value in stated if key in _USUAL_KEYS}


def _plain_key(key: str) -> str:
    bare = _SCHEMA_PREFIX.sub("", key)
    return _NAMES_AS_WRITTEN.get(bare.replace("_", "").replace("-", "").casefold(), bare)


def as_values(value: Any) -> Iterator[Any]:
    """Yield a value, or the values of a list: in JSON-LD both mean the same."""
    yield from (item for item in (value if isinstance(value, list) else [value]) if item is not None)


def as_objects(value: Any) -> list[dict[str, Any]]:
    """Return the objects among the values, with plain keys."""
    return [plain_keys(item) for item in as_values(value) if isinstance(item, dict)]


def as_object(value: Any) -> dict[str, Any]:
    """Return the first object among the values; empty if there is none."""
    return next(iter(as_objects(value)), {})


def as_literal(value: Any) -> Any:
    """Return the literal in a typed value such as {"@type": "Date", "@value": "2018-11-08"}."""
    while isinstance(value, dict):
        value = next((value[key] for key in _LITERAL_KEYS if key in value), None)
    return value


def as_text(value: Any, width: int) -> str:
    """Return the first string or number as one line of plain text."""
    for item in as_values(value):
        scalar = as_literal(item)
        if isinstance(scalar, str):
            if text := strip_markup(scalar, width):
                return text
        elif scalar is not None and not isinstance(scalar, dict | list | bool):
            return str(scalar)[:width]
    return ""


def first_text(entry: dict[str, Any], keys: tuple[str, ...], width: int) -> str:
    """Return the text of the first key that has one."""
    return next(filter(None, (as_text(entry.get(key), width) for key in keys)), "")


def type_name(value: Any) -> str:
    """Return a type without its prefix, in small letters."""
    return str(value).rpartition("/")[2].rpartition(":")[2].casefold()
