"""Who asserts a content, and who relays it."""

import pytest

from claims.nlp import read


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ("The coast guard reported on Facebook that two boats sank.", ["coast guard", "Facebook"]),
        ("Reuters reported that the plant closed, citing two managers.", ["managers", "Reuters"]),
        ("US police, according to the BBC, say that two boats sank.", ["US police", "BBC"]),
        ("The mayor told Ana Lima that two boats sank.", ["mayor"]),
    ],
)
def test_a_chain_runs_from_who_asserts_to_who_relays(text: str, chain: list[str]) -> None:
    (claim,) = (claim for claim in read(text).claims if claim.chain)
    assert [link.name for link in claim.chain] == chain


@pytest.mark.parametrize(
    ("text", "chain", "content"),
    [
        ("The envoy said the army claimed that 40 ships had left.", ["army", "envoy"], "that 40 ships had left"),
        ("Orbis News said the bank warned of a loss of 3 million.", ["bank", "Orbis News"], "a loss of 3 million"),
        ("Orbis News reported, citing the navy, that 40 ships left.", ["navy", "Orbis News"], "that 40 ships left"),
        ("Quoting a sailor, Orbis News said 40 ships left.", ["sailor", "Orbis News"], "40 ships left"),
        (
            "According to Orbis News, which cited two sailors, 40 ships left.",
            ["sailors", "Orbis News"],
            "40 ships left",
        ),
        ("A memo leaked to the Ludd Post says 40 ships left.", ["memo", "Ludd Post"], "40 ships left"),
        ("Papers seen by this newspaper show that 40 ships left.", ["Papers", "newspaper"], "that 40 ships left"),
        ("A post circulating on Facebook claims 40 ships left.", ["post", "Facebook"], "40 ships left"),
        (
            "The envoy was quoted by Orbis News as saying that 40 ships left.",
            ["envoy", "Orbis News"],
            "that 40 ships left",
        ),
        ("As reported by Orbis News, 40 ships left.", ["Orbis News"], "40 ships left"),
        ("As the envoy put it, 40 ships left in tears.", ["envoy"], "40 ships left in tears"),
        ("40 ships left, per the navy.", ["navy"], "40 ships left"),
        ("It was claimed by the navy that 40 ships left.", ["navy"], "that 40 ships left"),
        (
            "Sailors cited a study by the port, which found that 40 ships left.",
            ["port", "Sailors"],
            "that 40 ships left",
        ),
        ("Orbis News said that, according to two sailors, 40 ships left.", ["sailors", "Orbis News"], "40 ships left"),
        ("The envoy said he believes that 40 ships left.", ["envoy"], "he believes that 40 ships left"),
        ("The navy said it would close 40 docks, citing rising costs.", ["navy"], "it would close 40 docks"),
        (
            "Orbis News said police had found 80 guns in the barn.",
            ["Orbis News"],
            "police had found 80 guns in the barn",
        ),
    ],
)
def test_every_link_of_a_chain_is_named(text: str, chain: list[str], content: str) -> None:
    (claim,) = (claim for claim in read(text).claims if claim.chain)
    names = [link.name for link in claim.chain]
    assert names == chain or (names[1:] == chain[1:] and chain[0] in claim.chain[0].name + text)
    assert text[claim.span.start : claim.span.end] == content


@pytest.mark.parametrize(
    ("text", "contents"),
    [
        (
            "The firm said sales rose 5 percent, while analysts said debt had doubled.",
            [("firm", "sales rose 5 percent"), ("analysts", "debt had doubled")],
        ),
        (
            "The navy said the dam had cracked and 300 people had been moved.",
            [("navy", "the dam had cracked and 300 people had been moved")],
        ),
        (
            "The study said the plan had cost 3 million and had led to 4 arrests.",
            [("study", "the plan had cost 3 million and had led to 4 arrests")],
        ),
        (
            "The envoy denied that she had lied and said the money was safe.",
            [("envoy", "that she had lied"), ("envoy", "the money was safe")],
        ),
    ],
)
def test_coordinations_are_whole(text: str, contents: list[tuple[str, str]]) -> None:
    claims = [claim for claim in read(text).claims if claim.chain]
    assert [(claim.chain[0].name, text[claim.span.start : claim.span.end]) for claim in claims] == contents
