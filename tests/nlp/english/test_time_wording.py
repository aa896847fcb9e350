"""What relative times become when their day is known."""

from datetime import date

import pytest

from claims.nlp.dates import find_dates
from claims.nlp.english.season_wording import find_times
from claims.nlp.english.time_wording import format_date, word_time
from claims.nlp.language_table import get_language
from claims.nlp.reading import Span

TODAY = date(2024, 5, 17)  # a Friday


def reword(text: str) -> str:
    """Return a text with its first relative time made absolute."""
    span = Span(0, len(text))
    found = [
        replacement
        for mention in find_dates(text, 0, len(text), TODAY, get_language().dates)
        if (replacement := word_time(text, mention.span, mention.value, TODAY))
    ]
    for replacement in [*found, *find_times(text, span, TODAY)][:1]:
        text = text[: replacement.span.start] + replacement.words + text[replacement.span.end :]
    return text


@pytest.mark.parametrize(
    ("text", "absolute"),
    [
        ("It closed on Tuesday.", "It closed on Tuesday 14 May 2024."),
        ("It closed Tuesday.", "It closed on Tuesday 14 May 2024."),
        ("It closed on Tuesday night.", "It closed on the night of Tuesday 14 May 2024."),
        ("It lost Tuesday’s vote.", "It lost Tuesday’s (14 May 2024) vote."),
        ("It closed yesterday.", "It closed on 16 May 2024."),
        ("It is open until tomorrow.", "It is open until 18 May 2024."),
        ("It closed last month.", "It closed in April 2024."),
        ("It closed last week.", "It closed in the week of 6 May 2024."),
        ("It closed earlier this year.", "It closed earlier in 2024."),
        ("Last year’s budget was cut.", "2023’s budget was cut."),
        ("Last year was dry.", "2023 was dry."),
        ("The fall of last year was steep.", "The fall of 2023 was steep."),
        ("It closed three years ago.", "It closed in 2021."),
        ("It closed almost three years ago.", "It closed almost three years before May 2024."),
        ("It fell over the last three years.", "It fell over the three years to 2024."),
        ("It closed in March.", "It closed in March 2024."),
        ("It closed on March 3.", "It closed on March 3, 2024."),
        ("It closed on 3 March.", "It closed on 3 March 2024."),
        ("It closed last summer.", "It closed in the summer of 2023."),
        ("It fell last quarter.", "It fell in the first quarter of 2024."),
        ("It fell in the third quarter.", "It fell in the third quarter of 2023."),
        ("It fell in Q3.", "It fell in Q3 2023."),
        ("It rained over the weekend.", "It rained over the weekend of 11 May 2024."),
    ],
)
def test_a_relative_time_becomes_absolute(text: str, absolute: str) -> None:
    assert reword(text) == absolute


@pytest.mark.parametrize(
    "text",
    [
        "It closed in 2021.",
        "It closed on 3 March 2021.",
        "It closed in recent years.",
        "It closed twenty-two years ago.",
        "The Sept. 11 memorial closed.",
    ],
)
def test_other_times_stay(text: str) -> None:
    assert reword(text) == text


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("2024-05-17", "17 May 2024"),
        ("2024-05", "May 2024"),
        ("2024", "2024"),
        ("2024-W20", "the week of 13 May 2024"),
        ("201X", "the 2010s"),
    ],
)
def test_a_value_is_written_at_its_precision(value: str, words: str) -> None:
    assert format_date(value) == words
