"""Files of fact-checks in any format: what they contain, and their entries. `IMPORT_FORMATS` lists the formats."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any, BinaryIO

from django.utils.translation import gettext_lazy as _

from claims.intake.claimreview_feeds import find_stream_day_order, iterate_entries
from claims.intake.fact_check_entries import FeedEntry, MalformedEntry
from claims.intake.feed_text import FeedText
from claims.intake.review_pages import is_page
from claims.intake.spreadsheets import ZIP_START, iterate_xlsx
from claims.intake.table_fields import FIELD_CODES
from claims.intake.table_mapping import find_preset, guess_mapping, read_table_row
from claims.intake.tables import TableRow, iterate_csv, iterate_objects

CLAIMREVIEW, CSV, XLSX, JSON = "claimreview", "csv", "xlsx", "json"
IMPORT_FORMATS = {CLAIMREVIEW: _("ClaimReview"), CSV: _("CSV"), XLSX: _("XLSX"), JSON: _("JSON")}

PREVIEW_ROWS = 20
PREVIEW_CHARACTERS = 300
EXCERPT_CHARACTERS = 80
FORMAT_SAMPLE_CHARACTERS = 200_000

_REVIEW_WORDS = re.compile(r"ClaimReview|claimReviewed|textualRating|ld\+json")
_CODE_START = re.compile(r"[\[{()/]|(?:(?:var|let|const)\s+)?[\w$.]+\s*[=(]\s*[\[{(]")
"""How JSON begins, also in a script: "reviews = [" or "callback("."""


@dataclass(frozen=True, slots=True)
class TableDescription:
    """The format of a file; for tables the columns, the first rows, the preset and the guessed columns by field."""

    format: str
    columns: list[str]
    sample: list[dict[str, str]]
    preset: str = ""
    mapping: Mapping[str, str] | None = None

    def to_json(self) -> dict[str, Any]:
        """Return the description as plain JSON."""
        return asdict(self)


def describe_file(stream: BinaryIO) -> TableDescription:
    """Describe a file by its content. Raises `NotAFeed` and `NotText`."""
    kind = _find_format(stream)
    if kind == CLAIMREVIEW:
        return TableDescription(kind, [], [])
    sample: list[dict[str, str]] = []
    columns: dict[str, None] = {}
    for row in _iterate_rows(stream, kind):
        sample.append({column: cell[:PREVIEW_CHARACTERS] for column, cell in row.cells.items()})
        columns |= dict.fromkeys(row.cells)
        if len(sample) == PREVIEW_ROWS:
            break
    stream.seek(0)
    preset = find_preset(columns)
    names = list(columns)
    return TableDescription(kind, names, sample, preset.code if preset else "", guess_mapping(names, sample))


def iterate_import_entries(
    stream: BinaryIO, *, kind: str, mapping: Mapping[str, str], url: str = ""
) -> Iterator[FeedEntry]:
    """Yield the entries of a file of one of `IMPORT_FORMATS`; `mapping` has the columns of a table by field."""
    if kind == CLAIMREVIEW:
        yield from iterate_entries(stream, url=url)
        return
    day_first = None if kind == XLSX else find_stream_day_order(stream)
    for row in _iterate_rows(stream, kind):
        yield _read_row(row, mapping, day_first=day_first)


def _read_row(row: TableRow, mapping: Mapping[str, str], *, day_first: bool | None) -> FeedEntry:
    cells = (row.cells.get(mapping.get(code, ""), "") for code in FIELD_CODES)
    excerpt = next(filter(None, cells), "")
    excerpt = " ".join(excerpt.split())[:EXCERPT_CHARACTERS]
    if row.error:
        return FeedEntry(row.line, refusal=row.error, excerpt=excerpt)
    try:
        fact_check, undated = read_table_row(row.cells, mapping, day_first=day_first)
    except MalformedEntry as reason:
        return FeedEntry(row.line, refusal=str(reason), excerpt=excerpt)
    return FeedEntry(row.line, fact_check, excerpt=excerpt, undated=undated)


def _find_format(stream: BinaryIO) -> str:
    head = stream.read(len(ZIP_START))
    stream.seek(0)
    if head == ZIP_START:
        return XLSX
    feed = FeedText(stream)
    stream.seek(0)
    beginning = feed.text[:FORMAT_SAMPLE_CHARACTERS].lstrip("\ufeff \t\r\n\x1e")
    if is_page(feed) or (_CODE_START.match(beginning) and _REVIEW_WORDS.search(beginning)):
        return CLAIMREVIEW
    return JSON if beginning.startswith(("{", "[")) else CSV


def _iterate_rows(stream: BinaryIO, kind: str) -> Iterator[TableRow]:
    if kind == XLSX:
        return iterate_xlsx(stream)
    return iterate_csv(FeedText(stream)) if kind == CSV else iterate_objects(FeedText(stream))
