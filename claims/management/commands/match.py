"""Find the most similar fact-checks for each text of a file."""

import json
import os
import sys
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import chain, islice
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from claims.models import FactCheck
from claims.nlp.encoder_table import Encode, list_encoders
from claims.selectors.fact_check_ranking import FactCheckFilter
from claims.selectors.fact_checks import search_fact_checks
from claims.selectors.text_vectors import TextVectors, Vector, count_pending_fact_checks, has_vectors
from claims.services.text_vectors import BATCH_TEXTS, Encoders, encode_next_texts, encode_queries

ENCODED_AT_ONCE = 16 * BATCH_TEXTS
"""Fact-checks that are leased, encoded and stored together."""


class Command(BaseCommand):
    """``manage.py match --limit 10 < queries.jsonl > ranked.jsonl``: one query and one result per line.

    Fact-checks that await their vectors get them first. A query with a day finds nothing that is dated after it.
    """

    help = (
        'Read {"id", "text"} per line, with "published" (a day) where it is known, and write'
        ' {"id", "matches": [{"id", "score"}, …]}, best match first.'
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add the argument for the number of matches."""
        parser.add_argument("--limit", type=int, default=10, help="matches per text, at most 100 (default: 10)")

    def handle(self, *_: Any, limit: int, **__: Any) -> None:
        """Write one result for each line of the input, in its order."""
        queries = (_parse_query(line, number) for number, line in enumerate(sys.stdin, 1) if line.strip())
        with ThreadPoolExecutor(len(os.sched_getaffinity(0))) as threads:
            encoders = {name: partial(_encode, threads, encode) for name, encode in list_encoders().items()}
            if has_vectors():
                _encode_fact_checks(encoders)
            while batch := list(islice(queries, BATCH_TEXTS)):
                texts = [query.text for query in batch]
                vectors = encode_queries(texts, encoders) if has_vectors() else [None] * len(batch)
                for query, own in zip(batch, vectors, strict=True):
                    self.stdout.write(_find_matches(query, own, max(limit, 0)))


@dataclass(frozen=True, slots=True)
class Query:
    """A text with its id, and its day if it is known."""

    name: Any
    text: str
    published: date | None


def _parse_query(line: str, number: int) -> Query:
    try:
        query = json.loads(line)
        published = query.get("published")
        return Query(query["id"], str(query["text"]), date.fromisoformat(published[:10]) if published else None)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise CommandError(
            f'Line {number} is not {{"id": …, "text": …}}, or its "published" is not a day such as 2026-03-01.'
        ) from error


def _find_matches(query: Query, vectors: TextVectors | None, limit: int) -> str:
    filters = FactCheckFilter(until=query.published)
    hits = search_fact_checks(query.text, filters, vectors=vectors, day=query.published, limit=limit)
    matches = [{"id": _fact_check_name(hit.fact_check), "score": round(hit.score, 4)} for hit in hits]
    return json.dumps({"id": query.name, "matches": matches}, ensure_ascii=False)


def _fact_check_name(fact_check: FactCheck) -> str:
    """Return the publisher's identifier, or the URL if there is none."""
    return fact_check.identifier or fact_check.url


def _encode_fact_checks(encoders: Encoders) -> None:
    """Store the vectors that fact-checks await, with a progress bar in a terminal."""
    with tqdm(total=count_pending_fact_checks(), desc="Encoding", disable=None, file=sys.stderr) as progress:
        while done := encode_next_texts(encoders, limit=ENCODED_AT_ONCE):
            progress.update(done)


def _encode(threads: Executor, encode: Encode, texts: Sequence[str]) -> list[Vector]:
    """Return the vectors of texts, in order; an encoder runs in as many threads as there are cores."""
    return list(chain.from_iterable(threads.map(encode, _split(texts))))


def _split(texts: Sequence[str]) -> Iterator[Sequence[str]]:
    return (texts[start : start + BATCH_TEXTS] for start in range(0, len(texts), BATCH_TEXTS))
