"""Which sentences of an article are claims of its own."""

import pytest

from claims import nlp
from claims.nlp import read

FACT = "Unemployment in Portugal fell to 6.1 percent in 2023, the lowest rate in 20 years."


def contents(text: str) -> list[str]:
    return [text[claim.span.start : claim.span.end] for claim in nlp.read(text).claims]


def test_a_checkable_sentence_is_a_claim_of_the_article() -> None:
    assert contents(FACT) == [FACT]


def test_a_heading_is_not() -> None:
    assert contents(f"Unemployment fell to 6.1 percent in 2023\n\n{FACT}") == [FACT]


def test_a_sentence_that_a_source_says_is_claimed_once() -> None:
    assert contents(f"The minister said that {FACT[0].lower()}{FACT[1:]}") == [f"that {FACT[0].lower()}{FACT[1:-1]}"]


@pytest.mark.parametrize(
    "text",
    [
        "Unemployment fell by 6.1 percent.",
        "Some 400 people fled.",
        "Rents in Ludd at 900 euros a month",
        "The party won 12 seats.",
    ],
)
def test_a_number_makes_a_claim_at_any_length(text: str) -> None:
    assert contents(text) == [text]


@pytest.mark.parametrize("text", ["It rained.", "What a day!", "Nobody came.", "Who paid 300 euros?", "Chapter two"])
def test_a_short_sentence_without_a_number_is_none(text: str) -> None:
    assert contents(text) == []


def test_the_mark_of_a_list_is_no_part_of_a_claim() -> None:
    assert contents("Last year:\n\n- 300 homes were built\n- 12 schools were closed") == [
        "300 homes were built",
        "12 schools were closed",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Correction: we earlier reported that 14,300 homes were lost.",
        "An earlier version of this article said that 14,300 homes were lost.",
        "This story originally stated that 14,300 homes were lost.",
    ],
)
def test_what_the_article_corrects_is_asserted_by_nobody(text: str) -> None:
    claims = [claim for claim in read(text).claims if claim.quantities]
    assert claims
    assert all(claim.is_retracted and claim.asserted is None and not claim.chain for claim in claims)


def test_the_agency_of_a_dateline_relays_what_is_said() -> None:
    (claim,) = read("LUDD, May 3 (Orbis) - The port authority said 12 cranes were sold.").claims
    assert [link.name for link in claim.chain] == ["port authority", "Orbis"]
