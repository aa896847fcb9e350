"""What search engines look for: the current verdicts in blocks of claims, and those of the last days.

A block is a range of claim numbers, so that its address stays, no page of it is counted, and each has an end.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection
from django.utils import timezone

from claims.claimreview import read_first_published
from claims.models import Publication

BLOCK_CLAIMS = 10_000
"""Claims in a file; the protocol allows 50,000 addresses."""

MAX_BLOCK_TRANSLATIONS = 40_000
"""Translations of the verdicts in a file, so that all addresses in it are no more than the protocol allows."""

MAX_BLOCKS = 50_000
"""Files that an index may name."""

NEWS_DAYS, NEWS_ROWS = 2, 1_000
"""Days and entries of a news sitemap, as news search engines want them."""

_BLOCKS_SQL = """
    SELECT block FROM generate_series(0, (SELECT max(claim_id) FROM claims_publication) / %(size)s) AS block
    WHERE EXISTS (
        SELECT FROM claims_publication WHERE claim_id >= block * %(size)s AND claim_id < (block + 1) * %(size)s
    )
    ORDER BY block LIMIT %(most)s
"""


@dataclass(frozen=True, slots=True)
class NewsItem:
    """A verdict of the last days: its path, its headline, and when its first revision was published."""

    path: str
    headline: str
    first_published: datetime


def list_blocks() -> list[int]:
    """Return the numbers of the blocks that have a publication: one look into an index for each."""
    with connection.cursor() as cursor:
        cursor.execute(_BLOCKS_SQL, {"size": BLOCK_CLAIMS, "most": MAX_BLOCKS})
        return [number for (number,) in cursor.fetchall()]


def list_block_publications(number: int) -> list[Publication]:
    """Return the current verdicts of a block, by claim."""
    first = number * BLOCK_CLAIMS
    rows = Publication.objects.filter(current_of__isnull=False, claim_id__gte=first, claim_id__lt=first + BLOCK_CLAIMS)
    rows = rows.exclude(kind__in=Publication.GONE_KINDS).only(
        "claim_id", "slug", "published", "language", "translation_id"
    )
    return list(rows.order_by("claim_id")[:BLOCK_CLAIMS])


def list_block_versions(number: int) -> list[list[Publication]]:
    """Return the current verdicts of a block, each with its translations, the original first."""
    originals = list_block_publications(number)
    first = number * BLOCK_CLAIMS
    rows = Publication.objects.filter(current_translation__isnull=False, translation__isnull=False)
    rows = rows.filter(claim_id__gte=first, claim_id__lt=first + BLOCK_CLAIMS).exclude(kind__in=Publication.GONE_KINDS)
    rows = rows.only("claim_id", "slug", "published", "language", "translation_id").order_by("claim_id", "language")
    found: dict[int, list[Publication]] = {}
    for row in rows[:MAX_BLOCK_TRANSLATIONS]:
        found.setdefault(row.claim_id, []).append(row)
    return [[original, *found.get(original.claim_id, ())] for original in originals]


def list_news() -> list[NewsItem]:
    """Return the verdicts that were first published within the last `NEWS_DAYS`, newest first."""
    since = timezone.now() - timedelta(days=NEWS_DAYS)
    rows = Publication.objects.filter(current_of__isnull=False, published__gte=since)
    rows = rows.exclude(kind__in=Publication.GONE_KINDS).defer("page").order_by("-published", "-id")[:NEWS_ROWS]
    items = [NewsItem(row.get_absolute_url(), row.headline, read_first_published(row.document)) for row in rows]
    return [item for item in items if item.first_published >= since]
