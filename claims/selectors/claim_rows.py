"""All claims as rows for a spreadsheet: the words, the article, sources, numbers and the newest verdict."""

from collections.abc import Iterator

from django.conf import settings
from django.db import connection
from django.urls import reverse

from claims.csv_lines import Cell

HEADINGS = (
    "claim", "status", "statement", "words", "said by", "numbers", "article", "article URL", "publisher", "published",
    "topic", "check-worthiness", "rating", "rating in words",
    "headline", "summary", "conclusion", "submitted", "verdict URL",
)  # fmt: skip
"""The first row. Programs read the columns by these names, so they are not translated."""

_SOURCES_SQL = "SELECT string_agg(name, ' > ' ORDER BY position) FROM claims_attribution WHERE appearance_id = a.id"
_NUMBERS_SQL = """
    SELECT string_agg(concat_ws(' ', CASE WHEN low = high THEN low::text ELSE concat_ws('–', low, high) END,
                                nullif(currency, ''), nullif(unit, '')), '; ' ORDER BY start, id)
    FROM claims_quantity WHERE appearance_id = a.id
"""
_ROWS_SQL = f"""
    COPY (
        SELECT c.id, c.status, c.wording, c.text, ({_SOURCES_SQL}), ({_NUMBERS_SQL}), r.title, r.url, r.publisher,
               r.published, t.name, c.checkworthiness, v.rating, v.rating_words, v.headline, v.summary, v.conclusion,
               to_char(v.submitted AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), c.publication_id IS NOT NULL
        FROM claims_claim c
        LEFT JOIN LATERAL (SELECT id, article_id FROM claims_appearance WHERE claim_id = c.id ORDER BY id LIMIT 1) a
               ON true
        LEFT JOIN claims_article r ON r.id = a.article_id
        LEFT JOIN claims_topic t ON t.id = c.topic_id
        LEFT JOIN LATERAL (SELECT rating, rating_words, headline, summary, conclusion, submitted FROM claims_verdict
                           WHERE claim_id = c.id ORDER BY revision DESC LIMIT 1) v ON true
        ORDER BY c.id
    ) TO STDOUT
"""  # noqa: S608 - the parts stand above


def iterate_claim_rows() -> Iterator[tuple[Cell, ...]]:
    """Yield the headings, then one row for each claim; the article is the first in which it appears."""
    yield HEADINGS
    with connection.cursor() as cursor, cursor.copy(_ROWS_SQL) as copy:
        for *cells, is_public in copy.rows():
            yield (*cells, _verdict_url(cells[0]) if is_public == "t" else "")


def _verdict_url(claim_id: str) -> str:
    return f"{settings.BASE_URL}{reverse('verdict', args=[claim_id])}"
