"""Claims and tips that say the same as a tip in other words: found by their vectors, decided by what they say."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from claims.models import Claim, Tip
from claims.nlp.comparison import ComparedClaim, Relation, compare_claims
from claims.nlp.pipeline import find_language
from claims.selectors.compared_claims import describe_claims
from claims.selectors.text_vectors import has_vectors

MAX_NEAR = 20
"""The nearest texts that are compared."""

NEAR_CLAIMS_SQL = """
    SELECT id, -(near.vector <#> tip.vector)
    FROM claims_tipvector AS tip CROSS JOIN LATERAL (
        SELECT claims_claim.id, vector
        FROM claims_claimvector JOIN claims_claim ON claims_claim.id = claim_id
        WHERE NOT pending AND status NOT IN ('dismissed', 'withdrawn') AND NOT id = ANY(%(rejected)s::bigint[])
        ORDER BY vector <#> tip.vector
        LIMIT %(limit)s
    ) AS near
    WHERE tip.tip_id = %(tip)s AND NOT tip.pending
    ORDER BY 2 DESC, id
"""
NEAR_TIPS_SQL = """
    SELECT id, -(near.vector <#> tip.vector)
    FROM claims_tipvector AS tip CROSS JOIN LATERAL (
        SELECT claims_tip.id, vector
        FROM claims_tipvector JOIN claims_tip ON claims_tip.id = tip_id
        WHERE NOT pending AND state = 'open' AND duplicate_of_id IS NULL AND id < %(tip)s
        ORDER BY vector <#> tip.vector
        LIMIT %(limit)s
    ) AS near
    WHERE tip.tip_id = %(tip)s AND NOT tip.pending
    ORDER BY 2 DESC, id
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
    cosines = _find_near(NEAR_CLAIMS_SQL, {"tip": tip.pk, "rejected": tip.rejected_claims})
    theirs = describe_claims(Claim.objects.filter(pk__in=cosines)) if cosines else {}
    return _find_same(tip, sentences, cosines, theirs)


def find_near_tip(tip: Tip) -> SimilarText | None:
    """Return the nearest older open tip that says the same; None until the tip has its vector."""
    cosines = _find_near(NEAR_TIPS_SQL, {"tip": tip.pk})
    theirs = {other.pk: _describe_tip(other, other.text) for other in Tip.objects.filter(pk__in=cosines)}
    return _find_same(tip, [tip.text], cosines, theirs)


def _find_near(query: str, bound: dict[str, Any]) -> dict[int, float]:
    """Return the cosines of the nearest texts by their ids, the nearest first."""
    if not has_vectors():
        return {}
    with connection.cursor() as cursor:
        cursor.execute(query, bound | {"limit": MAX_NEAR})
        return dict(cursor.fetchall())


def _find_same(
    tip: Tip, texts: Sequence[str], cosines: Mapping[int, float], theirs: Mapping[int, ComparedClaim]
) -> SimilarText | None:
    """Return the first of the others that says the same as one of the texts of a tip."""
    ours = [_describe_tip(tip, words) for words in texts] if cosines else []
    return next(
        (
            SimilarText(pk, theirs[pk].text, words.text, min(max(cosine, 0.0), 1.0))
            for pk, cosine in cosines.items()
            for words in ours
            if compare_claims(words, theirs[pk], cosine).relation == Relation.SAME
        ),
        None,
    )


def _describe_tip(tip: Tip, words: str) -> ComparedClaim:
    """Return words of a tip with the language of the tip, and the day from which "yesterday" counts."""
    return ComparedClaim(words, find_language(tip.text), tip.created.date())
