"""Drafts: spans of a text with edits, and the pieces that they give."""

from claims.nlp.reading import Span
from claims.nlp.statements.draft import Draft

TEXT = "and so the  ferry sank,"


def finish(draft: Draft) -> str:
    return "".join(piece.text for piece in draft.finish())


def test_a_statement_begins_with_a_capital_and_ends_with_a_stop() -> None:
    assert finish(Draft(TEXT, (Span(7, len(TEXT)),))) == "The ferry sank."


def test_an_edit_replaces_words_once() -> None:
    draft = Draft(TEXT, (Span(7, len(TEXT)),))
    draft.replace(Span(7, 17), "boat", None, "’s engine")
    draft.replace(Span(12, 17), "barge")
    assert finish(draft) == "Boat’s engine sank."
    assert draft.is_edited(Span(12, 17))


def test_parts_are_joined_by_the_conjunction_between_them() -> None:
    text = "The ferry sank, he said, and 12 people swam."
    assert finish(Draft(text, (Span(0, 14), Span(29, len(text))))) == "The ferry sank, and 12 people swam."
    text = "“It sank,” he said. “Nobody swam.”"
    assert finish(Draft(text, (Span(1, 9), Span(21, 33)))) == "It sank. Nobody swam."


def test_nothing_but_marks_gives_no_pieces() -> None:
    assert Draft(" , ; ", (Span(0, 5),)).finish() == ()
