"""Speakers in labels and signatures."""

import pytest

from claims.nlp import get_language
from claims.nlp.attribution.labels import find_labelled
from claims.nlp.parsing.quotations import find_quotations
from claims.nlp.reading import Span

LANGUAGE = get_language()


def find_speakers(text: str) -> list[tuple[str, str]]:
    """Return speaker and content of each label."""
    block = Span(0, len(text))
    quotations = find_quotations(text, [block], LANGUAGE.parsing.speech_tail)
    labelled = find_labelled(text, block, quotations, LANGUAGE.attribution.labels)
    return [
        (text[one.source.span.start : one.source.span.end], text[one.content[0].start : one.content[0].end])
        for one in labelled
        if one.source
    ]


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        ("WALLACE: We have two minutes.", "WALLACE", "We have two minutes."),
        ("Ana Lima (D): We have two minutes.", "Ana Lima", "We have two minutes."),
        ("Ministry of Health: Cases rose.", "Ministry of Health", "Cases rose."),
        ("“It was the worst winter.” ― Ana Lima", "Ana Lima", "“It was the worst winter.”"),
    ],
)
def test_a_label_or_signature_names_the_speaker(text: str, speaker: str, content: str) -> None:
    assert find_speakers(text) == [(speaker, content)]


@pytest.mark.parametrize("text", ["Photo: The mayor in May.", "Read more: the report", "nobody: this", "Ana Lima:"])
def test_other_labels_name_no_speaker(text: str) -> None:
    assert find_speakers(text) == []
