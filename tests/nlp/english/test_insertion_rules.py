"""A source and its verb between two commas, or at the end of a sentence."""

import pytest

from claims.nlp.english.insertion_rules import find_at_end, find_by_insertion
from claims.nlp.english.loader import MODEL
from claims.nlp.parsing.alignment import align_sentence
from claims.nlp.parsing.model import parse_sentences
from claims.nlp.parsing.trees import Tree


def parse(text: str) -> Tree:
    (tree,) = parse_sentences(MODEL, [align_sentence(text, 0, len(text))])
    return tree


@pytest.mark.parametrize(
    ("text", "source", "pieces"),
    [
        ("The pier, the divers said, lacks nine planks.", "the divers", ["The pier", "lacks nine planks"]),
        ("The pier, said the diver, is too short.", "the diver", ["The pier", "is too short"]),
        ("Prices, analysts say, will rise by 3 percent.", "analysts", ["Prices", "will rise by 3 percent"]),
        ("The firm, the lawsuit claims, sold 300 boats.", "the lawsuit", ["The firm", "sold 300 boats"]),
    ],
)
def test_the_clause_around_an_insertion_is_its_content(text: str, source: str, pieces: list[str]) -> None:
    (found,) = find_by_insertion(parse(text))
    assert found.source is not None
    assert text[found.source.span.start : found.source.span.end] == source
    assert [text[piece.start : piece.end] for piece in found.content] == pieces


@pytest.mark.parametrize(
    "text",
    [
        "The pier, the divers said.",
        "The pier, which is old, is too short.",
        "In May, the divers said, and in June, it broke.",
    ],
)
def test_other_commas_insert_nothing(text: str) -> None:
    assert not list(find_by_insertion(parse(text)))


def test_a_verb_at_the_end_may_look_like_a_noun() -> None:
    text = "Rents rose by 6 percent, figures from the port show."
    (found,) = find_at_end(parse(text), [])
    assert [text[piece.start : piece.end] for piece in found.content] == ["Rents rose by 6 percent"]
    assert not list(find_at_end(parse("It rained, then it snowed."), []))
