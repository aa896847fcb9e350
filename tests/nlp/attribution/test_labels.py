"""Speakers in labels and signatures."""

import pytest

from claims.nlp import get_language, read
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


@pytest.mark.parametrize(
    "text", ["Photo: The mayor in May.", "Read more: the report", "nobody: this", "Ana Lima:", "LUDD: How many left?"]
)
def test_other_labels_name_no_speaker(text: str) -> None:
    assert find_speakers(text) == []


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("ANA LIMA, host: We have two minutes.", "ANA LIMA"),
        ("@analima: We have two minutes.", "@analima"),
        ("Ana Lima – “We have two minutes.”", "Ana Lima"),
    ],
)
def test_other_forms_of_labels(text: str, speaker: str) -> None:
    assert [found for found, _ in find_speakers(text)] == [speaker]


def test_a_block_of_its_own_announces_a_speaker() -> None:
    text = "From Chairwoman Ana Lima:\n\n“We have two minutes.”"
    (claim,) = (claim for claim in read(text).claims if claim.chain)
    assert claim.chain[0].name == "Ana Lima"


def test_a_list_behind_a_colon_is_said_by_one_source() -> None:
    text = "The ministry said:\n\n- 40 ponds were cleaned\n- 9 weirs were rebuilt"
    claims = [claim for claim in read(text).claims if claim.chain]
    assert [text[claim.span.start : claim.span.end] for claim in claims] == [
        "40 ponds were cleaned",
        "9 weirs were rebuilt",
    ]
    assert {claim.chain[0].name for claim in claims} == {"ministry"}


def test_a_post_needs_no_quotation_marks() -> None:
    text = "Ana Lima tweeted: The museum has 2 guards left."
    (claim,) = read(text).claims
    assert (claim.chain[0].name, text[claim.span.start : claim.span.end]) == (
        "Ana Lima",
        "The museum has 2 guards left",
    )


def test_each_quotation_of_a_list_has_its_own_signature() -> None:
    text = "“The pier shut on Monday.” ― Ana Lima\n“The mayor lied.”― Bo Chen \n”It cost 300 pounds.” ― Ines Prado."
    assert [(claim.chain[0].name, text[claim.span.start : claim.span.end]) for claim in read(text).claims] == [
        ("Ana Lima", "“The pier shut on Monday.”"),
        ("Bo Chen", "“The mayor lied.”"),
        ("Ines Prado", "”It cost 300 pounds.”"),
    ]
