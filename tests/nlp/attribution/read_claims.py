"""The claim of a text that holds a content, and its source chain."""

from claims.nlp import read
from claims.nlp.reading import Claim

PUBLISHED = "2024-05-15"


def claim_of(text: str, content: str) -> Claim:
    """Return the claim that holds a content."""
    claims = read(text, published=PUBLISHED).claims
    return next(claim for claim in claims if content in text[claim.span.start : claim.span.end])


def chain(claim: Claim) -> list[str]:
    """Return the names of the source chain."""
    return [link.name for link in claim.chain]
