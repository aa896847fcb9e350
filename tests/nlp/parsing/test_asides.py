"""What the parser reads sentences without."""

import pytest

from claims.nlp import get_language
from claims.nlp.parsing.alignment import align_sentence
from claims.nlp.parsing.asides import find_asides

RULES = get_language().parsing.asides


def cut(text: str) -> str:
    """Return what the parser reads of a sentence."""
    return align_sentence(text, 0, len(text), find_asides(text, 0, len(text), RULES)).text


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("Reuters said, citing the navy, that it sank.", "Reuters said that it sank."),
        ("Reuters said it sank, quoting two sailors.", "Reuters said it sank."),
        ("Citing a port guide, Reuters said it sank.", "Reuters said it sank."),
        ("According to Reuters, which cited the navy, it sank.", "According to Reuters, it sank."),
        ("A memo leaked to the Ludd Post says it sank.", "A memo says it sank."),
        ("Papers seen by this newspaper say it sank.", "Papers say it sank."),
        ("A clip shared on TikTok says it sank.", "A clip says it sank."),
        ("Ana Lima, 43, said it sank.", "Ana Lima said it sank."),
        ("Ana Lima, 43, a nurse, said it sank.", "Ana Lima, a nurse, said it sank."),
        ("Sen. Lima (R-Tex.) said it sank.", "Sen. Lima said it sank."),
        ("The navy board (NVB) said it sank.", "The navy board said it sank."),
        ("Ana Lima, who runs it, and Bo Chen said it sank.", "Ana Lima and Bo Chen said it sank."),
        ("Ana Lima, who runs it, and Bo Chen, a diver, said it sank.", "Ana Lima and Bo Chen said it sank."),
        ("Ana Lima, 43, who runs it, and Bo Chen, 51, said it sank.", "Ana Lima and Bo Chen said it sank."),
        ("The union, which owns it, and the port said it sank.", "The union and the port said it sank."),
        ("The port said it sank.[12]", "The port said it sank."),
        ("The port said it cost Rs. 500.", "The port said it cost Rs 500."),
    ],
)
def test_an_aside_is_left_out(text: str, rest: str) -> None:
    assert cut(text) == rest


@pytest.mark.parametrize(
    "text",
    [
        "The memo was leaked to the Ludd Post in May.",
        "A study published on Wednesday says it sank.",
        "Figures released in May show it sank.",
        "She left, citing security concerns, on Monday.",
        "He resigned, citing a report that said so.",
        "It rose by 5, 26, and 40 percent.",
        "Wages (and pensions) rose.",
        "The port paid [12] for the Rs. note.",
    ],
)
def test_the_rest_stays(text: str) -> None:
    assert cut(text) == text


def test_offsets_behind_an_aside_point_into_the_text() -> None:
    text = "x Reuters said, citing the navy, that “it sank”and burned."
    aligned = align_sentence(text, 2, len(text), find_asides(text, 2, len(text), RULES))
    assert aligned.text == 'Reuters said that "it sank" and burned.'
    for word in ("Reuters", "that", "and", "burned"):
        assert text[aligned.source_offset(aligned.text.index(word)) :].startswith(word)
