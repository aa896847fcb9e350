"""Who asserts a content, and who relays it."""

import pytest

from claims import nlp


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
    (claim,) = (claim for claim in nlp.read(text).claims if claim.chain)
    assert [link.name for link in claim.chain] == chain


@pytest.mark.parametrize(
    ("text", "chain", "content"),
    [
        ("The envoy said the army claimed that 40 ships had left.", ["army", "envoy"], "that 40 ships had left"),
        (
            "Vellum Radio News said the bank warned of a loss of 3 million.",
            ["bank", "Vellum Radio News"],
            "a loss of 3 million",
        ),
        (
            "Vellum Radio News reported, citing the navy, that 40 ships left.",
            ["navy", "Vellum Radio News"],
            "that 40 ships left",
        ),
        ("Quoting a sailor, Vellum Radio News said 40 ships left.", ["sailor", "Vellum Radio News"], "40 ships left"),
        (
            "According to Vellum Radio News, which cited two sailors, 40 ships left.",
            ["sailors", "Vellum Radio News"],
            "40 ships left",
        ),
        ("A memo leaked to the Ludd Post says 40 ships left.", ["memo", "Ludd Post"], "40 ships left"),
        (
            "A memo leaked to the Ludd Morning Herald says 40 ships left.",
            ["memo", "Ludd Morning Herald"],
            "40 ships left",
        ),
        (
            "According to port chief Bo Limb, the plan smacks of “greed” and fear.",
            ["Bo Limb"],
            "the plan smacks of “greed” and fear",
        ),
        ("According to Limb, “40 ships left. It rained.”", ["Limb"], "“40 ships left. It rained.”"),
        ("The audit found “no trace” of 40 ships.", ["audit"], "“no trace” of 40 ships"),
        ("The navy reported a loss of 40 ships, it said in a statement.", ["navy"], "a loss of 40 ships"),
        ("“It sank,” complains Bo Limb, 58, pointing at the pier.", ["Bo Limb"], "“It sank,”"),
        ("The navy said the dam was “lost” and would cost “40m”.", ["navy"], "the dam was “lost” and would cost “40m”"),
        ("As per the navy, 40 ships left.", ["navy"], "40 ships left"),
        ("“The quay is safe” is the envoy’s claim.", ["envoy"], "The quay is safe"),
        ("Papers seen by this newspaper show that 40 ships left.", ["Papers", "newspaper"], "that 40 ships left"),
        ("A post circulating on Facebook claims 40 ships left.", ["post", "Facebook"], "40 ships left"),
        (
            "The envoy was quoted by Vellum Radio News as saying that 40 ships left.",
            ["envoy", "Vellum Radio News"],
            "that 40 ships left",
        ),
        ("As reported by Vellum Radio News, 40 ships left.", ["Vellum Radio News"], "40 ships left"),
        ("As the envoy put it, 40 ships left in tears.", ["envoy"], "40 ships left in tears"),
        ("40 ships left, per the navy.", ["navy"], "40 ships left"),
        ("It was claimed by the navy that 40 ships left.", ["navy"], "that 40 ships left"),
        (
            "Sailors cited a study by the port, which found that 40 ships left.",
            ["port", "Sailors"],
            "that 40 ships left",
        ),
        (
            "Vellum Radio News said that, according to two sailors, 40 ships left.",
            ["sailors", "Vellum Radio News"],
            "40 ships left",
        ),
        ("The envoy said he believes that 40 ships left.", ["envoy"], "he believes that 40 ships left"),
        ("The navy said it would close 40 docks, citing rising costs.", ["navy"], "it would close 40 docks"),
        (
            "Vellum Radio News said divers had found 9 cannons off the pier.",
            ["Vellum Radio News"],
            "divers had found 9 cannons off the pier",
        ),
    ],
)
def test_every_link_of_a_chain_is_named(text: str, chain: list[str], content: str) -> None:
    (claim,) = (claim for claim in nlp.read(text).claims if claim.chain)
    names = [link.name for link in claim.chain]
    assert names == chain or (names[1:] == chain[1:] and chain[0] in claim.chain[0].name + text)
    assert text[claim.span.start : claim.span.end] == content


@pytest.mark.parametrize(
    ("text", "contents"),
    [
        (
            "The port said traffic grew 7 percent, while sailors said wages had shrunk.",
            [("port", "traffic grew 7 percent"), ("sailors", "wages had shrunk")],
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
            "The envoy denied that she had fled and said the treaty was signed.",
            [("envoy", "that she had fled"), ("envoy", "the treaty was signed")],
        ),
    ],
)
def test_coordinations_are_whole(text: str, contents: list[tuple[str, str]]) -> None:
    claims = [claim for claim in nlp.read(text).claims if claim.chain]
    assert [(claim.chain[0].name, text[claim.span.start : claim.span.end]) for claim in claims] == contents
