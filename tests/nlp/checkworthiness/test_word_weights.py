"""Fitting the weights of words and signs."""

import pytest

from claims.nlp import get_language
from claims.nlp.checkworthiness.features import extract_features, find_signs
from claims.nlp.checkworthiness.scoring import sum_weights
from claims.nlp.checkworthiness.word_weights import fit_signs, fit_weights

RULES = get_language().checkworthiness.features
FACTS = [f"The deficit rose by {number} percent in {2000 + number}." for number in range(2, 12)]
WISHES = [f"I hope that we all have a nice day number {'x' * number}." for number in range(2, 12)]


def features_of(sentence: str) -> dict[str, float]:
    return extract_features(sentence, find_signs(sentence, RULES), RULES)


def test_training_separates_two_kinds_of_sentences_and_is_repeatable() -> None:
    rows = [features_of(sentence) for sentence in (*FACTS, *WISHES)]
    weights = fit_weights(rows, [1] * 10 + [0] * 10)
    assert weights == fit_weights(rows, [1] * 10 + [0] * 10)
    fact, wish = (features_of(text) for text in ("The debt rose by 7 percent in 2011.", "I hope that we meet again."))
    assert sum_weights(fact, weights) > sum_weights(wish, weights)


def test_what_a_sign_adds_is_found_from_logits() -> None:
    shown = [{"number"}, {"number", "question"}, {"question"}, set()] * 200
    logits = [1.0 + 2.0 * ("number" in found) - 0.5 * ("question" in found) for found in shown]
    base, slopes = fit_signs(shown, logits, ["number", "question"])
    assert base == pytest.approx(1.0, abs=0.1)
    assert list(slopes) == pytest.approx([2.0, -0.5], abs=0.1)
