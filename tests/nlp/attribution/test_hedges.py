"""Hedges and denials."""

import pytest

from claims.nlp import get_language
from claims.nlp.attribution.hedges import find_hedge, is_denied
from claims.nlp.attribution.types import Attribution
from claims.nlp.reading import Span

ATTRIBUTION = get_language().attribution
HEDGES, CUES = ATTRIBUTION.hedges, ATTRIBUTION.cues


def attribute(cue: str, lemma: str, how: str = "clause") -> Attribution:
    return Attribution((Span(len(cue), len(cue) + 1),), None, Span(0, len(cue)), lemma, how)


@pytest.mark.parametrize(
    ("words", "hedge"),
    [
        ("they would have left", "would have"),
        ("the dam may fail", "may"),
        ("he is believed to be abroad", "is believed to"),
        ("the dam failed", ""),
        ("the dam is likely to fail", "likely"),
        ("the dam was likely to fail", "likely"),
        ("the dam is 20% more likely to fail", ""),
        ("the dam is twice as likely to fail", ""),
    ],
)
def test_the_first_hedging_words_are_returned(words: str, hedge: str) -> None:
    assert find_hedge(words, None, HEDGES, CUES, is_quoted=False) == hedge


def test_a_doubting_verb_hedges_all_but_a_quotation() -> None:
    assert find_hedge("the dam failed", attribute("think", "think"), HEDGES, CUES, is_quoted=False) == "think"
    assert find_hedge("the dam failed", attribute("think", "think", "quote"), HEDGES, CUES, is_quoted=True) == ""
    assert find_hedge("the dam failed", attribute("say", "say"), HEDGES, CUES, is_quoted=False) == ""


@pytest.mark.parametrize(
    ("cue", "lemma", "denied"),
    [("denied", "deny", True), ("did not deny", "deny", False), ("said", "say", False)],
)
def test_a_denial_that_is_negated_is_none(cue: str, lemma: str, denied: bool) -> None:
    assert is_denied(cue, attribute(cue, lemma), HEDGES, CUES) is denied


def test_a_claim_without_an_attribution_is_not_denied() -> None:
    assert not is_denied("", None, HEDGES, CUES)
