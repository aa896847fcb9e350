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
        if not speech.is_weak
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


@pytest.mark.parametrize(
    ("text", "speeches"),
    [
        ('"The pump is broken," grumbled Edna Hale.', [("Edna Hale", "grumble")]),
        ('"The pump is broken," snorted Edna Hale, a farmer.', [("Edna Hale, a farmer", "snorted")]),
        ('"The pump is broken," the plumber, who came late, said.', [("the plumber, who came late", "say")]),
        ('"The pump is broken," Edna Hale, a farmer from Ludd, said.', [("Edna Hale, a farmer from Ludd", "say")]),
        ('"The pump is broken," it said.', [("it", "say")]),
        ("The farmer laughed.", []),
    ],
)
def test_a_verb_beside_a_quotation_speaks(text: str, speeches: list[tuple[str, str]]) -> None:
    assert find_all(text, [Quotation(0, text.rindex('"') + 1, 0, 4)] if '"' in text else []) == speeches


@pytest.mark.parametrize(
    ("text", "weak"),
    [("The mayor slept at home.", True), ("Ana Lima attacked the plan.", True), ("The dam broke.", False)],
)
def test_a_sentence_about_a_person_may_lead_to_what_the_person_says(text: str, weak: bool) -> None:
    (tree,) = parse_sentences(MODEL, [align_sentence(text, 0, len(text))])
    assert any(speech.is_weak for speech in find_speeches(tree, [])) is weak
