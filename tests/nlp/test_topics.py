"""A claim is filed where most of its words belong."""

from typing import Any

import pytest

from claims.nlp import topics

USUAL: dict[int, Any] = {number: each["words"] for number, each in enumerate(topics.usual())}
SLUGS = [each["slug"] for each in topics.usual()]


@pytest.mark.parametrize(
    ("claim", "slug"),
    [
        ("More than 7,000 Russian soldiers were killed in four weeks", "war-and-security"),
        ("A nasal spray taken twice a day halves the risk of catching a cold", "health"),
        ("Real wages have fallen for 18 months in a row", "economy"),
        ("It was the strongest earthquake in the region since 1968", "climate-and-environment"),
        ("Half of all refugees were turned back at the border", "migration"),
        ("Turnout at the election was 61 per cent", "politics-and-elections"),
        ("The police’s arrests doubled", "crime-and-justice"),
        ("She won three medals for her team", "sport"),
    ],
)
def test_claims_of_the_news_find_their_topic(claim: str, slug: str) -> None:
    best = topics.best(topics.index(USUAL), claim=claim)
    assert best is not None
    assert SLUGS[best] == slug


SPEAK = topics.index({1: ["tree", "civil war"], 2: ["mayor", "war"]})


@pytest.mark.parametrize(
    ("claim", "title", "topic"),
    [
        ("300 trees", "", 1),
        ("TREES, trees and the mayor", "", 1),
        ("The mayor planted a tree", "", 2),
        ("A tree by the mayor", "The mayor: a portrait", 2),
        ("It was planted", "Trees for the town", 1),
        ("a civil war of wars", "", 2),
        ("the civil war", "", 1),
        ("street", "", None),
        ("", "", None),
    ],
)
def test_most_words_win_and_the_title_counts_for_less(claim: str, title: str, topic: int | None) -> None:
    assert topics.best(SPEAK, claim=claim, title=title) == topic
