"""Numbers in figures and in words: one value however it is printed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.nlp import get_language
from claims.nlp.quantities.numbers import find_numbers, parse_number

NUMERALS = get_language().quantities.numerals
SPACES = {"plain": " ", "no-break": "\u00a0", "narrow": "\u202f", "thin": "\u2009"}
ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
SCALES = ((10**9, "billion"), (10**6, "million"), (1000, "thousand"))


def spell_below_thousand(number: int, joiner: str) -> str:
    hundreds, rest = divmod(number, 100)
    words = [f"{ONES[hundreds]} hundred"] if hundreds else []
    if rest:
        tens, ones = divmod(rest, 10)
        small = ONES[rest] if rest < 20 else TENS[tens - 2] + (f"-{ONES[ones]}" if ones else "")
        words.append((joiner if hundreds else "") + small)
    return " ".join(words)


def spell(number: int, joiner: str = "and ") -> str:
    words = []
    for scale, name in SCALES:
        count, number = divmod(number, scale)
        if count:
            words.append(f"{spell_below_thousand(count, joiner)} {name}")
    if number or not words:
        last = spell_below_thousand(number, joiner) or ONES[0]
        words.append((joiner if words and number < 100 else "") + last)
    return " ".join(words)


def group_indian(number: int) -> str:
    head, tail = str(number)[:-3], str(number)[-3:]
    pairs = [head[max(0, end - 2) : end] for end in range(len(head), 0, -2)][::-1]
    return ",".join([*pairs, tail]) if head else tail


def group(number: int, mark: str) -> str:
    return f"{number:,}".replace(",", mark)


@given(st.integers(min_value=1, max_value=10**12 - 1))
def test_a_number_printed_in_any_way_has_one_value(number: int) -> None:
    printed = [str(number), f"{number:,}", group_indian(number), group(number, "'"), group(number, "’")]
    printed += [group(number, space) for space in SPACES.values()]
    printed += [spell(number), spell(number, joiner="")]
    if number >= 10**6:
        printed.append(group(number, "."))
    assert {form: parse_number(form, NUMERALS) for form in printed} == dict.fromkeys(printed, number)


@given(st.integers(min_value=1, max_value=99_999))
def test_a_number_with_a_scale_has_one_value(cents: int) -> None:
    figure = f"{cents / 100:.2f}"
    forms = {"million": 1e6, "m": 1e6, "mn": 1e6, "billion": 1e9, "bn": 1e9, "trn": 1e12, "lakh": 1e5, "crore": 1e7}
    for scale, factor in forms.items():
        gap = " " if len(scale) > 3 else ""
        assert parse_number(f"{figure}{gap}{scale}", NUMERALS) == pytest.approx(cents / 100 * factor)


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("7", 7),
        ("1,114", 1114),
        ("5.2bn", 5.2e9),
        ("$5M", 5e6),
        ("half a million", 5e5),
        ("half-a-million", 5e5),
        ("a third of a billion", 1e9 / 3),
        ("three quarters of a million", 750_000),
        ("a dozen", 12),
        ("half a dozen", 6),
        ("two hundred thousand", 2e5),
        ("three hundred and twelve", 312),
        ("one million two hundred thousand", 1.2e6),
        ("seven thousand, eight hundred", 7800),
        ("a hundred and seven", 107),
        ("fifteen hundred", 1500),
        ("hundred and thirty", 130),
        ("two point seven million", 2.7e6),
        ("three point one four", 3.14),
        ("four and a half million", 4.5e6),
        ("six-and-a-half", 6.5),
        ("a million and a half", 1.5e6),
        ("two and three quarters", 2.75),
        ("3 1/4", 3.25),
        ("7½", 7.5),
        (".75", 0.75),
        ("2 lakh crore", 2e12),
        ("4 crore 50 lakh", 4.5e7),
        ("1,5 million", 1.5e6),
        ("2.345.678", 2_345_678),
        ("zero", 0),
    ],
)
def test_words_name_a_number(words: str, number: float) -> None:
    printed = words.removeprefix("$")
    found = [one.value for one in find_numbers(words, NUMERALS)]
    assert found == [pytest.approx(number)]
    assert words != printed or parse_number(words, NUMERALS) == pytest.approx(number)


@pytest.mark.parametrize(
    "words",
    [
        "many",
        "1,23,4",
        "12,3456",
        "7.000",
        "1.2.3",
        "007",
        "0800 555 222",
        "nineteen seventy-nine",
        "twenty twenty",
        "one two three",
        "COVID-19",
        "B52",
        "A380",
        "the hundred",
        "a third",
        "#12",
        "10:30",
    ],
)
def test_what_is_no_whole_number_gives_none_rather_than_a_part(words: str) -> None:
    assert list(find_numbers(words, NUMERALS)) == []


def test_between_joins_two_numbers_and_not_one() -> None:
    found = find_numbers("between five hundred and six thousand", NUMERALS)
    assert [number.value for number in found] == [500, 6000]
