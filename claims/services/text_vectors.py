"""Vectors of stored texts: leased, encoded and stored in batches. They are no facts of the desk and have no event.

Several workers may encode at once: each leases other texts. A worker that dies loses its leases by time. A vector is
stored only if its text has not changed since it was leased.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import structlog
from django.db import connection, transaction

from claims.selectors.text_vectors import VECTOR_KIND, VECTOR_TABLES, Vector, VectorTable, has_vectors, write_vector

log = structlog.get_logger(__name__)

BATCH_TEXTS = 32
MAX_ATTEMPTS = 3
"""A text that could not be encoded so often stays without a vector."""
LEASE_SECONDS = 120
MAX_CHARACTERS = 2_000
"""The beginning of a text that is encoded; the encoder reads less than this."""

Encode = Callable[[Sequence[str]], Sequence[Vector]]

LEASE_SQL = """
    WITH next AS (
        SELECT {key} FROM {table}
        WHERE pending AND attempts BETWEEN %(least)s AND %(most)s
            AND (leased_until IS NULL OR leased_until < clock_timestamp())
        ORDER BY attempts, {key} LIMIT %(limit)s FOR UPDATE SKIP LOCKED
    )
    UPDATE {table} SET attempts = attempts + 1, leased_until = clock_timestamp() + make_interval(secs => %(seconds)s)
    FROM next JOIN {source} AS source ON source.id = next.{key}
    WHERE {table}.{key} = next.{key}
    RETURNING {table}.{key}, generation, {texts}
"""
STORE_SQL = """
    UPDATE {table} SET pending = false, attempts = 0, leased_until = NULL, {columns}
    FROM unnest(%s::bigint[], %s::bigint[], {arrays}) AS new (id, generation, {names})
    WHERE {table}.{key} = new.id AND {table}.generation = new.generation
"""
COMPARE_AGAIN_SQL = "UPDATE {source} SET {compared} = NULL WHERE id = ANY(%s) AND {compared} IS NOT NULL"


@dataclass(frozen=True, slots=True)
class LeasedText:
    """A text with its id and generation. `words` are what is encoded, one entry for each column; some may be empty."""

    pk: int
    generation: int
    words: tuple[str, ...]


def create_text_vectors() -> bool:
    """Add the columns and indexes of vectors, as the owner of the database. Returns False without the extension."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT create_text_vectors()")
        return bool(cursor.fetchone()[0])


def encode_next_texts(encode: Encode, *, limit: int = BATCH_TEXTS) -> int:
    """Encode a batch of the texts that await their vectors, and return how many there were."""
    if not has_vectors():
        return 0
    for table in VECTOR_TABLES:
        if texts := _lease_texts(table, limit):
            _store_vectors(table, texts, _encode_texts(table, texts, encode))
            return len(texts)
    return 0


def _lease_texts(table: VectorTable, limit: int) -> list[LeasedText]:
    """Lease texts that nobody has tried; if there are none, one alone that has failed before."""
    return _lease(table, least=0, most=0, limit=limit) or _lease(table, least=1, most=MAX_ATTEMPTS - 1, limit=1)


@transaction.atomic
def _lease(table: VectorTable, *, least: int, most: int, limit: int) -> list[LeasedText]:
    texts = ", ".join(f"left({text}, {MAX_CHARACTERS})" for text in table.texts.values())
    query = LEASE_SQL.format(table=table.table, key=table.key, source=table.source, texts=texts)
    with connection.cursor() as cursor:
        cursor.execute(query, {"least": least, "most": most, "limit": limit, "seconds": LEASE_SECONDS})
        return [LeasedText(pk, generation, tuple(words)) for pk, generation, *words in cursor.fetchall()]


def _encode_texts(table: VectorTable, texts: Sequence[LeasedText], encode: Encode) -> dict[str, str]:
    """Return the vectors of all words, as PostgreSQL reads them. A text that fails is tried again alone."""
    words = list(dict.fromkeys(word for text in texts for word in text.words if word))
    try:
        return dict(zip(words, map(write_vector, encode(words)), strict=True))
    except Exception:
        log.exception("vectors.failed", table=table.table, texts=[text.pk for text in texts])
        return {}


@transaction.atomic
def _store_vectors(table: VectorTable, texts: Sequence[LeasedText], vectors: dict[str, str]) -> None:
    """Store the vectors of the texts whose words are all encoded and have not changed; these are compared again."""
    encoded = [text for text in texts if all(word in vectors for word in text.words if word)]
    rows = [(text.pk, text.generation, *(vectors.get(word) for word in text.words)) for text in encoded]
    if not rows:
        return
    names = list(table.texts)
    query = STORE_SQL.format(
        table=table.table,
        key=table.key,
        columns=", ".join(f"{name} = new.{name}::{VECTOR_KIND}" for name in names),
        arrays=", ".join("%s::text[]" for _ in names),
        names=", ".join(names),
    )
    with connection.cursor() as cursor:
        cursor.execute(query, [list(column) for column in zip(*rows, strict=True)])
        if table.compared:
            again = COMPARE_AGAIN_SQL.format(source=table.source, compared=table.compared)
            cursor.execute(again, [[text.pk for text in encoded]])
