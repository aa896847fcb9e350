"""Finding numbers that can be compared."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.nlp import get_language
from claims.nlp.quantities import find_quantities
from claims.nlp.reading import Quantity, QuantityKind


def find_all(text: str, tags: dict[int, str] | None = None) -> tuple[Quantity, ...]:
    return find_quantities(text, 0, len(text), get_language().quantities, lambda: tags or {})


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("more than 7,000 Russians have been killed", 7000, None, "Russians killed"),
        ("at least 12 people", 12, None, "people"),
        ("up to 40 trucks", None, 40, "trucks"),
        ("nearly 300 soldiers", 300, 300, "soldiers"),
        ("between 5 and 6 million voters", 5e6, 6e6, "voters"),
        ("five or six missiles", 5, 6, "missiles"),
        ("half a million tonnes", 500_000, 500_000, "tonnes"),
        ("one in four children", 25, 25, "%"),
        ("two thirds of the town", 66.67, 66.67, "%"),
        ("£340m was spent", 340e6, 340e6, "£"),
        ("$1.2 billion", 1.2e9, 1.2e9, "$"),
        ("80% destroyed", 80, 80, "%"),
        ("6.1 per cent", 6.1, 6.1, "%"),
        ("the price doubled to 90 euros", 90, 90, "euros"),
        ("imports have doubled", 2, 2, "times"),
        ("twenty-five houses", 25, 25, "houses"),
        ("three hundred and twelve houses", 312, 312, "houses"),
        ("10-15 boats", 10, 15, "boats"),
        ("1\u202f350\u202f000 voters", 1_350_000, 1_350_000, "voters"),
        ("a loss of minus 4 percent", -4, -4, "%"),
        ("it was -0.7% in May", -0.7, -0.7, "%"),
        ("850 or more sheep", 850, None, "sheep"),
        ("650 guests or fewer", None, 650, "guests"),
        ("two thousand-plus readers", 2000, None, "readers"),
        ("the bill exceeded 6 billion yen", 6e9, None, "yen"),
        ("the fee must not exceed 9 dollars", None, 9, "dollars"),
        ("three-fifths of the fleet", 60, 60, "%"),
        ("every third lamp", 33.33, 33.33, "%"),
        ("between a tenth and an eighth of the fleet", 10, 12.5, "%"),
        ("fares must not be higher than 50 dollars", None, 50, "dollars"),
        ("the fee cannot be less than 40 euros", 40, None, "euros"),
        ("pay should never fall below 15 dollars", 15, None, "dollars"),
        ("at the most 40 fans", None, 40, "fans"),
        ("nought point nine percent", 0.9, 0.9, "%"),
        ("between minus 1 and plus 2 percent", -1, 2, "%"),
        ("prices were double those in Spain", 2, 2, "times"),
        ("including 6 in intensive care", 6, 6, ""),
        ("a loss of Sh1.2 billion", 1.2e9, 1.2e9, "Sh"),
        ("earnings of Rs. 1,62,000 crore", 1.62e12, 1.62e12, "Rs"),
        ("between a third and two thirds of the fleet", 33.33, 66.67, "%"),
        ("one farmer in ten", 10, 10, "%"),
        ("¾ of shops", 75, 75, "%"),
        ("half a percentage point", 0.5, 0.5, "percentage points"),
        ("75 basis points", 0.75, 0.75, "percentage points"),
        ("six times as many", 6, 6, "times"),
        ("the queue grew fourfold", 4, 4, "times"),
        ("a 2.2x return", 2.2, 2.2, "times"),
        ("a 60-mile fence", 60, 60, "mile"),
        ("a 2.5m-high fence", 2.5, 2.5, "m"),
        ("a year and a half", 1.5, 1.5, "year"),
        ("nine of our vans", 9, 9, "vans"),
        ("gusts of 88mph", 88, 88, "mph"),
    ],
)
def test_a_quantity_has_value_and_unit(text: str, low: float | None, high: float | None, unit: str) -> None:
    (quantity,) = find_all(text)
    assert (quantity.low, quantity.high, quantity.unit) == (low, high, unit)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a convoy of 15 buses and 1,114 people on board", [(15, "buses"), (1114, "people")]),
        ("eight of the 30 pumps failed", [(8, "pumps"), (30, "pumps")]),
        ("half of the 90 tents", [(50, "%"), (90, "tents")]),
        ("the motion fell by 40 votes to 31", [(40, "votes"), (31, "votes")]),
        ("the council rejected it 12-9", [(12, "votes"), (9, "votes")]),
        ("she won by 55 percent to 45", [(55, "%"), (45, "%")]),
    ],
)
def test_two_numbers_are_two_quantities(text: str, expected: list[tuple[float, str]]) -> None:
    assert [(one.low, one.unit) for one in find_all(text)] == expected


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("six to eight million litres", 6e6, 8e6),
        ("200-300,000 litres", 2e5, 3e5),
        ("€2.5-3bn", 2.5e9, 3e9),
        ("two to three hundred cars", 200, 300),
        ("fines of 80 to 4 million dollars", 80, 4e6),
        ("grants run from 900 to 2 million euros", 900, 2e6),
        ("between 300 and 1,500 cars", 300, 1500),
        ("between one and two hundred cars", 100, 200),
    ],
)
def test_a_range_shares_a_scale_where_that_makes_sense(text: str, low: float, high: float) -> None:
    (quantity,) = find_all(text)
    assert (quantity.low, quantity.high, quantity.kind) == (low, high, "range")


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("Between 14 and possibly as many as 20 people died.", 14, 20),
        ("The blaze killed between 30 and perhaps 40 sheep.", 30, 40),
        ("Between 3,000 and up to 5,000 homes lost power.", 3000, 5000),
        ("From 10 to probably 15 ships sank.", 10, 15),
        ("The repair takes 6 or even 8 weeks.", 6, 8),
    ],
)
def test_a_doubt_before_the_second_number_leaves_a_range(text: str, low: float, high: float) -> None:
    assert [(found.low, found.high, found.kind) for found in find_all(text)] == [(low, high, QuantityKind.RANGE)]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("She met between 14 men and possibly 20 women.", [14, 20]),
        ("14 ships sank and possibly 20 boats drifted.", [14, 20]),
        ("20 people or more to come", [20]),
        ("the tax is 4 percent and up", [4]),
    ],
)
def test_a_doubt_joins_no_numbers_of_different_things(text: str, values: list[float]) -> None:
    assert [found.low for found in find_all(text)] == values
    assert all(found.kind != QuantityKind.RANGE for found in find_all(text))


@pytest.mark.parametrize(
    ("text", "low", "unit"),
    [
        ("tens of thousands of farmers", 10_000, "farmers"),
        ("dozens of cows", 12, "cows"),
        ("several thousand cows", 2000, "cows"),
        ("billions of euros", 1e9, "euros"),
    ],
)
def test_a_vague_number_is_open(text: str, low: float, unit: str) -> None:
    (quantity,) = find_all(text)
    assert (quantity.low, quantity.high, quantity.unit, quantity.kind) == (low, None, unit, "vague")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("about 90 cows", "approx"),
        ("90-odd cows", "approx"),
        ("a couple of hundred cows", "approx"),
        ("only 90 cows", "exact"),
        ("as few as 90 cows", "at_least"),
        ("no more than 90 cows", "at_most"),
        ("90 to 95 cows", "range"),
        ("work over five years", "exact"),
        ("it took over five years", "at_least"),
    ],
)
def test_a_quantity_has_a_kind(text: str, kind: str) -> None:
    (quantity,) = find_all(text)
    assert quantity.kind == kind


@pytest.mark.parametrize(
    ("text", "value", "currency"),
    [
        ("US$3bn", 3e9, "USD"),
        ("$3bn", 3e9, "USD"),
        ("A$3bn", 3e9, "AUD"),
        ("EUR 3 billion", 3e9, "EUR"),
        ("3bn Swiss francs", 3e9, "CHF"),
        ("Rs 3 crore", 3e7, "INR"),
        ("R$ 3 million", 3e6, "BRL"),
        ("60p", 0.6, "GBP"),
        ("40 kroner", 40, ""),
    ],
)
def test_money_has_the_code_of_its_currency(text: str, value: float, currency: str) -> None:
    (quantity,) = find_all(text)
    assert (quantity.low, quantity.currency) == (value, currency)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("2,300 hikers crossed the pass", "hikers"),
        ("1700 nurses resigned", "nurses"),
        ("14 roofs collapsed", "roofs"),
        ("40 firemen fought the blaze", "firemen"),
        ("6 million Swiss people", "Swiss people"),
        ("90 homes last year", "homes"),
    ],
)
def test_a_unit_ends_where_the_noun_phrase_ends(text: str, unit: str) -> None:
    (quantity,) = find_all(text)
    assert quantity.unit == unit


def test_the_tags_of_the_parser_end_a_unit() -> None:
    text = "12 crew drowned"
    (quantity,) = find_all(text, {0: "CD", 3: "NN", 8: "VBD"})
    assert quantity.unit == "crew"


@pytest.mark.parametrize(
    "text",
    [
        "on March 22",
        "in 2016",
        "at 9:30 p.m.",
        "from 6 to 8 p.m.",
        "the 1st of May",
        "one of them",
        "Sept. 11",
        "3-5 May",
        "12.05.2023",
        "in the 1970s",
        "the 2013 flood",
        "2018 figures",
        "Section 12 protects tenants",
        "pages 14 and 15",
        "Flight 82 left",
        "Form 88 takes long",
        "Case 2023-118 ended",
        "the 7.45 to Crewe left",
        "a 5G mast",
        "they beat Kent 24-17",
        "the teams tied 3-3",
        "call 101 or write",
        "children aged between 5 and 11",
        "users were under 13.",
        "the widow, now 91, left",
        "on 2 October, 1452",
        "he took Boeing 757",
        "No. 12 is empty",
        "at 14 Mill Lane",
        "call 555-812-3456",
        "dial 0800 555 777",
        "a 52-year-old nurse",
        "aged 18 to 24",
        "16- to 24-year-olds",
        "women over 50",
        "Ann Hill, 44, and others",
        "as he said.[14]",
        "the 24/7 hotline",
        "they won 3-1",
        "36 hours ago",
        "twenty sixteen",
        "7.000 euros or so",
        "in a COVID-19 ward",
    ],
)
def test_dates_names_and_pronouns_count_nothing(text: str) -> None:
    assert find_all(text) == ()


def test_the_two_sides_of_a_vote_count() -> None:
    assert [quantity.low for quantity in find_all("The house passed the bill 226 to 201.")] == [226, 201]


def test_a_part_out_of_a_whole_is_one_number_of_two() -> None:
    assert [quantity.low for quantity in find_all("six out of the 31 boys")] == [6, 31]


def test_a_bound_outside_the_passage_still_holds() -> None:
    text = "more than 40 cows"
    (quantity,) = find_quantities(text, 10, len(text), get_language().quantities)
    assert (quantity.low, quantity.high, text[quantity.span.start : quantity.span.end]) == (40, None, "40")


PIECES = (
    "a an one two ten twenty hundred thousand million dozen half third quarter thirds and of the to from by between "
    "or in more than over up at least percent points $ £ Rs EUR euros % - – , . ; ( ) [ ] ' ’ “ ” 3 12 300 2,000 7.5 ½ "
    "m bn k people homes rose fell cut votes won May 2019 p.m. aged years ago Section times x twice doubled tens"
).split()


@given(st.lists(st.sampled_from(PIECES), max_size=30), st.lists(st.sampled_from([" ", "", "-", "\u00a0"]), min_size=30))
def test_any_words_are_read_without_error_and_every_span_is_inside(words: list[str], gaps: list[str]) -> None:
    text = "".join(word + gap for word, gap in zip(words, gaps, strict=False))
    for quantity in find_all(text):
        assert 0 <= quantity.span.start < quantity.span.end <= len(text)
        assert quantity.low is not None or quantity.high is not None
        if quantity.low is not None and quantity.high is not None:
            assert quantity.low <= quantity.high
