"""Naming and classifying a source."""

import pytest

from claims.nlp import get_language
from claims.nlp.attribution.sources import classify_source, name_source, strip_titles

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


def test_an_unnamed_group_is_no_organisation() -> None:
    assert classify_source("Residents", "Residents", RULES) == "unnamed"
    assert classify_source("Acme", "Acme", RULES) == "organisation"


def test_a_title_that_is_the_whole_name_stays() -> None:
    assert strip_titles("Prime Minister Ana Lima", RULES) == "Ana Lima"
    assert strip_titles("President", RULES) == "President"
