"""Reviews: the fact-checks of others, taken in from their feeds, and our own beside them."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from django.conf import settings
from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper
from psycopg import sql

from claims import permissions
from claims.event_data.desk import ReviewsImported
from claims.intake import claimreviews, feeds
from claims.intake.claimreviews import Entry, Malformed
from claims.models import Publication, Review, User
from claims.services import events
from claims.verbs import REVIEWS_IMPORTED

EXAMPLES = 3  # of each reason
EXCERPT = 80  # characters
MAX_EARLIER = 100  # earlier revisions that stay searchable in feeds

COLUMNS = (
    "key",
    "content_sha256",
    "identifier",
    "url",
    "publisher",
    "site",
    "title",
    "claim_text",
    "claimant",
    "claimed",
    "reviewed",
    "rating",
    "language",
)
"""What a review takes from an entry of a feed."""

_NAMES = sql.SQL(", ").join(map(sql.Identifier, COLUMNS))
_STAGE = sql.SQL(
    "CREATE TEMPORARY TABLE staged AS SELECT 0 AS position, {names} FROM claims_review WITH NO DATA"
).format(names=_NAMES)
_COPY = sql.SQL("COPY staged (position, {names}) FROM STDIN").format(names=_NAMES)
_COUNT = "SELECT count(*), count(DISTINCT key) FROM staged"
_WRITE = sql.SQL(
    """
    WITH staged_once AS (
        SELECT DISTINCT ON (key) * FROM staged ORDER BY key, position
    ), written AS (
        INSERT INTO claims_review ({names}, withdrawn)
        SELECT {once}, false
        FROM staged_once LEFT JOIN claims_review AS known USING (key)
        WHERE known.content_sha256 IS DISTINCT FROM staged_once.content_sha256
        ORDER BY key
        ON CONFLICT (key) DO UPDATE SET {changes}
        RETURNING xmax = 0 AS added
    )
    SELECT count(*) FILTER (WHERE added), count(*) FILTER (WHERE NOT added) FROM written
    """
).format(
    names=_NAMES,
    once=sql.SQL(", ").join(sql.Identifier("staged_once", name) for name in COLUMNS),
    changes=sql.SQL(", ").join(sql.SQL("{0} = EXCLUDED.{0}").format(sql.Identifier(name)) for name in COLUMNS[1:]),
)
"""In the order of keys, so that two imports at once lock the rows they share in one order."""


@dataclass
class Report:
    """What came of an import; `refused` counts by a code of `claimreviews.REASONS`, with some examples of each."""

    read: int = 0
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    examples: dict[str, list[str]] = field(default_factory=dict)

    def refuse(self, code: str, example: str = "", times: int = 1) -> None:
        """Count what is left out."""
        self.refused[code] += times
        shown = self.examples.setdefault(code, [])
        if example and len(shown) < EXAMPLES:
            shown.append(example)

    def figures(self) -> dict[str, Any]:
        """The counts, for the event and for programs."""
        counts = {name: getattr(self, name) for name in ("read", "added", "changed", "unchanged")}
        return {**counts, "refused": dict(self.refused)}


@transaction.atomic
def take_in(*, stream: BinaryIO, feed: str, by: User | None, language: str = "") -> Report:
    """Import a feed of ClaimReviews, all of it or, when it is not JSON, nothing; a second time changes nothing.

    `feed` is its name for the history, `by` a moderator (None at the command line), `language` that of
    reviews that name none. What is no usable review is left out and counted. Raises `NotAFeed`.
    """
    if by is not None:
        permissions.demand(by, "fact_checks.import")
    report = Report()
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 0")  # a million reviews take minutes
        cursor.execute(_STAGE)
        with cursor.copy(_COPY) as copy:
            for row in _rows(stream, language, report):
                copy.write_row(row)
        _store(cursor, report)
        if report.added or report.changed:
            cursor.execute("ANALYZE claims_review")  # else the first searches read the whole table
    events.record(REVIEWS_IMPORTED, actor=by, data=ReviewsImported(feed=feed, **report.figures()))
    return report


def _rows(stream: BinaryIO, language: str, report: Report) -> Iterator[tuple[object, ...]]:
    for found in feeds.entries(stream):
        report.read += 1
        try:
            entry = _theirs(found, language)
        except Malformed as reason:
            report.refuse(str(reason), f"number {report.read}: {_excerpt(found)}")
        else:
            yield report.read, *_values(entry)


def _theirs(found: object, language: str) -> Entry:
    """A review by somebody else; ours are found without an import."""
    entry = claimreviews.read(found, language=language)
    if entry.url.startswith(f"{settings.BASE_URL}/"):
        raise Malformed("ours")
    return entry


def _values(entry: Entry) -> Iterable[object]:
    return (getattr(entry, name) for name in COLUMNS)


def _excerpt(found: object) -> str:
    """What a person recognises an entry by."""
    if not isinstance(found, dict):
        return repr(found)[:EXCERPT] if isinstance(found, str | int | float | None) else type(found).__name__
    known = (found.get(key) for key in ("identifier", "url", "@id", "claimReviewed", "@type"))
    return next((text[:EXCERPT] for text in known if isinstance(text, str) and text), "an object without a name")


def _store(cursor: CursorWrapper, report: Report) -> None:
    """Write what is new or different out of the staging table."""
    cursor.execute(_COUNT)
    staged, distinct = cursor.fetchone()
    cursor.execute(_WRITE)
    report.added, report.changed = cursor.fetchone()
    cursor.execute("DROP TABLE staged")
    report.unchanged = distinct - report.added - report.changed
    if staged > distinct:
        report.refuse("duplicate", times=staged - distinct)


def show(publication: Publication) -> Review:
    """Let a verdict of ours be found like those of others: as it is now, until it is withdrawn."""
    entry = _ours(publication)
    values = dict(zip(COLUMNS, _values(entry), strict=True))
    withdrawn = publication.kind == Publication.Kind.WITHDRAWN
    review, _ = Review.objects.update_or_create(
        claim_id=publication.claim_id,
        defaults={**values, "withdrawn": withdrawn, "earlier": _earlier_texts(publication)},
    )
    return review


def _earlier_texts(publication: Publication) -> str:
    """What earlier revisions of a publication said in claim, claimant and summary, each text once."""
    names = ("claim_text", "claimant", "summary")
    earlier = Publication.objects.filter(claim=publication.claim_id, revision__lt=publication.revision)
    texts = (text for row in earlier.order_by("-revision").values_list(*names)[:MAX_EARLIER] for text in row)
    current = {getattr(publication, name) for name in names}
    return "\n".join(text for text in dict.fromkeys(texts) if text not in current)


def _ours(publication: Publication) -> Entry:
    """The entry of a publication; nothing is cleaned or refused, since the desk wrote it."""
    page = publication.content
    return Entry(
        url=page.url,
        claim_text=publication.claim_text,
        rating=page.rating_label,
        publisher=page.desk.name,
        site=claimreviews.site_of(page.desk.url),
        title=page.summary,
        claimant=publication.claimant,
        claimed=page.first_claimed,
        reviewed=publication.published.date(),
        language=page.language,
        identifier=page.url,
    )
