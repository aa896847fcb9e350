"""Stories of a reader and one text."""

from claims.nlp import read


def test_a_relayed_count_keeps_chain_and_number() -> None:
    text = (
        "US intelligence, according to the New York Times, argues that more than 7,000 Russians have been killed "
        "since the start of the war."
    )
    (claim,) = read(text).claims
    assert [link.name for link in claim.chain] == ["US intelligence", "New York Times"]
    (count,) = claim.quantities
    assert (count.low, count.high, count.unit, count.modifier) == (7000, None, "Russians killed", "more than")
