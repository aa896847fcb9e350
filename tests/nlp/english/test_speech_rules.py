"""Speech verbs and their speakers."""

import pytest

from claims.nlp.english.loader import MODEL
from claims.nlp.english.speech_rules import find_speeches
from claims.nlp.parsing.alignment import align_sentence
from claims.nlp.parsing.model import parse_sentences
from claims.nlp.parsing.quotations import Quotation


def find_all(text: str, quotations: list[Quotation]) -> list[tuple[str, str]]:
    (tree,) = parse_sentences(MODEL, [align_sentence(text, 0, len(text))])
    return [
        (text[speech.source.span.start : speech.source.span.end], speech.lemma)
        for speech in find_speeches(tree, quotations)
    ]


@pytest.mark.parametrize(
    ("text", "speeches"),
    [
        ("The mayor had not said anything.", [("The mayor", "say")]),
        ("It was said in May.", []),
        ("The mayor slept at home.", []),
    ],
)
def test_a_speech_verb_needs_a_speaker(text: str, speeches: list[tuple[str, str]]) -> None:
    assert find_all(text, []) == speeches


def test_a_speech_verb_inside_a_quotation_does_not_count() -> None:
    text = "“The mayor said it,” Ana Lima replied."
    assert find_all(text, [Quotation(0, 20, 0, 4)]) == [("Ana Lima", "reply")]
