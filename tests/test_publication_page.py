"""Publication pages are written to JSON and read back unchanged."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from claims.publication_page import (
    PageAppearance,
    PageArticle,
    PageAttribution,
    PageDesk,
    PageEvidence,
    PageQuantity,
    PageSnapshot,
    PublicationPage,
)

NOON = datetime(2026, 3, 2, 12, 0, 0, 5, UTC)
SNAPSHOT = PageSnapshot("https://a.example/", "Trees", NOON, "0" * 64, 15, "verbatim")
PLACE = PageAppearance(
    PageArticle("Trees for the town", "", "Courier", date(2026, 3, 2)),
    "300 trees",
    attributions=(PageAttribution("The mayor", "person", "said", 0, 9),),
    quantities=(PageQuantity(300.0, None, "trees", "at least", 4, 13),),
)
PAGE = PublicationPage(
    url="https://desk.example/verdicts/1/",
    desk=PageDesk("The Desk", "https://desk.example/"),
    language="en",
    first_published=NOON,
    rating="true",
    rating_label="True",
    summary="So it is.",
    justification="They were counted.",
    appearances=(PLACE, replace(PLACE, article=PageArticle("Without a date"))),
    evidence=(PageEvidence("How many?", "supports", "300", published=date(2026, 3, 1), snapshot=SNAPSHOT),),
)


def test_a_page_is_read_back_from_json_as_it_was() -> None:
    stored = json.loads(json.dumps(PAGE.to_json()))
    assert PublicationPage.from_json(stored) == PAGE
    assert PublicationPage.from_json(stored).to_json() == stored


def test_json_has_plain_names_and_iso_dates() -> None:
    stored = PAGE.to_json()
    assert stored["first_published"] == "2026-03-02T12:00:00.000005+00:00"
    assert stored["appearances"][0]["article"]["published"] == "2026-03-02"
    assert stored["evidence"][0]["snapshot"]["words"] == 15


def test_a_field_that_is_missing_takes_its_default() -> None:
    item = PageEvidence.from_json({"question": "How many?", "stance": "supports", "answer": "300", "later": 1})
    assert item == PageEvidence("How many?", "supports", "300")


def test_a_field_without_a_default_is_required() -> None:
    with pytest.raises(TypeError, match="url"):
        PageDesk.from_json({"name": "The Desk"})


def test_a_claim_is_as_old_as_its_oldest_dated_article() -> None:
    older = replace(PLACE, article=PageArticle("Earlier", published=date(2026, 2, 1)))
    assert replace(PAGE, appearances=(*PAGE.appearances, older)).first_claimed == date(2026, 2, 1)
    assert replace(PAGE, appearances=()).first_claimed is None
