"""The features of a sentence."""

import pytest

from claims.nlp import get_language
from claims.nlp.checkworthiness.features import LEXICAL_WEIGHT, extract_features, find_signs

RULES = get_language().checkworthiness.features


@pytest.mark.parametrize(
    ("sentence", "sign"),
    [
        ("It costs €5.", "money"),
        ("It costs five dollars.", "money"),
        ("Twelve percent left.", "percent"),
        ("Is it safe?", "question"),
        ("They’ll win.", "prediction"),
        ("It is the largest dam in Europe.", "comparison"),
    ],
)
def test_a_sign_is_found_by_its_pattern(sentence: str, sign: str) -> None:
    assert sign in find_signs(sentence, RULES)


def test_numbers_and_years_lose_their_digits() -> None:
    features = extract_features("In 1998 we built 1,200 homes.", RULES)
    assert {"#year", "#4", "numbers:2", "who:we"} <= set(features)
    assert "1998" not in features


def test_words_share_a_weight_and_signs_count_in_full() -> None:
    features = extract_features("We built homes.", RULES)
    lexical = [name for name in features if ":" not in name]
    assert features["homes"] == pytest.approx(LEXICAL_WEIGHT / len(lexical) ** 0.5)
    assert features["who:we"] == 1.0
