"""Claims and tips that say the same as a tip in other words: found by their vectors, decided by what they say."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from claims.models import Tip
from claims.nlp.comparison import ComparedClaim, Relation, compare_claims
from claims.selectors.text_vectors import has_vectors

MAX_NEAR = 20
"""The nearest texts that are compared."""

NEAR_CLAIMS_SQL = """
    SELECT id, coalesce(nullif(statement, ''), text), -(near.vector <#> tip.vector)
    FROM claims_tipvector AS tip CROSS JOIN LATERAL (
        SELECT claims_claim.*, vector
        FROM claims_claimvector JOIN claims_claim ON claims_claim.id = claim_id
        WHERE NOT pending AND status NOT IN ('dismissed', 'withdrawn') AND NOT id = ANY(%(rejected)s::bigint[])
        ORDER BY vector <#> tip.vector
        LIMIT %(limit)s
    ) AS near
    WHERE tip.tip_id = %(tip)s AND NOT tip.pending
    ORDER BY 3 DESC, id
"""
NEAR_TIPS_SQL = """
    SELECT id, text, -(near.vector <#> tip.vector)
    FROM claims_tipvector AS tip CROSS JOIN LATERAL (
        SELECT claims_tip.id, text, vector
        FROM claims_tipvector JOIN claims_tip ON claims_tip.id = tip_id
        WHERE NOT pending AND state = 'open' AND duplicate_of_id IS NULL AND id < %(tip)s
        ORDER BY vector <#> tip.vector
        LIMIT %(limit)s
    ) AS near
    WHERE tip.tip_id = %(tip)s AND NOT tip.pending
    ORDER BY 3 DESC, id
"""


@dataclass(frozen=True, slots=True)
class SimilarText:
    """A claim or tip similar to a tip: its id, the two texts, and their similarity from 0 to 1."""

    pk: int
    text: str
    words: str
    score: float


def find_near_claim(tip: Tip, sentences: Sequence[str]) -> SimilarText | None:
    """Return the nearest claim that says the same as a sentence of the tip; None until the tip has its vector."""
    return _find_same(NEAR_CLAIMS_SQL, {"tip": tip.pk, "rejected": tip.rejected_claims}, sentences)


def find_near_tip(tip: Tip) -> SimilarText | None:
    """Return the nearest older open tip that says the same; None until the tip has its vector."""
    return _find_same(NEAR_TIPS_SQL, {"tip": tip.pk}, [tip.text])


def _find_same(query: str, bound: dict[str, Any], texts: Sequence[str]) -> SimilarText | None:
    if not has_vectors():
        return None
    with connection.cursor() as cursor:
        cursor.execute(query, bound | {"limit": MAX_NEAR})
        rows = cursor.fetchall()
    return next(
        (
            SimilarText(pk, text, words, min(max(cosine, 0.0), 1.0))
            for pk, text, cosine in rows
            for words in texts
            if _is_same(words, text, cosine)
        ),
        None,
    )


def _is_same(words: str, text: str, cosine: float) -> bool:
    return compare_claims(ComparedClaim(words), ComparedClaim(text), cosine).relation == Relation.SAME
