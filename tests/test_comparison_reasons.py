"""Each reason of a comparison has a text."""

from claims.comparison_reasons import REASON_TEXTS, reason_text
from claims.nlp.comparison import ComparisonReason, ReasonCode


def test_every_code_has_a_text() -> None:
    assert set(REASON_TEXTS) == set(ReasonCode)


def test_a_reason_shows_the_words_of_both() -> None:
    reason = ComparisonReason(ReasonCode.DIFFERENT_NUMBERS, "300 trees", "500 trees")
    assert reason_text(reason) == "Different numbers: 300 trees here, 500 trees there"


def test_languages_are_named() -> None:
    reason = ComparisonReason(ReasonCode.OTHER_LANGUAGE, "fr", "en")
    assert reason_text(reason) == "Different languages: French here, English there"
