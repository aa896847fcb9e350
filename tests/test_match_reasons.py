"""Each reason of a match has a text."""

from claims.match_reasons import REASON_TEXTS, describe_match_reason
from claims.nlp.comparison import ComparisonReason, ReasonCode


def test_every_code_has_a_text() -> None:
    assert set(REASON_TEXTS) == set(ReasonCode)


def test_a_reason_shows_the_words_of_both() -> None:
    reason = ComparisonReason(ReasonCode.DIFFERENT_NUMBERS, "300 trees", "500 trees")
    assert describe_match_reason(reason) == "Different numbers. Claim: 300 trees. Fact-check: 500 trees."
    assert describe_match_reason(ComparisonReason(ReasonCode.NEGATION)) == "One of them negates what the other says."
