"""Pairing quotation marks."""

import pytest

from claims.nlp import get_language
from claims.nlp.parsing.quotations import find_quotations, is_inside
from claims.nlp.reading import Span


def find(text: str) -> list[str]:
    quotations = find_quotations(text, [Span(0, len(text))], get_language().parsing.speech_tail)
    return [text[quotation.start : quotation.end] for quotation in quotations]


@pytest.mark.parametrize(
    ("text", "quotations"),
    [
        ("“Go,” he said, “now.”", ["“Go,”", "“now.”"]),
        ("«Go», he said", ["«Go»"]),
        ("''Go'', he said", ["''Go''"]),
        ("the mayors' ‘safe’ dam isn’t", ["‘safe’"]),
        ("“The “safe” dam”", ["“The “safe”"]),
        ("“We go on and on", ["“We go on and on"]),
        ("“We go on, he said and left", ["“We go on,"]),
        ("He said “we go on", []),
        ("”We go on,” he said.", ["”We go on,”"]),
        ("“We go.”\n”We stay.”", ["“We go.”", "”We stay.”"]),
        ("He said ”we go on” twice", []),
    ],
)
def test_marks_are_paired_inside_a_block(text: str, quotations: list[str]) -> None:
    assert find(text) == quotations


def test_an_offset_is_inside_a_quotation_up_to_its_end() -> None:
    quotations = find_quotations("“Go” on", [Span(0, 7)], get_language().parsing.speech_tail)
    assert [is_inside(offset, quotations) for offset in (0, 3, 4)] == [True, True, False]
