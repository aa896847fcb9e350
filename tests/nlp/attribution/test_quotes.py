"""Quotations and the speech verbs that they belong to."""

import pytest

from claims import nlp


def find_quoted(text: str) -> list[tuple[str, str]]:
    """Return source and content of each claim."""
    return [
        (claim.chain[0].name, text[claim.span.start : claim.span.end]) for claim in nlp.read(text).claims if claim.chain
    ]


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("Ana Lima said: “The dam is safe.”", [("Ana Lima", "“The dam is safe.”")]),
        ("“The dam is safe,” Ana Lima said.", [("Ana Lima", "“The dam is safe,”")]),
        ("“The dam is safe.” Ana Lima said so on the radio.", [("Ana Lima", "“The dam is safe.”")]),
        ("Ana Lima said that “the dam is safe”.", [("Ana Lima", "that “the dam is safe”")]),
    ],
)
def test_a_quotation_belongs_to_the_verb_beside_it(text: str, quoted: list[tuple[str, str]]) -> None:
    assert find_quoted(text) == quoted


def test_a_title_in_quotation_marks_is_no_statement() -> None:
    assert find_quoted("Ana Lima read from “The Long Winter Nights” and went home.") == []


def test_a_speaker_continues_behind_the_verb() -> None:
    text = "“The dam is safe,” Ana Lima said. “We looked at it twice.”"
    (claim,) = nlp.read(text).claims
    assert [text[part.start : part.end] for part in claim.parts] == ["“The dam is safe,”", "“We looked at it twice.”"]


def test_a_speaker_does_not_continue_behind_another_verb() -> None:
    text = "“The dam is safe,” Ana Lima said. Reuters replied: “We looked at it twice.”"
    assert [source for source, _ in find_quoted(text)] == ["Ana Lima", "Reuters"]


def find_pieces(text: str) -> dict[str, list[str]]:
    """Return the pieces of all claims by their first source."""
    pieces: dict[str, list[str]] = {}
    for claim in nlp.read(text).claims:
        if claim.chain:
            pieces.setdefault(claim.chain[0].name, []).extend(text[part.start : part.end] for part in claim.parts)
    return pieces


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        (
            "“The dam is safe,” Ana Lima told us. “It cost 3 million. It holds.\n\n“Now 500 more will come.”",
            {"Ana Lima": ["“The dam is safe,”", "“It cost 3 million. It holds.", "“Now 500 more will come.”"]},
        ),
        (
            "Ana Lima said the dam was safe. “It cost 3 million last year.\n\n“It holds.”",
            {"Ana Lima": ["the dam was safe", "“It cost 3 million last year.", "“It holds.”"]},
        ),
        (
            "Ana Lima blamed the plumbers. “They wasted 3 million last year.”",
            {"Ana Lima": ["“They wasted 3 million last year.”"]},
        ),
        ("In her speech, Ana Lima was clear: “We lost 300 jobs.”", {"Ana Lima": ["“We lost 300 jobs.”"]}),
        ("The dam broke. “It cost 3 million last year.”", {}),
    ],
)
def test_a_speech_goes_on_over_sentences_and_blocks(text: str, pieces: dict[str, list[str]]) -> None:
    assert find_pieces(text) == pieces


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("“The dam is safe,” Lima said, and warned that it leaks.", ["“The dam is safe,”", "that it leaks"]),
        ("“All is lost. The dam broke,” said Ana Lima, a nurse.", ["“All is lost. The dam broke,”"]),
        ('“The dam is not safe," Ana Lima (R-Tex.) said in May.', ['“The dam is not safe,"']),
        ("“They call it ‘the old dam’,” Ana Lima said.", ["“They call it ‘the old dam’,”"]),
    ],
)
def test_a_quotation_never_vanishes(text: str, pieces: list[str]) -> None:
    assert [piece for found in find_pieces(text).values() for piece in found] == pieces
