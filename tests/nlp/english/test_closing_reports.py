"""Reports behind what they report, which the parser takes for its last part."""

import pytest

from claims import nlp


@pytest.mark.parametrize(
    ("report", "source"),
    [
        ("its area manager, Helen Osei-Marsh, told a briefing in Worcester on Tuesday", "Helen Osei-Marsh"),
        ("Helen Osei-Marsh, its area manager, told a briefing on Tuesday", "Helen Osei-Marsh"),
        ("its chief, Ana Lima, said", "Ana Lima"),
        ("a spokesman, Ben Okri, told reporters", "Ben Okri"),
    ],
)
def test_the_speaker_is_no_part_of_what_is_reported(report: str, source: str) -> None:
    text = f"The agency deployed 26 pumps and 40 bags, {report}."
    (claim,) = nlp.read(text).claims
    assert text[claim.span.start : claim.span.end] == "The agency deployed 26 pumps and 40 bags"
    assert [link.name for link in claim.chain] == [source]


def test_a_list_is_no_speaker() -> None:
    text = "The firm sold 14 shops, its biggest rivals, and told 300 workers to go."
    assert [link.name for claim in nlp.read(text).claims for link in claim.chain] == ["firm"]


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        (
            "The union said imports of steel fell 6% in 2025 and accused the firm of paying out $210 million.",
            "union",
            "imports of steel fell 6% in 2025",
        ),
        (
            "The minister said exports rose 4% in March and urged farmers to plant 3 million trees.",
            "minister",
            "exports rose 4% in March",
        ),
    ],
)
def test_what_accuses_and_urges_is_the_source(text: str, source: str, content: str) -> None:
    claim, *others = nlp.read(text).claims
    assert {link.name for one in (claim, *others) for link in one.chain} == {source}
    assert text[claim.span.start : claim.span.end] == content
