"""Nouns and adjectives as cues."""

import pytest

from claims.nlp.english.loader import MODEL
from claims.nlp.english.noun_rules import find_by_noun
from claims.nlp.parsing.alignment import align_sentence
from claims.nlp.parsing.model import parse_sentences


def find_all(text: str) -> list[tuple[str, str, str]]:
    """Return source, first piece of content and rule of each attribution."""
    (tree,) = parse_sentences(MODEL, [align_sentence(text, 0, len(text))])
    return [
        (text[one.source.span.start : one.source.span.end], text[one.content[0].start : one.content[0].end], one.how)
        for one in find_by_noun(tree)
        if one.source
    ]


@pytest.mark.parametrize(
    ("text", "source", "content", "how"),
    [
        ("Her claim that the dam is safe surprised them.", "Her", "that the dam is safe", "noun"),
        ("They voiced the suspicion that the dam is unsafe.", "They", "that the dam is unsafe", "noun"),
        ("Residents are convinced that the river is poisoned.", "Residents", "that the river is poisoned", "adjective"),
    ],
)
def test_a_content_is_attributed_to_its_source(text: str, source: str, content: str, how: str) -> None:
    assert (source, content, how) in find_all(text)
