"""What a claim is to a fact-check, by what the desk has read of both."""

from claims.models import Claim, FactCheck, Match
from claims.nlp.comparison import ComparedClaim, Comparison, compare_claims
from claims.selectors.reading_json import first_appearance
from claims.selectors.text_vectors import find_cosine


def compare_with_fact_check(claim: Claim, fact_check: FactCheck, cosine: float | None) -> Comparison:
    """Compare a claim with a fact-check; `cosine` is that of their vectors."""
    ours = _describe_claim(claim)
    theirs = ComparedClaim(
        fact_check.claim_text,
        language=fact_check.language or ours.language,
        day=fact_check.claimed or fact_check.reviewed,
        source=fact_check.claimant,
    )
    return compare_claims(ours, theirs, cosine)


def compare_match(match: Match) -> Comparison:
    """Compare the claim and the fact-check of a match anew."""
    return compare_with_fact_check(match.claim, match.fact_check, find_cosine(match.claim_id, match.fact_check_id))


def _describe_claim(claim: Claim) -> ComparedClaim:
    appearance = first_appearance(claim)
    asserting = next(iter(appearance.attributions.all()), None)
    article = appearance.article
    return ComparedClaim(
        claim.headline,
        language=article.language,
        day=article.published or article.created.date(),
        source=asserting.name if asserting and not asserting.unresolved else "",
        quantities=list(appearance.quantities.all()),
    )
