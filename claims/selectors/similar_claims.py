"""Similar claims: which claims may say the same as a given one. Whatever finds them, the reading decides later.

Candidates come from words and from vectors and are ranked together, as fact-checks are (`claims.nlp.fusion`). A claim
without a vector, and a desk without vectors, goes by words.
"""

from dataclasses import dataclass
from typing import Any

from django.db import connection

from claims.models import Claim
from claims.nlp.fusion import Candidate, fuse_scores
from claims.removal_reasons import REMOVED_TEXT
from claims.selectors.text_vectors import has_vectors
from claims.selectors.trigram_search import search_by_trigrams

MIN_SIMILARITY = 0.4
MAX_CANDIDATES = 200
"""Claims that the index of words may find before the nearest are taken."""
MAX_NEAR = 20
"""Claims that the index of vectors finds."""
MAX_SIMILAR_CLAIMS = 20
MAX_WORDS_CHARACTERS = 400

WORD_SCORE_SQL = "greatest(similarity(text, %(words)s), similarity(statement, %(words)s))"
OTHERS_SQL = """
    claims_claim.id <> %(claim)s AND text <> %(removed)s AND (status <> 'dismissed' OR dismissal = 'duplicate')
"""

BY_WORDS_SQL = f"""
    SELECT id, score, NULL, created FROM (
        SELECT id, {WORD_SCORE_SQL} AS score, created
        FROM claims_claim
        WHERE (upper(text) %% upper(%(words)s) OR upper(statement) %% upper(%(words)s)) AND {OTHERS_SQL}
        LIMIT %(candidates)s
    ) AS claim
    ORDER BY score DESC, id DESC
    LIMIT %(limit)s
"""  # noqa: S608 - no part comes from outside
BY_MEANING_SQL = f"""
    WITH own AS MATERIALIZED (
        SELECT vector FROM claims_claimvector WHERE claim_id = %(claim)s AND NOT pending
    ), near AS MATERIALIZED (
        SELECT nearest.id FROM own CROSS JOIN LATERAL (
            SELECT claims_claim.id
            FROM claims_claimvector JOIN claims_claim ON claims_claim.id = claim_id
            WHERE NOT pending AND {OTHERS_SQL}
            ORDER BY claims_claimvector.vector <#> own.vector
            LIMIT %(near)s
        ) AS nearest
    ), chosen AS (
        SELECT id FROM near UNION SELECT unnest(%(by_words)s::bigint[])
    )
    SELECT claims_claim.id, {WORD_SCORE_SQL}, -(claims_claimvector.vector <#> own.vector), created
    FROM own CROSS JOIN chosen
    JOIN claims_claim ON claims_claim.id = chosen.id
    LEFT JOIN claims_claimvector ON claim_id = chosen.id AND NOT pending
"""  # noqa: S608 - no part comes from outside
"""The claims nearest to the vector of a claim and those found by words, each with its scores, in no order; none if the
claim has no vector yet."""


@dataclass(frozen=True, slots=True)
class SimilarClaim:
    """A claim, how similar it is to another, from 0 to 1, and the cosine of their vectors, if there are any."""

    claim: Claim
    score: float
    cosine: float | None = None


def find_similar_claims(claim: Claim) -> list[SimilarClaim]:
    """Return the claims that are most like a claim in their words and by their vectors, the most similar first.

    Dismissed claims are left out, but for duplicates. Words find nothing if their search takes too long.
    """
    bound: dict[str, Any] = {
        "words": claim.headline[:MAX_WORDS_CHARACTERS],
        "claim": claim.pk,
        "removed": REMOVED_TEXT,
        "candidates": MAX_CANDIDATES,
        "near": MAX_NEAR,
        "limit": MAX_SIMILAR_CLAIMS,
    }
    by_words = search_by_trigrams(BY_WORDS_SQL, MIN_SIMILARITY, bound, warning="claims.not_compared")
    by_meaning = _search_by_meaning(bound | {"by_words": [row[0] for row in by_words]}) if has_vectors() else []
    scores = _fuse(by_meaning) if by_meaning else {pk: (score, None) for pk, score, *_ in by_words}
    claims = Claim.objects.in_bulk(scores)
    return [SimilarClaim(claims[pk], min(score, 1.0), cosine) for pk, (score, cosine) in scores.items()]


def _search_by_meaning(bound: dict[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(BY_MEANING_SQL, bound)
        return list(cursor.fetchall())


def _fuse(rows: list[tuple[Any, ...]]) -> dict[int, tuple[float, float | None]]:
    """Return the score and the cosine of the best claims by their ids, in order."""
    scores = fuse_scores([Candidate(words, cosine, None, created.date()) for _, words, cosine, created in rows])
    ranked = sorted(zip(scores, rows, strict=True), key=lambda pair: (-pair[0], -pair[1][0]))
    return {pk: (score, cosine) for score, (pk, _, cosine, _) in ranked[:MAX_SIMILAR_CLAIMS]}
