"""A stored reading is read back as it was."""

import json

from claims.nlp import read
from claims.nlp.reading import Claim, Link, Reading, Span, Statement, StatementPiece
from claims.nlp.stored_readings import parse_reading

TEXT = (
    "Ana Lima said on Monday that rents rose from 400 to 600 euros in the 1980s in Oslo, according to Reuters. "
    "She never claimed that 300 people left. He denied that about 20% voted."
)


def test_a_reading_is_read_back_as_it_was() -> None:
    reading = read(TEXT, published="2024-05-01")
    assert len(reading.claims) > 2
    assert parse_reading(json.loads(json.dumps(reading.to_json()))) == reading


def test_a_link_without_a_place_and_a_statement_are_read_back() -> None:
    span = Span(0, 3)
    statement = Statement((StatementPiece("Ana", span), StatementPiece(" left.")))
    claim = Claim(span, span, chain=(Link("Ana", None),), statement=statement, is_promise=True)
    reading = Reading("test", "en", (claim,))
    assert parse_reading(reading.to_json()) == reading


def test_a_given_speaker_is_the_source_of_what_the_text_says_itself() -> None:
    claims = read("We built 300 homes in 2020. Reuters reported that 20 people left.", speaker="Ana Lima").claims
    assert [[link.name for link in claim.chain] for claim in claims] == [["Ana Lima"], ["Reuters", "Ana Lima"]]
    assert claims[0].chain[0].span is None
