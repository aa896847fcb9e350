"""What a claim is to a fact-check, by what the desk has read of both."""

from claims.models import FactCheck, Match
from claims.nlp.comparison import ComparedClaim, Comparison, compare_claims
from claims.selectors.compared_claims import describe_claims
from claims.selectors.text_vectors import find_cosine, is_english


def compare_with_fact_check(ours: ComparedClaim, fact_check: FactCheck, cosine: float | None) -> Comparison:
    """Compare a claim with a fact-check; `cosine` is that of their vectors."""
    theirs = ComparedClaim(
        fact_check.claim_text,
        language=fact_check.language or ours.language,
        day=fact_check.claimed or fact_check.reviewed,
        source=fact_check.claimant,
    )
    return compare_claims(ours, theirs, cosine)


def compare_match(match: Match) -> Comparison:
    """Compare the claim and the fact-check of a match anew."""
    ours = describe_claims([match.claim])[match.claim_id]
    across = not (is_english(ours.language) and is_english(match.fact_check.language))
    cosine = find_cosine(match.claim_id, match.fact_check_id, across=across)
    return compare_with_fact_check(ours, match.fact_check, cosine)
