"""Whether a date without a year is over or still to come."""

from datetime import date

import pytest

from claims import nlp
from claims.nlp import get_language
from claims.nlp.dates import find_dates

WEDNESDAY = date(2024, 5, 15)


def read_days(text: str) -> list[str]:
    """Return the dates of a text whose sentences are not parsed."""
    return [mention.value for mention in find_dates(text, 0, len(text), WEDNESDAY, get_language().dates)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("He was taken to hospital on Friday.", "2024-05-10"),
        ("The ferry sailed to Ludd on Friday.", "2024-05-10"),
        ("The plan went to parliament in March.", "2024-03"),
        ("Catches rose to record levels in March.", "2024-03"),
        ("The port moved 30 boats to Ludd in March.", "2024-03"),
        ("The board voted to close 12 piers in July.", "2024-07"),
        ("Rents stood at 900 pounds at the end of November.", "2023-11"),
        ("The toll passed 340, up from 290 at the end of July.", "2023-07"),
        ("The ban starts at the end of July.", "2024-07"),
        ("The ferry is to sail on Friday.", "2024-05-17"),
        ("The vote was postponed to September.", "2024-09"),
        ("The trial was put back until Friday.", "2024-05-17"),
        ("The board approved a plan of 1.84 billion crowns on Friday, by 31 votes to 24.", "2024-05-10"),
        ("Fares will rise from 2.80 to 3.10 crowns on 1 February.", "2025-02-01"),
        ("The truce would last two weeks.", ""),
        ("Catches did not last three months.", ""),
    ],
)
def test_the_verb_in_front_of_a_date_tells_which_way_it_points(text: str, value: str) -> None:
    assert read_days(text) == ([value] if value else [])


def test_what_follows_something_lies_before_it() -> None:
    text = "The bank plans to raise its rate in August after cutting it in April."
    assert read_days(text) == ["2024-08", "2024-04"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The union said the crew had been driven to breaking point in March.", "2024-03"),
        ("The union said the crew had to leave on Friday.", "2024-05-10"),
        ("The union said the crew would add 30 boats to the fleet in June.", "2024-06"),
    ],
)
def test_a_parsed_sentence_tells_a_preposition_from_an_infinitive(text: str, value: str) -> None:
    (claim,) = nlp.read(text, published=WEDNESDAY.isoformat()).claims
    assert [mention.value for mention in claim.times] == [value]
