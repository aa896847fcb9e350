"""Which column of a table is which field of a fact-check, by a preset or guessed, and the reading of a row."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from unicodedata import combining, normalize

from claims.intake.article_text import to_one_line
from claims.intake.fact_check_entries import (
    MAX_TEXT_CHARACTERS,
    FactCheckEntry,
    MalformedEntry,
    check_claim_text,
    host_without_www,
    is_page_url,
    language_code,
    strip_markup,
)
from claims.intake.review_addresses import find_address
from claims.intake.review_dates import parse_day
from claims.intake.review_ratings import rating_text
from claims.intake.table_fields import PRESETS, TABLE_FIELDS, Preset, TableField

LINK_COLUMN = "{} (link)"
"""The column with the links of the cells of another one."""

_NOT_LETTERS = re.compile(r"[\W\d_]+")
_WORD = re.compile(r"[^\W\d_]+")
_CAMEL_CASE = re.compile(r"(?<=[a-z])(?=[A-Z])")
_IN_BRACKETS = re.compile(r"[(\[][^()\[\]]*[)\]]")
_OF_OTHERS = {
    "url": frozenset({"image", "picture", "logo", "author", "profile", "archive", "archived", "original", "media"}),
    "rating": frozenset({"best", "worst"}),
    "publisher": frozenset({"item", "reviewed"}),
}
"""Words of columns that have the URL, rating or publisher of something else, by field."""

_LIKE_LETTERS = str.maketrans("øłıđ", "olid")  # which have no decomposition
_MAX_SAMPLE_ROWS = 20


def find_preset(columns: Iterable[str]) -> Preset | None:
    """Return the preset whose columns a table has."""
    names = {_plain_name(column) for column in columns}
    for preset in PRESETS:
        wanted = {_plain_name(preset.columns[code]) for code in ("claim_text", "url")}
        if names >= wanted | {_plain_name(mark) for mark in preset.marks}:
            return preset
    return None


def count_known_columns(columns: Iterable[str]) -> int:
    """Return how many names of columns are those of fields, by which a header is known; 0 without a claim or a URL."""
    found = _fields_by_name([*filter(None, columns)], {})
    return len(found) if "claim_text" in found or "url" in found else 0


def guess_mapping(columns: list[str], sample: list[dict[str, str]]) -> dict[str, str]:
    """Return the columns by field: those of the preset, by name, by the end of the name, the URL also by its cells."""
    by_name = {_plain_name(column): column for column in reversed(columns)}
    preset = find_preset(columns)
    wanted = preset.columns if preset else {}
    mapping = {code: by_name[_plain_name(name)] for code, name in wanted.items() if _plain_name(name) in by_name}
    mapping = _fields_by_name(columns, mapping)
    for row in TABLE_FIELDS:
        free = [column for column in columns if column not in mapping.values()]
        if row.code not in mapping and (column := _column_that_ends(free, row)):
            mapping[row.code] = column
    if "url" not in mapping and (column := _column_of_urls(columns, sample)):
        mapping["url"] = column
    if (column := LINK_COLUMN.format(mapping.get("url", ""))) in columns:
        mapping["url"] = column
    return mapping


def _fields_by_name(columns: list[str], mapping: Mapping[str, str]) -> dict[str, str]:
    """Return the mapping with the columns that have the name of a field."""
    found, by_name = dict(mapping), {_plain_name(column): column for column in reversed(columns)}
    for row in TABLE_FIELDS:
        free = (
            by_name[name]
            for name in (_plain_name(row.code), *row.names.split())
            if name in by_name and by_name[name] not in found.values()
        )
        if row.code not in found and (column := next(free, "")):
            found[row.code] = column
    return found


def _column_that_ends(columns: list[str], row: TableField) -> str:
    """Return the column whose name ends with most of the last words of a field."""
    endings, best, longest = frozenset(row.last_words.split()), "", 0
    for column in columns:
        words = _WORD.findall(_CAMEL_CASE.sub(" ", _IN_BRACKETS.sub(" ", column)))
        plain = [_plain_name(word) for word in words]
        if not _OF_OTHERS.get(row.code, frozenset()).isdisjoint(plain):
            continue
        ends = (count for count in range(len(plain), 0, -1) if "".join(plain[-count:]) in endings)
        if (count := next(ends, 0)) > longest:
            best, longest = column, count
    return best


def missing_fields(mapping: Mapping[str, str]) -> list[str]:
    """Return the codes of the required fields without a column."""
    return [row.code for row in TABLE_FIELDS if row.required and not mapping.get(row.code)]


def read_table_row(
    cells: Mapping[str, str], mapping: Mapping[str, str], *, day_first: bool | None
) -> tuple[FactCheckEntry, bool]:
    """Return the fact-check of a row, and whether a date was left out. The rating may be missing.

    Raises `MalformedEntry`.
    """
    if not any(cells.values()):
        raise MalformedEntry("empty")
    if not all(_is_published(cells, preset.published) for preset in PRESETS if preset.published):
        raise MalformedEntry("not_published")
    value = {code: cells.get(column, "") for code, column in mapping.items() if column}
    url = find_address(value.get("url", ""))
    if not url:
        raise MalformedEntry("no_address")
    days = {code: parse_day(value.get(code, ""), day_first=day_first) for code in ("claimed", "reviewed")}
    entry = FactCheckEntry(
        url=url,
        claim_text=check_claim_text(strip_markup(value.get("claim_text", ""), MAX_TEXT_CHARACTERS)),
        rating=_line(value, "rating", 300) or _rating_number(cells),
        publisher=_line(value, "publisher", 300) or host_without_www(url),
        site=host_without_www(url),
        title=_line(value, "title", 500),
        claimant=_line(value, "claimant", 300),
        claimed=days["claimed"],
        reviewed=days["reviewed"],
        language=language_code(value.get("language", "")),
        identifier=_line(value, "identifier", 500),
    )
    return entry, any(value.get(code) and not day for code, day in days.items())


def _is_published(cells: Mapping[str, str], published: tuple[str, str]) -> bool:
    """Return whether the state of a row is the one that is wanted, or its table has no such column."""
    column, wanted = _plain_name(published[0]), published[1]
    states = (cell for name, cell in cells.items() if _plain_name(name) == column)
    return next(states, wanted).casefold() == wanted


def _rating_number(cells: Mapping[str, str]) -> str:
    """Return a rating that columns give as a number and its scale; empty if there are none."""
    keys = {"ratingvalue": "ratingValue", "bestrating": "bestRating", "worstrating": "worstRating"}
    rating = {
        name: cell
        for column, cell in cells.items()
        for ending, name in keys.items()
        if cell and _plain_name(column).endswith(ending)
    }
    try:
        return rating_text(rating) if rating else ""
    except MalformedEntry:
        return ""


def _line(value: Mapping[str, str], code: str, width: int) -> str:
    return to_one_line(strip_markup(value.get(code, ""), width), width)


@lru_cache(maxsize=1_000)
def _plain_name(column: str) -> str:
    """Return the letters of a name, small and without accents."""
    letters = normalize("NFKD", _NOT_LETTERS.sub("", column).casefold())
    return "".join(letter for letter in letters if not combining(letter)).translate(_LIKE_LETTERS)


def _column_of_urls(columns: list[str], sample: list[dict[str, str]]) -> str:
    """Return the column whose cells are mostly URLs, if there is one."""
    rows = sample[:_MAX_SAMPLE_ROWS]
    counts = {column: sum(is_page_url(row.get(column, "")) for row in rows) for column in columns}
    best = max(counts, key=lambda column: counts[column], default="")
    return best if best and 2 * counts[best] > len(rows) else ""
