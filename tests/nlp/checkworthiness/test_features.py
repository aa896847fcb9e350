"""The features of a sentence."""

import pytest

from claims.nlp import get_language
from claims.nlp.checkworthiness.features import LEXICAL_WEIGHT, Sign, extract_features, find_signs, show_signs

RULES = get_language().checkworthiness.features
SHOWING = """
it cost 5 percent, or two per cent, or 1,200 euros in 1999 and 2020
the state spends a billion dollars
dozens of miners were killed, the death toll is 40, ten died, twenty wounded, deaths: 3, murdered hundreds
an all-time high, the worst flood in memory, for the first time, unprecedented, the biggest ever, a record profit
more than in 2019, up from a year earlier, than the previous winter, on the same day, year-on-year, since she became it
one in five, most of the town, three-quarters of the boats
unemployment, gdp, a budget deficit, the national debt, crimes, wages, incomes, growth, exports, the birth rate
because of rain, due to wind, it caused harm, led to fire, thanks to them, as a result of it
fewer boats than ever, the least of them, a higher wall than in rome, the oldest inn of all, most boats in port
prices have fallen, risen, rose, were cut, grew, declined, increased
she voted against it, vetoed it, signed, opposed
i think we should, let's go, let me try, in my view they ought to, we need it
they'll win, it will rain, we shall go, is going to stop, gonna
is it so?
thank you, good morning, welcome, sorry, please, congratulations
my landlord called her mum, i was born here, i'm proud
who knows, how dare you, what kind of town, why should we, believe me, make no mistake, enough is enough
next question, moving on to jobs, turn to the budget, your response, one minute to respond, has the floor
the opening statement, a commercial break, stay with us, the hearing will be resumed, item four on the agenda
""".strip().splitlines()


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


@pytest.mark.parametrize("sign", RULES.signs, ids=lambda sign: sign.name)
def test_a_pattern_that_waits_for_its_words_finds_as_much(sign: Sign) -> None:
    found = [sentence for sentence in SHOWING if sign.pattern.search(sentence)]
    assert found
    assert [sentence for sentence in SHOWING if sign.find(sentence)] == found


def test_numbers_and_years_lose_their_digits() -> None:
    features = extract_features("In 1998 we built 1,200 homes.", (), RULES)
    assert {"#year", "#4", "numbers:2", "who:we"} <= set(features)
    assert "1998" not in features


def test_words_share_a_weight_and_signs_count_in_full() -> None:
    features = extract_features("We built homes.", ("number",), RULES)
    lexical = [name for name in features if ":" not in name]
    assert features["homes"] == pytest.approx(LEXICAL_WEIGHT / len(lexical) ** 0.5)
    assert features["who:we"] == features["sign:number"] == 1.0
