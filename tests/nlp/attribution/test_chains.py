"""Who asserts a content, and who relays it."""

import pytest

from claims import nlp


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ("The coast guard reported on Facebook that two boats sank.", ["coast guard", "Facebook"]),
        ("Reuters reported that the plant closed, citing two managers.", ["managers", "Reuters"]),
        ("US police, according to the BBC, say that two boats sank.", ["US police", "BBC"]),
        ("The mayor told Ana Lima that two boats sank.", ["mayor"]),
    ],
)
def test_a_chain_runs_from_who_asserts_to_who_relays(text: str, chain: list[str]) -> None:
    (claim,) = (claim for claim in nlp.read(text).claims if claim.chain)
    assert [link.name for link in claim.chain] == chain
