"""Verbs as cues."""

import pytest

from claims.nlp.english.loader import MODEL
from claims.nlp.english.verb_rules import find_by_verb
from claims.nlp.parsing.alignment import align_sentence
from claims.nlp.parsing.model import parse_sentences


def find_all(text: str) -> list[tuple[str, str, str]]:
    """Return source, first piece of content and rule of each attribution."""
    (tree,) = parse_sentences(MODEL, [align_sentence(text, 0, len(text))])
    return [
        (text[one.source.span.start : one.source.span.end], text[one.content[0].start : one.content[0].end], one.how)
        for one in find_by_verb(tree)
        if one.source
    ]


@pytest.mark.parametrize(
    ("text", "source", "content", "how"),
    [
        ("The mayor said that the dam is safe.", "The mayor", "that the dam is safe", "clause"),
        ("The union wants to reopen the talks.", "The union", "to reopen the talks", "infinitive"),
        ("The dam is safe, he said.", "he", "The dam is safe", "clause"),
        ("The senator criticized the audit.", "The senator", "the audit", "object"),
        ("The dam was criticized by the mayor.", "the mayor", "The dam", "passive"),
        ("The union praised a plan for the pier, which cost 3 pounds.", "The union", "a plan for the pier", "object"),
        ("The union spoke of cuts in the port, which shut in May.", "The union", "cuts in the port", "preposition"),
    ],
)
def test_a_content_is_attributed_to_its_source(text: str, source: str, content: str, how: str) -> None:
    assert (source, content, how) in find_all(text)
