"""The features of a sentence."""

import pytest

from claims.nlp import get_language
from claims.nlp.checkworthiness.features import LEXICAL_WEIGHT, extract_features, find_signs, show_signs

RULES = get_language().checkworthiness.features


@pytest.mark.parametrize(
    ("sentence", "sign", "words"),
    [
        ("It costs €5.", "money", "costs €5"),
        ("It costs five dollars.", "money", "five dollars"),
        ("Twelve percent left.", "percent", "Twelve percent"),
        ("Is it safe?", "question", "safe?"),
        ("They’ll win.", "prediction", "They’ll win"),
        ("It is the largest dam in Europe.", "comparison", "largest dam in Europe"),
        ("Some 300 people died there.", "death_toll", "300 people died"),
        ("Rents hit a record high.", "record", "record high"),
        ("It was the driest summer since records began.", "record", "since records began"),
        ("Sales rose compared with 2019.", "compares_time", "compared with 2019"),
        ("One in five children is poor.", "share", "One in five"),
        ("My landlord never came.", "personal", "My landlord"),
        ("How dare you say that?", "rhetorical", "How dare you"),
        ("The meeting is adjourned.", "procedural", "meeting is adjourned"),
    ],
)
def test_a_sign_is_found_by_its_pattern(sentence: str, sign: str, words: str) -> None:
    assert sign in find_signs(sentence, RULES)
    assert show_signs(sentence, [sign], RULES)[sign] == words


@pytest.mark.parametrize(
    ("sentence", "sign"),
    [
        ("For the record, the mayor left.", "record"),
        ("They invest money in schools.", "comparison"),
        ("The ministry rents the house.", "personal"),
        ("She turned to stone.", "procedural"),
    ],
)
def test_a_sign_is_not_found_in_other_words(sentence: str, sign: str) -> None:
    assert sign not in find_signs(sentence, RULES)


def test_numbers_and_years_lose_their_digits() -> None:
    features = extract_features("In 1998 we built 1,200 homes.", (), RULES)
    assert {"#year", "#4", "numbers:2", "who:we"} <= set(features)
    assert "1998" not in features


def test_words_share_a_weight_and_signs_count_in_full() -> None:
    features = extract_features("We built homes.", ("number",), RULES)
    lexical = [name for name in features if ":" not in name]
    assert features["homes"] == pytest.approx(LEXICAL_WEIGHT / len(lexical) ** 0.5)
    assert features["who:we"] == features["sign:number"] == 1.0
