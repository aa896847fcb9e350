"""Vectors of stored texts: whether the database keeps them, which texts await theirs, and what is near a vector."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from django.db import connection

from claims.models import FactCheckVector
from claims.nlp.encoder_table import ENCODERS, EncoderName, knows_language
from claims.nlp.language_table import DEFAULT_CODE, primary_code

HAS_VECTORS_SQL = """
    SELECT EXISTS (
        SELECT FROM pg_attribute
        WHERE attrelid = to_regclass('claims_claimvector') AND attname = 'across_vector' AND NOT attisdropped
    )
"""
STORED_SQL = """
    SELECT vector::text, across_vector::text FROM claims_claimvector
    WHERE claim_id = %s AND NOT pending AND vector IS NOT NULL
"""
COSINE_SQL = """
    SELECT coalesce(
        CASE WHEN %(across)s THEN -(ours.across_vector <#> coalesce(theirs.foreign_vector, theirs.across_vector)) END,
        -(ours.vector <#> theirs.vector)
    )
    FROM claims_claimvector AS ours, claims_factcheckvector AS theirs
    WHERE claim_id = %(claim)s AND fact_check_id = %(fact_check)s AND NOT ours.pending AND NOT theirs.pending
"""

Vector = Sequence[float]


@dataclass(frozen=True, slots=True)
class TextVectors:
    """The vectors of a text: that of the English encoder, and the multilingual one if its language is known to it."""

    vector: Vector
    across: Vector | None = None
    language: str = DEFAULT_CODE

    @property
    def is_english(self) -> bool:
        """Whether the text is in English, as one without a language is taken to be."""
        return is_english(self.language)


@dataclass(frozen=True, slots=True)
class VectorColumn:
    """A column of vectors: the encoder, and SQL for the words that it encodes, which may be empty."""

    words: str
    encoder: EncoderName = EncoderName.ENGLISH

    @property
    def kind(self) -> str:
        """The type of the column: numbers of 16 bits, which is as exact as the encoders."""
        return f"halfvec({ENCODERS[self.encoder].dimensions})"


@dataclass(frozen=True, slots=True)
class VectorTable:
    """A kind of text with its table of vectors: `key` is the id of the text, `source` the table that has the words.

    `columns` are the vectors by the names of their columns. `compared` is the column of the source that says when the
    text was last compared: it is compared again once it has its vectors.
    """

    table: str
    key: str
    source: str
    columns: dict[str, VectorColumn] = field(hash=False)
    compared: str = ""


_HEADLINE = "coalesce(nullif(statement, ''), text)"
_CODE = f"lower(split_part(coalesce(nullif(language, ''), '{DEFAULT_CODE}'), '-', 1))"
_OTHERS = ", ".join(f"'{code}'" for code in sorted(ENCODERS[EncoderName.MULTILINGUAL].languages - {DEFAULT_CODE}))
_IN_ENGLISH = f"CASE WHEN {_CODE} = '{DEFAULT_CODE}' THEN claim_text ELSE '' END"
_IN_OTHERS = f"CASE WHEN {_CODE} IN ({_OTHERS}) THEN claim_text ELSE '' END"

VECTOR_TABLES = (
    VectorTable(
        "claims_claimvector",
        "claim_id",
        "claims_claim",
        {"vector": VectorColumn(_HEADLINE), "across_vector": VectorColumn(_HEADLINE, EncoderName.MULTILINGUAL)},
        "matched",
    ),
    VectorTable("claims_tipvector", "tip_id", "claims_tip", {"vector": VectorColumn("text")}, "compared"),
    VectorTable(
        "claims_factcheckvector",
        "fact_check_id",
        "claims_factcheck",
        {
            "vector": VectorColumn("claim_text"),
            "title_vector": VectorColumn("title"),
            "across_vector": VectorColumn(_IN_ENGLISH, EncoderName.MULTILINGUAL),
            "foreign_vector": VectorColumn(_IN_OTHERS, EncoderName.MULTILINGUAL),
        },
    ),
)
"""All kinds in the order in which they are encoded: what people wait for comes first."""


def is_english(language: str) -> bool:
    """Return whether a tag names English ("en-GB"); a text without a language is taken as English."""
    return primary_code(language) == DEFAULT_CODE


def build_text_vectors(vector: Vector, across: Vector | None, language: str) -> TextVectors:
    """Return the vectors of a text; the multilingual one counts only if the encoder knows the language."""
    code = primary_code(language)
    return TextVectors(vector, across if knows_language(EncoderName.MULTILINGUAL, code) else None, code)


def find_vector_columns() -> bool:
    """Return whether the database has the columns of vectors now."""
    with connection.cursor() as cursor:
        cursor.execute(HAS_VECTORS_SQL)
        return bool(cursor.fetchone()[0])


@cache
def has_vectors() -> bool:
    """Return whether the database had the columns of vectors when this process first asked; else words alone decide."""
    return find_vector_columns()


def get_claim_vectors(claim_id: int, language: str) -> TextVectors | None:
    """Return the vectors of the headline of a claim, which is in a language; None if it has none yet."""
    if not has_vectors():
        return None
    with connection.cursor() as cursor:
        cursor.execute(STORED_SQL, [claim_id])
        row = cursor.fetchone()
    if row is None:
        return None
    vector, across = row
    return build_text_vectors(parse_vector(vector), parse_vector(across) if across else None, language)


def find_cosine(claim_id: int, fact_check_id: int, *, across: bool) -> float | None:
    """Return the cosine of the vectors of a claim and a fact-check; None if one is missing.

    `across` takes the multilingual vectors where both have them.
    """
    if not has_vectors():
        return None
    with connection.cursor() as cursor:
        cursor.execute(COSINE_SQL, {"claim": claim_id, "fact_check": fact_check_id, "across": across})
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
