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
