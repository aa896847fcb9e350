"""Sources that stand in unusual places, and words that nobody asserts."""

import pytest

from claims import nlp
from claims.nlp.reading import Claim


def read_attributed(text: str) -> list[Claim]:
    """Return the claims of a text that have a source."""
    return [claim for claim in nlp.read(text, published="2024-05-15").claims if claim.chain]


@pytest.mark.parametrize(
    ("text", "chain", "content"),
    [
        ("The tower, surveyors warned last spring, may fall within 20 days.", ["surveyors"], "The tower"),
        ("The pier, she told the court, never had 40 lamps.", ["she"], "The pier"),
        ("The toll was put at 31 by the harbour police.", ["harbour police"], "The toll"),
        ("The damage was estimated by the insurer at 3 million euros.", ["insurer"], "The damage"),
        (
            "Anglers say, and the port does not dispute, that 7 piers are closed.",
            ["Anglers"],
            "that 7 piers are closed",
        ),
        (
            "The mayor declined to comment on a story in the Ludd Post that 12 wells were closed.",
            ["Ludd Post"],
            "that 12 wells were closed",
        ),
        (
            "Sailors quoted by Vellum Radio News recalled seeing three wrecks.",
            ["Sailors", "Vellum Radio News"],
            "seeing",
        ),
        (
            "The envoy was quoted by the state news agency Vellum as saying 18 boats sank.",
            ["envoy", "Vellum"],
            "18 boats sank",
        ),
        ("The navy confirmed a report by Vellum that two boats had sunk.", ["navy"], "that two boats had sunk"),
        ("The mayor repeated her claim that 300 piers had been built.", ["mayor"], "that 300 piers had been built"),
        ("Under the proposal, obtained by the Ludd Post, 15 piers would close.", ["proposal", "Ludd Post"], "15 piers"),
        ("A poll by Marrow for the Ludd Post puts the Greens on 44 per cent.", ["Marrow"], "the Greens on 44 per cent"),
        (
            "According to figures released on Monday by the Office for Ports, 30 boats sank.",
            ["Office for Ports"],
            "30 boats sank",
        ),
        (
            "Catches fell by 12%, figures from the Port Office analysed by the union suggest.",
            ["Port Office"],
            "Catches fell",
        ),
        (
            "The ombudsman, quoting from an internal audit, said 61 files were lost.",
            ["internal audit", "ombudsman"],
            "61",
        ),
        ("Anglers polled by Vellum Radio News had forecast 40 storms.", ["Anglers", "Vellum Radio News"], "40 storms"),
        (
            "The newspaper Dagens Fakta, quoting two envoys, wrote that 40 had left.",
            ["envoys", "Dagens Fakta"],
            "that 40",
        ),
        (
            "The ministry believes 4,000 will pay more, a leaked memo reveals.",
            ["ministry", "leaked memo"],
            "4,000 will",
        ),
        ("What is certain, according to the inquiry, is that 72 died.", ["inquiry"], "What is certain"),
        ("Mr Lima told the jury he had been at sea for 40 days.", ["Lima"], "he had been at sea"),
        ("Lima is adamant that the 40 boats were safe.", ["Lima"], "that the 40 boats were safe"),
        ("The army insisted 40 had left, contradicting a film by the rebels.", ["army"], "40 had left"),
        ("Clean Bays said it had counted 1,204 spills, a figure the port disputes.", ["Clean Bays"], "it had counted"),
    ],
)
def test_a_source_is_found_where_it_stands(text: str, chain: list[str], content: str) -> None:
    (claim,) = read_attributed(text)
    assert [link.name for link in claim.chain] == chain
    assert text[claim.parts[0].start : claim.parts[0].end].startswith(content)


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("Clean Bays said it had counted 1,204 spills, a figure the port disputes.", "1,204 spills"),
        ("Clean Bays said it had counted 1,204 spills, a figure that has doubled.", "doubled"),
        ("The army insisted 40 had left, contradicting a film by the rebels.", "left"),
        ("The ministry believes 4,000 will pay more, a leaked memo reveals.", "more"),
        ("The port said 30 boats sank, while the navy put the number at 12.", "sank"),
    ],
)
def test_a_content_ends_before_what_others_add(text: str, end: str) -> None:
    claim = read_attributed(text)[0]
    assert text[: claim.parts[-1].end].endswith(end)


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ("The audit found that 31 pipes leak. Inspectors had known of 12 but told nobody, it said.", ["audit"]),
        ("The audit found 31 leaks. The chamber of trade said it had counted 12.", ["chamber of trade"]),
        ("Helen Hill, 78, was ill. She said she took 12 pills a day.", ["Helen Hill"]),
        ("In fact, 112 posts are vacant, figures published in April show.", ["figures"]),
        ("Lima said the price of 40 dollars was low and urged the port to sell.", ["Lima"]),
    ],
)
def test_a_pronoun_or_a_month_is_no_wrong_source(text: str, chain: list[str]) -> None:
    assert [link.name for link in read_attributed(text)[-1].chain] == chain


def test_an_operation_that_is_called_off_is_nobody_s_claim() -> None:
    assert read_attributed("Helen Hill, 78, had her operation called off for the third time.") == []


def test_a_number_of_somebody_else_is_a_claim_of_theirs() -> None:
    claims = read_attributed("The port said 30 boats sank, while the navy put the number at 12.")
    assert [[link.name for link in claim.chain] for claim in claims] == [["port"], ["navy"]]


@pytest.mark.parametrize(
    ("text", "is_asserted"),
    [
        ("Not one of the sailors said that the pier was safe.", False),
        ("Not all the sailors said that the pier was safe.", False),
        ("Not only the sailors said that the pier was safe.", True),
        ("The mayor would not comment on whether the pier was safe.", False),
        ("The mayor dismissed as nonsense reports that 40 piers had closed.", False),
    ],
)
def test_what_nobody_said_is_not_asserted(text: str, *, is_asserted: bool) -> None:
    (claim,) = read_attributed(text)
    assert (claim.asserted is True) is is_asserted


@pytest.mark.parametrize(
    "text",
    [
        "Weather: the Port Office has issued a warning of 80mph winds.",
        "Three quarters of sailors, or 75%, want to leave.",
        "More than half of the anglers believe that the mayor lied.",
        "The decision puts pressure on 44 ports.",
        "The pilot did not wish to be named.",
    ],
)
def test_a_section_or_a_share_of_people_is_no_source(text: str) -> None:
    assert read_attributed(text) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The campaign group Clean Bays said 40 boats sank.", "organisation"),
        ("The newspaper Dagens Fakta said 40 boats sank.", "outlet"),
        ("Company director Ana Lima said 40 boats sank.", "person"),
        ("Minister says 40 boats sank.", "unnamed"),
    ],
)
def test_the_noun_in_front_of_a_name_tells_its_kind(text: str, kind: str) -> None:
    (claim,) = read_attributed(text)
    assert claim.chain[0].kind == kind


@pytest.mark.parametrize(
    ("text", "chain", "content"),
    [
        (
            "Bo Hale claimed without offering proof that troops had shelled 3 markets.",
            ["Bo Hale"],
            "that troops had shelled 3 markets",
        ),
        (
            "According to an audit by the firm Marrow, which examined the books, 3 bills were lost.",
            ["Marrow"],
            "3 bills were lost",
        ),
        (
            "Ana Lima said the divers had reported their own hours.",
            ["Ana Lima"],
            "the divers had reported their own hours",
        ),
        (
            "Divers had been warned in May that 3 piers leaked, according to a letter seen by the BBC.",
            ["letter", "BBC"],
            "Divers had been warned in May that 3 piers leaked",
        ),
        ("Divers were told that 3 piers leaked.", ["unnamed source"], "that 3 piers leaked"),
    ],
)
def test_the_whole_content_is_found_once(text: str, chain: list[str], content: str) -> None:
    (claim,) = read_attributed(text)
    assert [link.name for link in claim.chain] == chain
    assert text[claim.span.start : claim.span.end] == content


def test_the_result_of_a_vote_is_not_what_the_voters_say() -> None:
    text = "Members voted 31 to 24 for the steepest rise in nine years."
    (claim,) = nlp.read(text).claims
    assert not claim.chain
    assert [quantity.low for quantity in claim.quantities] == [31, 24, 9]


@pytest.mark.parametrize(
    ("text", "asserted"),
    [
        ("Ana Lima declined to comment on the 3 fires.", None),
        ("Ana Lima refused to confirm the 3 fires.", None),
        ("Ana Lima refused to close the 3 piers.", True),
    ],
)
def test_who_refuses_to_answer_asserts_nothing(text: str, asserted: bool | None) -> None:
    (claim,) = read_attributed(text)
    assert claim.asserted is asserted


def test_a_weight_is_not_what_somebody_says() -> None:
    assert not read_attributed("Bo Chen weighs 236 pounds.")
