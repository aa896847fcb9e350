"""Whom pronouns, surnames and roles refer to."""

from claims import nlp


def names(text: str) -> list[str]:
    return [claim.chain[0].name for claim in nlp.read(text).claims if claim.chain]


def test_a_pronoun_takes_the_person_who_spoke_last() -> None:
    assert names("Ana Lima said the pump had failed. She added that nobody was told.") == ["Ana Lima", "Ana Lima"]


def test_a_surname_takes_the_one_full_name() -> None:
    assert names("Ana Lima runs the port. Lima said that two cranes are broken.") == ["Ana Lima"]


def test_a_surname_that_two_people_share_stays_as_it_stands() -> None:
    assert names("Ana Lima met Rui Lima. Lima said that two cranes are broken.") == ["Lima"]


def test_a_role_takes_the_person_whom_the_text_gives_it() -> None:
    text = "Joana Reis, the mayor, met Ana Lima of the port. The mayor said that two cranes are broken."
    assert names(text) == ["Joana Reis"]


def test_the_title_names_people_whom_the_text_calls_by_their_surname() -> None:
    (claim,) = nlp.read("Lima said that two cranes are broken.", title="Ana Lima leaves the port").claims
    assert claim.chain[0].name == "Ana Lima"


def test_her_party_belongs_to_the_person_who_spoke_last() -> None:
    text = "Ana Lima said the pump had failed. Her party said that nobody was warned."
    assert names(text) == ["Ana Lima", "Ana Lima’s party"]
