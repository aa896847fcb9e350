"""Vectors of stored texts: whether the database keeps them, which texts await theirs, and what is near a vector."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from django.db import connection

from claims.models import FactCheckVector

VECTOR_KIND = "halfvec(384)"
"""The type of the columns: 384 numbers of 16 bits, which is as exact as the encoder."""

HAS_VECTORS_SQL = """
    SELECT EXISTS (
        SELECT FROM pg_attribute
        WHERE attrelid = to_regclass('claims_claimvector') AND attname = 'vector' AND NOT attisdropped
    )
"""
STORED_SQL = "SELECT vector::text FROM claims_claimvector WHERE claim_id = %s AND NOT pending AND vector IS NOT NULL"
COSINE_SQL = """
    SELECT -(claims_claimvector.vector <#> claims_factcheckvector.vector)
    FROM claims_claimvector, claims_factcheckvector
    WHERE claim_id = %s AND fact_check_id = %s
      AND NOT claims_claimvector.pending AND NOT claims_factcheckvector.pending
"""

Vector = Sequence[float]


@dataclass(frozen=True, slots=True)
class VectorTable:
    """A kind of text with its table of vectors: `key` is the id of the text, `source` the table that has the words.

    `texts` are SQL for the words, each with the column of its vector; a text may be empty. `compared` is the column of
    the source that says when the text was last compared: it is compared again once it has its vector.
    """

    table: str
    key: str
    source: str
    texts: dict[str, str]
    compared: str = ""


VECTOR_TABLES = (
    VectorTable(
        "claims_claimvector", "claim_id", "claims_claim", {"vector": "coalesce(nullif(statement, ''), text)"}, "matched"
    ),
    VectorTable("claims_tipvector", "tip_id", "claims_tip", {"vector": "text"}, "compared"),
    VectorTable(
        "claims_factcheckvector", "fact_check_id", "claims_factcheck", {"vector": "claim_text", "title_vector": "title"}
    ),
)
"""All kinds in the order in which they are encoded: what people wait for comes first."""


def find_vector_columns() -> bool:
    """Return whether the database has the columns of vectors now."""
    with connection.cursor() as cursor:
        cursor.execute(HAS_VECTORS_SQL)
        return bool(cursor.fetchone()[0])


@cache
def has_vectors() -> bool:
    """Return whether the database had the columns of vectors when this process first asked; else words alone decide."""
    return find_vector_columns()


def get_claim_vector(claim_id: int) -> list[float] | None:
    """Return the vector of the headline of a claim; None if it has none yet."""
    if not has_vectors():
        return None
    with connection.cursor() as cursor:
        cursor.execute(STORED_SQL, [claim_id])
        row = cursor.fetchone()
    return parse_vector(row[0]) if row else None


def find_cosine(claim_id: int, fact_check_id: int) -> float | None:
    """Return the cosine of the vectors of a claim and a fact-check; None if one is missing."""
    if not has_vectors():
        return None
    with connection.cursor() as cursor:
        cursor.execute(COSINE_SQL, [claim_id, fact_check_id])
        row = cursor.fetchone()
    return float(row[0]) if row and row[0] is not None else None


def count_pending_fact_checks() -> int:
    """Return how many fact-checks await their vectors."""
    return FactCheckVector.objects.filter(pending=True).count()


def write_vector(vector: Vector) -> str:
    """Write a vector as PostgreSQL reads it."""
    return f"[{','.join(f'{number:.5g}' for number in vector)}]"


def parse_vector(text: str) -> list[float]:
    """Return the numbers of a vector as PostgreSQL writes it."""
    return [float(number) for number in text[1:-1].split(",")]
