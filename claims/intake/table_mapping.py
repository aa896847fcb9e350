"""Which column of a table is which field of a fact-check: presets of other tools, guesses, and the reading of a row."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

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
from claims.intake.review_dates import parse_day

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True, slots=True)
class TableField:
    """A field that a column can fill. `names` are columns guessed to be it, as `_plain_name` writes them."""

    code: str
    label: "_StrPromise"
    names: str
    required: bool = False


TABLE_FIELDS = (
    TableField(
        "claim_text",
        _("Claim"),
        "claim claimreviewed statement claimtext text factchecktitle title headline behauptung "
        "affirmation afirmacion alegação",
        required=True,
    ),
    TableField(
        "url",
        _("URL of the fact-check"),
        "url link factcheckurl reviewurl articleurl address permalink itempageurl lien enlace",
        required=True,
    ),
    TableField(
        "rating",
        _("Rating"),
        "rating verdict textualrating reviewratingalternatename alternatename ratingalternatename "
        "reviewrating status label ruling conclusion bewertung calificacion",
    ),
    TableField(
        "title",
        _("Headline"),
        "headline title factchecktitle name summary factchecksummary titre titel titulo",
    ),
    TableField(
        "publisher",
        _("Publisher"),
        "publisher publishername authorname author organization organisation factchecker workspace outlet",
    ),
    TableField(
        "claimant",
        _("Who said it"),
        "claimant speaker itemreviewedauthorname claimauthor claimauthorname saidby source who person",
    ),
    TableField(
        "claimed",
        _("Day of the claim"),
        "claimdate itemrevieweddatepublished dateofclaim statementdate socialmediapostedat",
    ),
    TableField(
        "reviewed",
        _("Day of the fact-check"),
        "datepublished reviewdate published publishdate publishedat date reportpublishedat updatedat "
        "publicationdate datum fecha",
    ),
    TableField(
        "language",
        _("Language"),
        "language languagecode inlanguage lang langue sprache idioma",
    ),
    TableField(
        "identifier",
        _("Identifier"),
        "id identifier uuid factcheckid reference",
    ),
)
"""The fields in the order in which columns are guessed."""

FIELD_CODES = tuple(row.code for row in TABLE_FIELDS)


@dataclass(frozen=True, slots=True)
class Preset:
    """The table that a tool exports: its columns by field. `published` names a column and its value that is wanted."""

    code: str
    label: "_StrPromise"
    columns: Mapping[str, str]
    published: tuple[str, str] | None = None
    marks: tuple[str, ...] = field(default=())
    """Further columns by which the table is recognised."""


PRESETS = (
    Preset(
        "check_fact_checks",
        _("Check: fact-checks"),
        {"claim_text": "Title", "title": "Summary", "url": "URL", "language": "Language", "identifier": "ID"},
        published=("Report Status", "published"),
        marks=("Report Status", "Imported?"),
    ),
    Preset(
        "check_media",
        _("Check: media"),
        {"claim_text": "Claim", "url": "Item page URL", "rating": "Status", "claimed": "Social Media Posted at",
         "reviewed": "Report Published at"},
        marks=("Number of media", "Submitted at"),
    ),
    Preset(
        "check_feed",
        _("Check: feed"),
        {"claim_text": "Fact-check title", "title": "Fact-check summary", "url": "Fact-check URL", "rating": "Rating",
         "publisher": "Workspace", "reviewed": "Updated at"},
        marks=("Workspace", "Updated by"),
    ),
    Preset(
        "insights",
        _("Fact-Check Insights"),
        {"claim_text": "claimReviewed", "url": "url", "rating": "reviewRating.alternateName",
         "publisher": "author.name", "claimant": "itemReviewed.author.name",
         "claimed": "itemReviewed.datePublished", "reviewed": "datePublished", "identifier": "id"},
        marks=("claimReviewed",),
    ),
)  # fmt: skip

_NOT_LETTERS = re.compile(r"[\W\d_]+")
_MAX_SAMPLE_ROWS = 20


def find_preset(columns: Iterable[str]) -> Preset | None:
    """Return the preset whose columns a table has."""
    names = {_plain_name(column) for column in columns}
    for preset in PRESETS:
        wanted = {_plain_name(preset.columns[code]) for code in ("claim_text", "url")}
        if names >= wanted | {_plain_name(mark) for mark in preset.marks}:
            return preset
    return None


def guess_mapping(columns: list[str], sample: list[dict[str, str]]) -> dict[str, str]:
    """Return the columns by field: those of the preset, else by name, and the URL also by what the cells contain."""
    by_name = {_plain_name(column): column for column in reversed(columns)}
    preset = find_preset(columns)
    if preset:
        found = {code: by_name.get(_plain_name(name), "") for code, name in preset.columns.items()}
        return {code: column for code, column in found.items() if column}
    mapping: dict[str, str] = {}
    for row in TABLE_FIELDS:
        free = (
            by_name[name]
            for name in (_plain_name(row.code), *row.names.split())
            if name in by_name and by_name[name] not in mapping.values()
        )
        if column := next(free, ""):
            mapping[row.code] = column
    if "url" not in mapping and (column := _column_of_urls(columns, sample)):
        mapping["url"] = column
    return mapping


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
    for preset in PRESETS:
        if preset.published and cells.get(preset.published[0], preset.published[1]).casefold() != preset.published[1]:
            raise MalformedEntry("not_published")
    value = {code: cells.get(column, "") for code, column in mapping.items() if column}
    url = _address(value.get("url", ""))
    days = {code: parse_day(value.get(code, ""), day_first=day_first) for code in ("claimed", "reviewed")}
    entry = FactCheckEntry(
        url=url,
        claim_text=check_claim_text(strip_markup(value.get("claim_text", ""), MAX_TEXT_CHARACTERS)),
        rating=_line(value, "rating", 300),
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


def _address(text: str) -> str:
    """Return the URL of a cell. Raises `MalformedEntry`."""
    address = text.strip()
    if address and "://" not in address and host_without_www(f"https://{address}").count("."):
        address = f"https://{address}"
    if not is_page_url(address):
        raise MalformedEntry("no_address")
    return address


def _line(value: Mapping[str, str], code: str, width: int) -> str:
    return to_one_line(strip_markup(value.get(code, ""), width), width)


def _plain_name(column: str) -> str:
    return _NOT_LETTERS.sub("", column).casefold()


def _column_of_urls(columns: list[str], sample: list[dict[str, str]]) -> str:
    """Return the column whose cells are mostly URLs, if there is one."""
    rows = sample[:_MAX_SAMPLE_ROWS]
    counts = {column: sum(is_page_url(row.get(column, "")) for row in rows) for column in columns}
    best = max(counts, key=lambda column: counts[column], default="")
    return best if best and 2 * counts[best] > len(rows) else ""
