"""Comparing two claims: the same, the same with another number, the opposite, narrower or wider."""

from claims.nlp.comparison.deciding import compare_claims, list_reasons_against
from claims.nlp.comparison.types import (
    REASONS_FOR,
    ComparedClaim,
    Comparison,
    ComparisonReason,
    ReasonCode,
    Relation,
)

__all__ = [
    "REASONS_FOR",
    "ComparedClaim",
    "Comparison",
    "ComparisonReason",
    "ReasonCode",
    "Relation",
    "compare_claims",
    "list_reasons_against",
]
