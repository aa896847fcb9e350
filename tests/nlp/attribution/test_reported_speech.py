"""Who says what in reported speech: nested, cited, documented, refused, denied and continued."""

import pytest

from claims.nlp import read
from tests.nlp.attribution.read_claims import PUBLISHED, chain, claim_of


@pytest.mark.parametrize(
    ("text", "content", "names"),
    [
        (
            "The prosecutor said the accountant had confessed to moving 3 million euros abroad.",
            "moving 3 million",
            ["accountant", "prosecutor"],
        ),
        (
            "The Lantern Weekly writes that insiders believe the merger will fail.",
            "will fail",
            ["insiders", "Lantern Weekly"],
        ),
        (
            "Analysts say the central bank expects inflation to fall below 3 percent.",
            "inflation to fall",
            ["central bank", "Analysts"],
        ),
        (
            "A spokeswoman for the airline said the captain had reported smoke in the cabin.",
            "smoke in the cabin",
            ["captain", "spokeswoman for the airline"],
        ),
        (
            "The charity pointed to a government survey showing that 2 million children go to school hungry.",
            "2 million children",
            ["government survey", "charity"],
        ),
        (
            "The ministry, referring to satellite images, said 40 tanks had been moved to the border.",
            "40 tanks",
            ["satellite images", "ministry"],
        ),
        (
            "Citing weather records, the ministry said the drought was the worst.",
            "the drought",
            ["weather records", "ministry"],
        ),
        (
            "Nordtel, quoting the regional governor, said that three villages had been flooded.",
            "three villages",
            ["regional governor", "Nordtel"],
        ),
        (
            "The general was cited by state radio as saying the town had fallen.",
            "the town had fallen",
            ["general", "state radio"],
        ),
        ("A draft leaked to Le Phare says both armies will withdraw by August.", "both armies", ["draft", "Le Phare"]),
        (
            "The prison is 300 inmates over capacity, according to a memo published by the website Klaxon.",
            "300 inmates",
            ["memo", "Klaxon"],
        ),
    ],
)
def test_a_chain_names_who_asserts_and_who_relays(text: str, content: str, names: list[str]) -> None:
    assert chain(claim_of(text, content)) == names


def test_reasons_are_no_sources() -> None:
    claim = claim_of("The airline, citing safety concerns, said 40 flights were cancelled.", "40 flights")
    assert chain(claim) == ["airline"]


@pytest.mark.parametrize(
    ("text", "content", "name"),
    [
        ("In the words of the auditor, the ministry burned 90 million euros.", "90 million", "auditor"),
        ("By the ministry's own account, 70 schools have no toilets.", "70 schools", "ministry"),
        ("By his own admission, the treasurer lost 2 million euros at cards.", "2 million", "treasurer"),
        ("As stated in the contract, the builder must finish by May.", "the builder", "contract"),
        ("Families have left in droves, as the charity Hearth pointed out.", "Families", "Hearth"),
        (
            "The claim, first made by the tabloid Flash, is that the singer owes 3 million in taxes.",
            "3 million",
            "Flash",
        ),
        ("That rents have doubled is the view of the tenants' league.", "rents have doubled", "tenants' league"),
        (
            "The warning that the dam could burst, issued by the water board in April, was ignored.",
            "burst",
            "water board in April",
        ),
        ("Rents, so the league claims, have risen by a third.", "have risen", "league"),
        ("There were, the pathologist testified, four stab wounds.", "four stab wounds", "pathologist"),
        ("Local media put the number of missing at 64.", "the number of missing at 64", "Local media"),
        ("Investigators suspect the captain of having been asleep.", "having been asleep", "Investigators"),
        (
            "Unpublished figures from the port authority show that traffic fell by half.",
            "traffic fell",
            "port authority",
        ),
        ("Statistics compiled by the Harbour Board show that traffic fell by half.", "traffic fell", "Harbour Board"),
        ('"The bill came to 900 euros," Fenna Roos remembers.', "900 euros", "Fenna Roos"),
        ('"The contract was signed in a car park," whispered one of the guests.', "a car park", "guests"),
        ("For Otto Klee the matter is simple: “The city promised 500 flats and built 60.”", "500 flats", "Otto Klee"),
        ("The treasurer was blunt. “There is no money left for schools.”", "no money", "treasurer"),
        ("Tina Wold on Twitter: “They closed 30 libraries.”", "30 libraries", "Tina Wold"),
        ("The audit found:\n- 14 pumps are missing\n- 3 wells are dry", "3 wells", "audit"),
    ],
)
def test_a_claim_has_its_source(text: str, content: str, name: str) -> None:
    assert chain(claim_of(text, content))[0] == name


@pytest.mark.parametrize(
    "text",
    [
        "The agency was unable to confirm reports that 30 people had died.",
        "Hardly anyone believes that the factory will reopen.",
        "The chairman refused to be drawn on whether the club had debts of 80 million.",
        "The firm has been asked to say how many of its cars caught fire.",
        "The mayor is expected to announce on Monday that the pool will close.",
        "Were the court to find that the vote was rigged, a new one would be held.",
        "Until the laboratory says the water is clean, nobody should drink it.",
        "The minister did not go so far as to say that the army had failed.",
        "Instead of admitting that the pipe was rusty, the utility blamed the frost.",
    ],
)
def test_what_nobody_asserts_is_marked(text: str) -> None:
    claims = [claim for claim in read(text, published=PUBLISHED).claims if claim.chain and claim.is_checkable]
    assert claims
    assert not any(claim.asserted for claim in claims if "frost" not in text[claim.span.start : claim.span.end])


@pytest.mark.parametrize(
    "text",
    [
        "The agency confirmed reports that 30 people had died.",
        "Everyone believes that the factory will reopen.",
        "The firm was forced to admit that 9 of its cars caught fire.",
        "The mayor travelled to Delmar to say that the pool would close.",
    ],
)
def test_what_is_asserted_stays_so(text: str) -> None:
    assert any(claim.asserted and claim.chain for claim in read(text, published=PUBLISHED).claims)


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("The allegation that ballots were burned was denied by the electoral commission.", "ballots were burned"),
        ("The actor rejects the accusation that he hit a photographer.", "he hit a photographer"),
        ("The minister called it untrue that he owned 40 flats.", "he owned 40 flats"),
    ],
)
def test_a_denial_denies_the_clause(text: str, content: str) -> None:
    assert claim_of(text, content).asserted is False
    assert len(read(text).claims) == 1


@pytest.mark.parametrize(
    ("text", "content", "name"),
    [
        ("The rangers found a dead elephant. They said it had been shot 11 times.", "11 times", "rangers"),
        ("Rescuers pulled 12 children out. They said the water was rising.", "rising", "Rescuers"),
        ("The company has apologised. It said 9,000 customers were affected.", "9,000", "company"),
        ("“We had no choice,” the captain told the court. “The engine was on fire,” he said.", "fire", "captain"),
        (
            "Tom Hallow lost his barn. His wife, Greta, saved the cows. “I opened the door,” she said.",
            "door",
            "Greta",
        ),
    ],
)
def test_a_pronoun_means_who_was_named(text: str, content: str, name: str) -> None:
    assert chain(claim_of(text, content))[0] == name


def test_a_pronoun_that_may_mean_either_stays_open() -> None:
    claim = claim_of("Bakari Mensah and Kofi Boateng were arrested. He said the police had beaten him.", "beaten")
    assert claim.chain[0].is_unresolved


def test_a_second_verb_of_the_same_speaker_ends_the_content() -> None:
    text = "The coastguard said the ship was sinking and asked for help."
    span = claim_of(text, "the ship").span
    assert text[span.start : span.end] == "the ship was sinking"


def test_what_was_written_in_a_medium_is_the_content_and_does_not_describe_the_medium() -> None:
    text = "Jon Brask wrote on a social network that the dam had cracked and that 20,000 people had to leave."
    claim = claim_of(text, "20,000")
    assert chain(claim) == ["Jon Brask"]
    assert claim.statement
    words = "".join(piece.text for piece in claim.statement.pieces)
    assert words == "The dam had cracked and 20,000 people had to leave."


def test_the_names_of_two_sources_may_be_set_off() -> None:
    claim = claim_of("Lea Vogt and her Danish guest, Nils Holm, said the tunnel would open in 2028.", "the tunnel")
    assert chain(claim) == ["Lea Vogt and Nils Holm"]
