"""Verbs in the passive as cues."""

import pytest

from claims.nlp import read


@pytest.mark.parametrize(
    ("text", "source", "pieces"),
    [
        ("It was claimed by the pirates that 6 crews had joined.", "pirates", ["that 6 crews had joined"]),
        ("The cook was accused by the police of stealing 3 cars.", "police", ["The cook", "of stealing 3 cars"]),
        ("The cook was accused of stealing 3 cars.", "unnamed source", ["The cook", "of stealing 3 cars"]),
        (
            "As first reported by Vellum Radio News, the bank lost 3 million.",
            "Vellum Radio News",
            ["the bank lost 3 million"],
        ),
        ("The cook is said to own 12 flats.", "unnamed source", ["The cook", "to own 12 flats"]),
        ("The cook was quoted as saying that 3 men fled.", "cook", ["that 3 men fled"]),
    ],
)
def test_a_passive_reports_what_somebody_says(text: str, source: str, pieces: list[str]) -> None:
    (claim,) = (claim for claim in read(text).claims if claim.chain)
    assert claim.chain[0].name == source
    assert [text[part.start : part.end] for part in claim.parts] == pieces


@pytest.mark.parametrize("text", ["The cook was charged with theft.", "The cook was seen in May."])
def test_other_passives_report_nothing(text: str) -> None:
    assert not [claim for claim in read(text).claims if claim.chain and claim.asserted]
