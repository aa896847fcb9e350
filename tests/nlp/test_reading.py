"""The types of a reading and their JSON."""

import pytest

from claims import nlp
from claims.nlp.reading import Span

TEXT = "The envoy told the BBC that nearly 300 people fled."


def test_the_json_of_a_reading_has_what_the_evaluation_scores() -> None:
    (claim,) = nlp.read(TEXT).to_json()["claims"]
    assert TEXT[claim["start"] : claim["end"]] == "that nearly 300 people fled"
    assert [source["name"] for source in claim["sources"]] == ["envoy", "BBC"]
    assert claim["quantities"][0]["low"] == 300
    assert claim["hedged"] is False


def test_every_part_of_a_claim_is_in_its_json() -> None:
    text = "The envoy reportedly said on Tuesday that 300 people fled Kyiv."
    (claim,) = nlp.read(text, published="2022-03-22").to_json()["claims"]
    assert claim["times"] == []
    assert claim["places"] == [{"name": "Kyiv", "start": 58, "end": 62}]
    assert claim["sources"][0]["cue_span"] == {"start": 21, "end": 25}
    assert {"code", "parameters", "weight"} == set(claim["reasons"][0])


@pytest.mark.parametrize(
    ("one", "other", "contains", "overlaps"),
    [
        (Span(0, 5), Span(1, 5), True, True),
        (Span(0, 5), Span(4, 6), False, True),
        (Span(0, 5), Span(5, 6), False, False),
        (Span(1, 5), Span(0, 6), False, True),
    ],
)
def test_spans_contain_and_overlap(one: Span, other: Span, contains: bool, overlaps: bool) -> None:
    assert one.contains(other) is contains
    assert one.overlaps(other) is overlaps
