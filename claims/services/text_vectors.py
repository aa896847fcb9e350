"""Vectors of stored texts: leased, encoded and stored in batches. They are no facts of the desk and have no event.

Several workers may encode at once: each leases other texts. A worker that dies loses its leases by time. A vector is
stored only if its text has not changed since it was leased.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import structlog
from django.db import connection, transaction

from claims.nlp.encoder_table import Encode, EncoderName, is_installed
from claims.nlp.pipeline import find_language
from claims.selectors.text_vectors import (
    VECTOR_TABLES,
    TextVectors,
    Vector,
    VectorTable,
    build_text_vectors,
    has_vectors,
    write_vector,
)

log = structlog.get_logger(__name__)

BATCH_TEXTS = 32
MAX_ATTEMPTS = 3
"""A text that could not be encoded so often stays without a vector."""
LEASE_SECONDS = 120
MAX_CHARACTERS = 2_000
"""The beginning of a text that is encoded; the encoder reads less than this."""

Encoders = Mapping[EncoderName, Encode]
"""The encoders that are installed. A column whose encoder is not stays empty."""

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
AWAIT_MISSING_SQL = """
    UPDATE {table} SET pending = true, generation = generation + 1, attempts = 0, leased_until = NULL
    FROM {source} AS source
    WHERE source.id = {table}.{key} AND NOT pending AND ({missing})
"""
COMPARE_AGAIN_SQL = "UPDATE {source} SET {compared} = NULL WHERE id = ANY(%s) AND {compared} IS NOT NULL"


@dataclass(frozen=True, slots=True)
class LeasedText:
    """A text with its id and generation. `words` are what is encoded, one entry for each column; some may be empty."""

    pk: int
    generation: int
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EncodedText:
    """A text with its vectors, one entry for each column; what has no words or no encoder has None."""

    text: LeasedText
    vectors: list[str | None]


def create_text_vectors() -> bool:
    """Add the columns and indexes of vectors, as the owner of the database. Returns False without the extension."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT create_text_vectors()")
        return bool(cursor.fetchone()[0])


def await_missing_vectors() -> None:
    """Let texts await their vectors that were encoded before an encoder was installed."""
    if not has_vectors():
        return
    with connection.cursor() as cursor:
        for table in VECTOR_TABLES:
            columns = {name: row.words for name, row in table.columns.items() if is_installed(row.encoder)}
            missing = " OR ".join(f"({name} IS NULL AND {words} <> '')" for name, words in columns.items())
            cursor.execute(
                AWAIT_MISSING_SQL.format(table=table.table, key=table.key, source=table.source, missing=missing)
            )


def encode_queries(texts: Sequence[str], encoders: Encoders) -> list[TextVectors]:
    """Return the vectors of texts that are searched for, in order. Their languages are detected."""
    english = encoders[EncoderName.ENGLISH](texts)
    multilingual = encoders.get(EncoderName.MULTILINGUAL)
    across = multilingual(texts) if multilingual else [None] * len(texts)
    rows = zip(english, across, map(find_language, texts), strict=True)
    return [build_text_vectors(vector, other, language) for vector, other, language in rows]


def encode_next_texts(encoders: Encoders, *, limit: int = BATCH_TEXTS) -> int:
    """Encode a batch of the texts that await their vectors, and return how many there were."""
    if not has_vectors():
        return 0
    for table in VECTOR_TABLES:
        if texts := _lease_texts(table, limit):
            _store_vectors(table, _encode_texts(table, texts, encoders))
            return len(texts)
    return 0


def _lease_texts(table: VectorTable, limit: int) -> list[LeasedText]:
    """Lease texts that nobody has tried; if there are none, one alone that has failed before."""
    return _lease(table, least=0, most=0, limit=limit) or _lease(table, least=1, most=MAX_ATTEMPTS - 1, limit=1)


@transaction.atomic
def _lease(table: VectorTable, *, least: int, most: int, limit: int) -> list[LeasedText]:
    texts = ", ".join(f"left({row.words}, {MAX_CHARACTERS})" for row in table.columns.values())
    query = LEASE_SQL.format(table=table.table, key=table.key, source=table.source, texts=texts)
    with connection.cursor() as cursor:
        cursor.execute(query, {"least": least, "most": most, "limit": limit, "seconds": LEASE_SECONDS})
        return [LeasedText(pk, generation, tuple(words)) for pk, generation, *words in cursor.fetchall()]


def _encode_texts(table: VectorTable, texts: Sequence[LeasedText], encoders: Encoders) -> list[EncodedText]:
    """Return the texts with their vectors, as PostgreSQL reads them. A text that fails is tried again alone."""
    names = [row.encoder for row in table.columns.values()]
    try:
        vectors = {
            (name, word): write_vector(vector)
            for name, encode in encoders.items()
            for word, vector in _encode_words([text.words for text in texts], names, name, encode)
        }
    except Exception:
        log.exception("vectors.failed", table=table.table, texts=[text.pk for text in texts])
        return []
    return [EncodedText(text, [vectors.get(key) for key in zip(names, text.words, strict=True)]) for text in texts]


def _encode_words(
    rows: Sequence[Sequence[str]], names: Sequence[EncoderName], name: EncoderName, encode: Encode
) -> Iterator[tuple[str, Vector]]:
    """Yield the words that an encoder is to encode, each once, with their vectors."""
    words = dict.fromkeys(word for row in rows for word, own in zip(row, names, strict=True) if own == name and word)
    return zip(words, encode(list(words)) if words else [], strict=True)


@transaction.atomic
def _store_vectors(table: VectorTable, encoded: Sequence[EncodedText]) -> None:
    """Store the vectors of the texts whose words have not changed; these are compared again."""
    if not encoded:
        return
    rows = [(row.text.pk, row.text.generation, *row.vectors) for row in encoded]
    query = STORE_SQL.format(
        table=table.table,
        key=table.key,
        columns=", ".join(f"{name} = new.{name}::{row.kind}" for name, row in table.columns.items()),
        arrays=", ".join("%s::text[]" for _ in table.columns),
        names=", ".join(table.columns),
    )
    with connection.cursor() as cursor:
        cursor.execute(query, [list(column) for column in zip(*rows, strict=True)])
        if table.compared:
            again = COMPARE_AGAIN_SQL.format(source=table.source, compared=table.compared)
            cursor.execute(again, [[row.text.pk for row in encoded]])
