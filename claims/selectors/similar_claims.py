"""Similar claims: which claims may say the same as a given one. Whatever finds them, the reading decides later."""

from dataclasses import dataclass
from typing import Any

from claims.models import Claim
from claims.removal_reasons import REMOVED_TEXT
from claims.selectors.trigram_search import search_by_trigrams

MIN_SIMILARITY = 0.4
MAX_CANDIDATES = 200
"""Claims that the index may find before the nearest are taken."""
MAX_SIMILAR_CLAIMS = 20
MAX_WORDS_CHARACTERS = 400

SIMILAR_CLAIMS_SQL = """
    SELECT id, score FROM (
        SELECT id, greatest(similarity(text, %(words)s), similarity(statement, %(words)s)) AS score
        FROM claims_claim
        WHERE (upper(text) %% upper(%(words)s) OR upper(statement) %% upper(%(words)s))
            AND id <> %(claim)s AND text <> %(removed)s
            AND (status <> 'dismissed' OR dismissal = 'duplicate')
        LIMIT %(candidates)s
    ) AS claim
    ORDER BY score DESC, id DESC
    LIMIT %(limit)s
"""


@dataclass(frozen=True, slots=True)
class SimilarClaim:
    """A claim, how similar it is to another, from 0 to 1, and the cosine of their vectors, if there are any."""

    claim: Claim
    score: float
    cosine: float | None = None


def find_similar_claims(claim: Claim) -> list[SimilarClaim]:
    """Return the claims whose words are most like those of a claim, the most similar first.

    Dismissed claims are left out, but for duplicates. Nothing is found if the search takes too long.
    """
    scores = _search(claim)
    claims = Claim.objects.in_bulk(scores)
    return [SimilarClaim(claims[pk], min(score, 1.0)) for pk, score in scores.items()]


def _search(claim: Claim) -> dict[int, float]:
    bound: dict[str, Any] = {
        "words": claim.headline[:MAX_WORDS_CHARACTERS],
        "claim": claim.pk,
        "removed": REMOVED_TEXT,
        "candidates": MAX_CANDIDATES,
        "limit": MAX_SIMILAR_CLAIMS,
    }
    return dict(search_by_trigrams(SIMILAR_CLAIMS_SQL, MIN_SIMILARITY, bound, warning="claims.not_compared"))
