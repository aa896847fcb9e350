"""Phrases as cues."""

import pytest

from claims.nlp.english.loader import MODEL
from claims.nlp.english.phrase_rules import find_by_phrase
from claims.nlp.parsing.alignment import align_sentence
from claims.nlp.parsing.model import parse_sentences


def find_all(text: str) -> list[tuple[str, str, str]]:
    """Return source, first piece of content and rule of each attribution."""
    (tree,) = parse_sentences(MODEL, [align_sentence(text, 0, len(text))])
    return [
        (text[one.source.span.start : one.source.span.end], text[one.content[0].start : one.content[0].end], one.how)
        for one in find_by_phrase(tree)
        if one.source
    ]


@pytest.mark.parametrize(
    ("text", "source", "content", "how"),
    [
        ("According to the mayor, the dam is safe.", "the mayor", "the dam is safe", "phrase"),
        ("In her view, the dam is safe.", "her", "the dam is safe", "phrase"),
        ("For Moscow, these statements are lies.", "Moscow", "these statements are lies", "phrase"),
    ],
)
def test_a_content_is_attributed_to_its_source(text: str, source: str, content: str, how: str) -> None:
    assert (source, content, how) in find_all(text)
