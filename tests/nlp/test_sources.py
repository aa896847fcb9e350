"""What a source is called, and whom a pronoun stands for."""

import pytest

from claims.nlp import read
from claims.nlp.sources import core, kind


@pytest.mark.parametrize(
    ("mention", "name"),
    [
        ("the Kremlin", "Kremlin"),
        ("NYPD Commissioner James O'Neill", "James O'Neill"),
        ("Dmitry Orlov, the spokesman of the port,", "Dmitry Orlov"),
        ("An American think-tank, the Centre for River Studies (CRS),", "Centre for River Studies"),
        ("the American president, Joe Biden", "Joe Biden"),
        ("several experts", "experts"),
        ("a local official who was there", "local official"),
    ],
)
def test_a_mention_is_reduced_to_a_name(mention: str, name: str) -> None:
    assert core(mention) == name


@pytest.mark.parametrize(
    ("name", "sort"),
    [
        ("Ana Lima", "person"),
        ("New York Times", "outlet"),
        ("Facebook", "channel"),
        ("Ukrainian army", "organisation"),
        ("annual report", "document"),
        ("experts", "unnamed"),
    ],
)
def test_a_source_has_a_kind(name: str, sort: str) -> None:
    assert kind(name, name) == sort


def names(text: str) -> list[str]:
    return [claim.chain[0].name for claim in read(text).claims if claim.chain]


def test_a_pronoun_takes_the_person_who_spoke_last() -> None:
    assert names("Ana Lima said the pump had failed. She added that nobody was told.") == ["Ana Lima", "Ana Lima"]


def test_a_surname_takes_the_one_full_name() -> None:
    assert names("Ana Lima runs the port. Lima said that two cranes are broken.") == ["Ana Lima"]


def test_a_surname_that_two_people_share_stays_as_it_stands() -> None:
    assert names("Ana Lima met Rui Lima. Lima said that two cranes are broken.") == ["Lima"]


def test_a_role_takes_the_person_whom_the_text_gives_it() -> None:
    text = "Joana Reis, the mayor, met Ana Lima of the port. The mayor said that two cranes are broken."
    assert names(text) == ["Joana Reis"]
