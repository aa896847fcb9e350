"""Naming and classifying a source."""

import pytest

from claims.nlp import get_language
from claims.nlp.attribution.source_kinds import classify_source
from claims.nlp.attribution.sources import name_source, strip_titles

RULES = get_language().attribution.sources


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
        ("Lawyers for Mr Orlov", "Lawyers for Mr Orlov"),
        ("A survey of 2,000 drivers conducted by the Road Institute", "Road Institute"),
        ("A poll by Marrow for the Ludd Post", "Marrow"),
        ("a poll of 1,004 drivers, who answered by mail,", "poll of 1,004 drivers"),
    ],
)
def test_a_mention_is_reduced_to_a_name(mention: str, name: str) -> None:
    assert name_source(mention, RULES) == name


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Ana Lima", "person"),
        ("New York Times", "outlet"),
        ("Facebook", "channel"),
        ("Ukrainian army", "organisation"),
        ("annual report", "document"),
        ("experts", "unnamed"),
    ],
)
def test_a_source_has_a_kind(name: str, kind: str) -> None:
    assert classify_source(name, name, RULES) == kind


@pytest.mark.parametrize(
    "name",
    [
        "Residents",
        "Nurses",
        "Athletes",
        "Librarians",
        "Doctors at the Ludd hospital",
        "Analysts at Corvin Bank",
        "police spokesman",
        "army officers",
    ],
)
def test_people_by_what_they_are_have_no_name(name: str) -> None:
    assert classify_source(name, name, RULES) == "unnamed"


@pytest.mark.parametrize("name", ["Reuters", "Democrats", "Doctors Without Borders", "Ukrainian army", "police"])
def test_a_plural_may_be_a_name(name: str) -> None:
    assert classify_source(name, name, RULES) != "unnamed"


def test_an_article_makes_a_name_that_of_an_organisation() -> None:
    assert classify_source("Acme", "The Acme", RULES) == "organisation"


@pytest.mark.parametrize("name", ["Okafor", "McKay", "el-Sisi"])
def test_a_single_name_is_a_person(name: str) -> None:
    assert classify_source(name, name, RULES) == "person" or "-" in name


@pytest.mark.parametrize("name", ["Paris", "Boeing", "NATO", "FedEx", "Villagers"])
def test_places_companies_and_abbreviations_are_no_persons(name: str) -> None:
    assert classify_source(name, name, RULES) != "person"


@pytest.mark.parametrize(
    ("mention", "name", "kind"),
    [
        ("Ines Prado of the Institute for Coastal Research", "Ines Prado", "person"),
        ("Dr. Otto Hale from the U.S. Dept. of Roads", "Otto Hale", "person"),
        ("the Royal League of Weavers", "Royal League of Weavers", "organisation"),
        ("the Bank of Norland", "Bank of Norland", "organisation"),
        ("the BBC's Ines Prado", "Ines Prado", "person"),
        ("the Prime Minister's Office", "Prime Minister's Office", "organisation"),
        ("Three of the sailors", "sailors", "unnamed"),
        ("many of them", "them", "unnamed"),
        ("a viral clip shared on TikTok", "viral clip", "document"),
        ("an email leaked to the Post", "email", "document"),
        ("council papers", "council papers", "document"),
    ],
)
def test_a_source_is_called_by_its_own_name(mention: str, name: str, kind: str) -> None:
    assert name_source(mention, RULES) == name
    assert classify_source(name, mention, RULES) == kind


@pytest.mark.parametrize(
    ("mention", "name"),
    [
        ("Ines Prado and Otto Hale", "Ines Prado and Otto Hale"),
        ("the ministry and the police", "ministry and police"),
        ("the Department of Trade and Industry", "Department of Trade and Industry"),
        ("Ines Prado, who leads the union, and Otto Hale, its treasurer,", "Ines Prado and Otto Hale"),
        ("Ines Prado, 43, a diver, and her deputy, Otto Hale,", "Ines Prado and Otto Hale"),
        ("Its director, Ines Prado, who is ill, and Otto Hale", "Ines Prado and Otto Hale"),
        ("the IFS, which counts, and the Treasury", "IFS and Treasury"),
        ("Ines Prado, who leads the union and the port", "Ines Prado"),
    ],
)
def test_joint_sources_are_one_link(mention: str, name: str) -> None:
    assert name_source(mention, RULES) == name


def test_a_title_that_is_the_whole_name_stays() -> None:
    assert strip_titles("Prime Minister Ana Lima", RULES) == "Ana Lima"
    assert strip_titles("President", RULES) == "President"
