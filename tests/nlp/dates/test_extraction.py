"""Finding dates, and resolving them against the day of publication."""

from datetime import date

import pytest

from claims.nlp import get_language
from claims.nlp.dates import find_dates, find_day, prefers_day
from claims.nlp.reading import Span

TUESDAY = date(2022, 3, 22)
GRAMMAR = get_language().dates


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("on Tuesday morning", "2022-03-22"),
        ("on Monday", "2022-03-21"),
        ("on Wednesday", "2022-03-16"),
        ("last Tuesday", "2022-03-15"),
        ("next Friday", "2022-03-25"),
        ("this Friday", "2022-03-25"),
        ("Monday last week", "2022-03-14"),
        ("yesterday", "2022-03-21"),
        ("tomorrow", "2022-03-23"),
        ("the day before yesterday", "2022-03-20"),
        ("last night", "2022-03-21"),
        ("March 3, 2021", "2021-03-03"),
        ("3 March 2021", "2021-03-03"),
        ("the 3rd of March 2021", "2021-03-03"),
        ("2021-03-03", "2021-03-03"),
        ("2021/11/30", "2021-11-30"),
        ("28.02.2019", "2019-02-28"),
        ("02/28/2019", "2019-02-28"),
        ("28/02/2019", "2019-02-28"),
        ("4/5/2019", ""),
        ("December 24", "2021-12-24"),
        ("in June 2020", "2020-06"),
        ("since January", "2022-01"),
        ("In October", "2021-10"),
        ("last May", "2021-05"),
        ("November last year", "2021-11"),
        ("in 1998", "1998"),
        ("last year", "2021"),
        ("this month", "2022-03"),
        ("two weeks ago", "2022-W10"),
        ("a fortnight ago", "2022-W10"),
        ("three days ago", "2022-03-19"),
        ("two decades ago", "2002"),
        ("half a century ago", "1972"),
        ("last autumn", "2021"),
        ("last winter", "2021"),
        ("next summer", "2022"),
        ("on Christmas Day", "2021-12-25"),
        ("February 30, 2021", ""),
        ("9-12 March", "2022-03-09/2022-03-12"),
        ("March 9 to 12, 2020", "2020-03-09/2020-03-12"),
        ("30 January to 2 February", "2022-01-30/2022-02-02"),
        ("the last five years", "2017/2022"),
        ("the 1970s", "197X"),
        ("the nineties", "199X"),
        ("the 18th century", "17XX"),
        ("Q3 2021", "2021-Q3"),
        ("the third quarter", "2021-Q3"),
        ("last quarter", "2021-Q4"),
        ("this quarter", "2022-Q1"),
        ("fiscal 2020-21", "2020/2021"),
        ("fiscal year 2021", "2021"),
        ("FY 2021", "2021"),
        ("H1 2021", "2021-01/2021-06"),
        ("the ’80s", "198X"),
        ("the 9/11 raids", "2001-09-11"),
        ("over the past six months", "2021-09/2022-03"),
        ("the Sept. 11 attacks", "2001-09-11"),
        ("the fourth of July 1976", "1976-07-04"),
        ("July the fourth", "2021-07-04"),
        ("Tuesday, April 2, 1901", "1901-04-02"),
        ("2 October, 1452", "1452-10-02"),
        ("03-Sep-2020", "2020-09-03"),
        ("the first half of 2021", "2021-01/2021-06"),
        ("the final quarter of 2020", "2020-Q4"),
        ("the year after next", "2024"),
        ("the week before last", "2022-W10"),
        ("a year and a half ago", "2020-09"),
        ("in two years’ time", "2024"),
        ("mid-2019", "2019"),
        ("the 1200s", "12XX"),
        ("November sales", "2021-11"),
    ],
)
def test_a_time_keeps_the_precision_of_the_text(text: str, value: str) -> None:
    (mention,) = find_dates(text, 0, len(text), TUESDAY, GRAMMAR)
    assert mention.value == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The jury will meet on Thursday.", "2022-03-24"),
        ("The jury met on Thursday.", "2022-03-17"),
        ("The bridge opens on Monday.", "2022-03-28"),
        ("The bridge opened on Monday.", "2022-03-21"),
        ("The bridge will be opened on Monday.", "2022-03-28"),
        ("The bridge was opened on Monday.", "2022-03-21"),
        ("The envoy is due to land on Sunday.", "2022-03-27"),
        ("On Sunday the envoy will land.", "2022-03-27"),
        ("On Sunday the envoy landed.", "2022-03-20"),
        ("The rule takes effect June 9.", "2022-06-09"),
        ("The rule took effect June 9.", "2021-06-09"),
        ("The shop closes on January 9.", "2023-01-09"),
        ("The shop closed on January 9.", "2022-01-09"),
        ("They hope to finish in February.", "2023-02"),
        ("They finished in February.", "2022-02"),
        ("They have until Saturday.", "2022-03-26"),
        ("A vote was set for Saturday.", "2022-03-26"),
        ("A vote was called for 6 October.", "2022-10-06"),
        ("A vote held on the 21st of March was void.", "2022-03-21"),
        ("They have been away since Saturday.", "2022-03-19"),
        ("The fleet sails on Saturday.", "2022-03-26"),
        ("The branch shuts on July 9.", "2022-07-09"),
    ],
)
def test_the_verb_says_which_way_a_date_points(text: str, value: str) -> None:
    (mention,) = find_dates(text, 0, len(text), TUESDAY, GRAMMAR)
    assert mention.value == value


@pytest.mark.parametrize(
    "text",
    [
        "the Sunday Argus",
        "Black Friday",
        "said Man Friday sank",
        "April Hurst sang",
        "the Model 1998 press",
        "it cost $2015",
        "1,998 voters",
        "Tuesday-ish",
        "Regulation 2016/679",
        "in Hall 1848",
        "the first half of the game",
    ],
)
def test_names_and_sums_are_no_dates(text: str) -> None:
    assert find_dates(text, 0, len(text), TUESDAY, GRAMMAR) == ()


def test_what_is_counted_is_no_year() -> None:
    text = "1998 voters in 2016"
    (mention,) = find_dates(text, 0, len(text), TUESDAY, GRAMMAR, counted=[Span(0, 4)])
    assert mention.value == "2016"


def test_a_weekday_without_a_day_of_publication_stays_open() -> None:
    (mention,) = find_dates("on Tuesday", 0, 10, None, GRAMMAR)
    assert mention.value == ""


@pytest.mark.parametrize(
    ("text", "is_day_first", "value"),
    [
        ("It rained on 14 May. It snowed on 4/5/2019.", True, "2019-05-04"),
        ("It rained on May 14. It snowed on 4/5/2019.", False, "2019-04-05"),
        ("It rained. It snowed on 4/5/2019.", None, ""),
    ],
)
def test_the_habit_of_the_text_decides_on_numeric_dates(text: str, is_day_first: bool | None, value: str) -> None:
    assert prefers_day(text, GRAMMAR) is is_day_first
    mention = find_dates(text, 0, len(text), TUESDAY, GRAMMAR, is_day_first=is_day_first)[-1]
    assert mention.value == value


def test_the_first_day_that_is_over_is_found() -> None:
    text = "It will rain on Friday. It rained in 2019 and on Sunday."
    assert find_day(text, [Span(0, len(text))], TUESDAY, GRAMMAR) == date(2022, 3, 20)
    assert find_day("It rained in 2019.", [Span(0, 18)], TUESDAY, GRAMMAR) is None


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("It will last from Friday to Monday.", ["2022-03-25", "2022-03-28"]),
        ("It fell between June and September.", ["2021-06", "2021-09"]),
        ("It fell from October to December.", ["2021-10", "2021-12"]),
        ("They spoke to May Dunn.", []),
    ],
)
def test_both_ends_of_a_range_are_dates(text: str, values: list[str]) -> None:
    assert [mention.value for mention in find_dates(text, 0, len(text), TUESDAY, GRAMMAR)] == values


@pytest.mark.parametrize(
    ("tags", "value"),
    [({10: "VBP"}, "2023-03-01"), ({}, "2022-03-01")],
)
def test_a_verb_in_the_present_points_ahead(tags: dict[int, str], value: str) -> None:
    text = "Old notes lose value on 1 March."
    (mention,) = find_dates(text, 0, len(text), TUESDAY, GRAMMAR, get_tags=lambda: tags)
    assert mention.value == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Rain will fall over the weekend.", "2022-W12"),
        ("Rain fell over the weekend.", "2022-W11"),
        ("It rained before the weekend of the fair.", None),
        ("The last quarter of 2020 was dry.", "2020-Q4"),
    ],
)
def test_the_verb_tells_which_weekend(text: str, value: str | None) -> None:
    mentions = list(find_dates(text, 0, len(text), TUESDAY, GRAMMAR))
    assert [mention.value for mention in mentions] == ([value] if value else [])
