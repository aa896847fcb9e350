"""Reading a store of fact-checks from a file, to score sentences by what was checked before them.

Two formats are read. JSON Lines: `{"text": the claim that was checked, "published": the day of the fact-check}`. And a
schema.org DataFeed of ClaimReviews, as the desk imports and publishes it: `claimReviewed`, and `datePublished` of the
review. A review that has only the day of its claim counts from `CHECKING_DAYS` after that day. A fact-check without any
day is left out, since nobody can say that it came first.
"""

import json
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from claims.nlp.checkworthiness.similar_checks import FactCheckVectors, order_by_day
from claims.nlp.embeddings import load_encoder

CHECKING_DAYS = 14
"""How long after a claim its fact-check is taken to appear."""

DatedText = tuple[str, date]


@cache
def load_store(path: Path) -> FactCheckVectors:
    """Return the vectors of the fact-checks of a file, computed once per process; some milliseconds each."""
    rows = list(read_store(path.read_text("utf-8")))
    return order_by_day(load_encoder().encode([text for text, _ in rows]), [day for _, day in rows])


def read_store(content: str) -> Iterator[DatedText]:
    """Yield claim and day of each dated fact-check of a file's content."""
    first, _, rest = content.lstrip().partition("\n")
    if rest.strip() and _is_row(first):
        yield from _read_rows(json.loads(line) for line in content.splitlines() if line.strip())
        return
    whole = json.loads(content)
    yield from _read_feed(whole) if "dataFeedElement" in whole else _read_rows([whole])


def _is_row(line: str) -> bool:
    """Whether a line is JSON by itself."""
    try:
        return isinstance(json.loads(line), dict)
    except ValueError:
        return False


def _read_rows(rows: Iterable[dict[str, Any]]) -> Iterator[DatedText]:
    for row in rows:
        day = parse_day(row.get("published"))
        if day and row.get("text"):
            yield row["text"], day


def _read_feed(feed: dict[str, Any]) -> Iterator[DatedText]:
    for element in feed["dataFeedElement"]:
        items = element.get("item", [])
        for review in items if isinstance(items, list) else [items]:
            day = _find_day(review)
            if day and review.get("claimReviewed"):
                yield review["claimReviewed"], day


def _find_day(review: dict[str, Any]) -> date | None:
    """Return the day from which a review counts."""
    if day := parse_day(review.get("datePublished")):
        return day
    claim = review.get("itemReviewed")
    claimed = parse_day(claim.get("datePublished")) if isinstance(claim, dict) else None
    return claimed + timedelta(days=CHECKING_DAYS) if claimed else None


def parse_day(text: object) -> date | None:
    """Return the day of an ISO 8601 date or moment, None if it is none."""
    try:
        return date.fromisoformat(str(text)[:10])
    except ValueError:
        return None
