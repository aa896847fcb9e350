"""The reading decides whether two claims say the same; a large cosine does not."""

import json
from datetime import date
from pathlib import Path

import pytest

from claims.nlp.comparison import ComparedClaim, ReasonCode, Relation, compare_claims, list_reasons_against

PAIRS = [json.loads(line) for line in Path(__file__).with_name("pairs.jsonl").read_text("utf-8").splitlines()]
"""Pairs marked by hand, with the cosine of their vectors; "other" is all that is neither of the relations."""

LEAST_PRECISION, LEAST_RECALL = 0.9, 0.8
NEAR = 0.95


def relate(ours: str, theirs: str, cosine: float | None = NEAR, language: str = "en") -> Relation:
    day = date(2024, 3, 20)
    return compare_claims(
        ComparedClaim(ours, language, day), ComparedClaim(theirs, language, day), cosine=cosine
    ).relation


@pytest.mark.parametrize("has_vectors", [True, False])
def test_claims_called_the_same_are_the_same(has_vectors: bool) -> None:
    cosines = [pair["cosine"] if has_vectors else None for pair in PAIRS]
    related = [relate(pair["ours"], pair["theirs"], cosine) for pair, cosine in zip(PAIRS, cosines, strict=True)]
    said = [pair for pair, relation in zip(PAIRS, related, strict=True) if relation == Relation.SAME]
    right = [pair for pair in said if pair["relation"] == "same"]
    assert len(right) / len(said) >= LEAST_PRECISION
    assert not [pair for pair in said if pair["relation"] == "number_differs"]


def test_most_claims_that_are_the_same_are_called_so() -> None:
    same = [pair for pair in PAIRS if pair["relation"] == "same"]
    found = [pair for pair in same if relate(pair["ours"], pair["theirs"], pair["cosine"]) == Relation.SAME]
    assert len(found) / len(same) >= LEAST_RECALL


def test_no_cosine_makes_two_numbers_or_opposites_the_same() -> None:
    apart = [pair for pair in PAIRS if pair["relation"] in ("number_differs", "contradicts")]
    related = [relate(pair["ours"], pair["theirs"], 1.0) for pair in apart]
    assert Relation.SAME not in related
    right = [pair for pair, relation in zip(apart, related, strict=True) if relation == pair["relation"]]
    assert len(right) / len(apart) >= LEAST_PRECISION


@pytest.mark.parametrize(
    ("ours", "theirs", "relation"),
    [
        ("Crime in Leeds fell last month.", "Crime in Leeds fell in February 2024.", Relation.SAME),
        ("Crime in Leeds fell last month.", "Crime in Leeds fell in March 2024.", Relation.UNCLEAR),
        ("7,214 people died.", "More than 7,000 people died.", Relation.NARROWER),
        ("People died in Leeds.", "People died in Leeds in 2021.", Relation.WIDER),
        ("Section 230 protects platforms.", "Section 320 protects platforms.", Relation.UNCLEAR),
        ("I closed the library.", "I closed the library.", Relation.UNCLEAR),
        ("The mayor voted for the farm.", "The mayor voted against the farm.", Relation.CONTRADICTS),
        ("Some schools closed.", "All schools closed.", Relation.UNCLEAR),
        ("The school might close.", "The school will close.", Relation.UNCLEAR),
        ("The report was read by the army.", "The report was written by the army.", Relation.UNCLEAR),
        ("The union sued the airline.", "The airline sued the union.", Relation.UNCLEAR),
        ("The union sued the airline.", "The airline was sued by the union.", Relation.SAME),
        ("Men earn more than women.", "Women earn more than men.", Relation.UNCLEAR),
        ("The company paid no tax.", "The company did not pay tax.", Relation.SAME),
        ("Nobody was hurt in Leeds.", "In Leeds it hurt nobody.", Relation.UNCLEAR),
        ("", "", Relation.UNCLEAR),
        ("!" * 5_000, "7" * 5_000, Relation.UNCLEAR),
    ],
)
def test_times_numbers_and_speakers_decide(ours: str, theirs: str, relation: Relation) -> None:
    assert relate(ours, theirs) == relation


def test_the_same_first_person_is_one_source() -> None:
    ours = ComparedClaim("I closed the library.", source="Ada Okafor")
    theirs = ComparedClaim("I closed the library.", source="Mayor Okafor")
    assert compare_claims(ours, theirs).relation == Relation.SAME


def test_negation_and_numbers_are_read_in_french() -> None:
    assert relate("Le chômage a baissé.", "Le chômage n'a pas baissé.", language="fr") == Relation.CONTRADICTS
    assert relate("Le chômage a baissé de 5 %.", "Le chômage a baissé de 7 %.", language="fr") == (
        Relation.NUMBER_DIFFERS
    )


def test_a_language_whose_negation_is_not_read_has_no_same_claims() -> None:
    text = "El paro bajó un 5 % en marzo."
    assert relate(text, text, 1.0, "es") == Relation.UNCLEAR


def test_reasons_show_the_words_of_both_sides() -> None:
    found = compare_claims(
        ComparedClaim("Mayor Okafor closed 3 libraries.", source="Ada Okafor"),
        ComparedClaim("Mayor Okafor closed 5 libraries.", source="Bo Lund"),
    )
    assert [reason.code for reason in found.reasons] == [
        ReasonCode.SHARED_NAMES,
        ReasonCode.SHARED_WORDS,
        ReasonCode.DIFFERENT_NUMBERS,
        ReasonCode.DIFFERENT_SOURCES,
    ]
    numbers, sources = list_reasons_against(found)
    assert (numbers.ours, numbers.theirs) == ("3 libraries", "5 libraries")
    assert sources.from_json(sources.to_json()) == sources
