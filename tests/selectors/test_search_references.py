"""Tests of references in a search."""

import pytest
from django.conf import settings

from claims.selectors.search_references import is_desk_url, parse_reference

ANY = {"claims", "articles", "tips", "sources", "evidence"}


@pytest.mark.parametrize("text", ["53", "#53", "  53 "])
def test_a_number_may_be_the_id_of_anything(text: str) -> None:
    assert parse_reference(text) == dict.fromkeys(ANY, 53)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("claim 53", {"claims": 53}),
        ("Claims #53", {"claims": 53}),
        ("article 7", {"articles": 7}),
        (f"{settings.BASE_URL}/claims/53/moderation/", {"claims": 53}),
        (f"{settings.BASE_URL}/verdicts/53-trees/?from=mail", {"claims": 53}),
        ("/articles/7/?claim=53#passage-53", {"articles": 7}),
    ],
)
def test_a_noun_or_a_url_says_which_kind(text: str, expected: dict[str, int]) -> None:
    assert parse_reference(text) == expected


@pytest.mark.parametrize(
    "text",
    ["", "trees", "53 trees", "0", "9" * 19, "9" * 400, "room 53", "https://other.example/claims/53/", "claim -1"],
)
def test_other_texts_are_no_references(text: str) -> None:
    assert parse_reference(text) == {}


def test_the_url_of_a_page_has_no_words() -> None:
    assert is_desk_url(f"{settings.BASE_URL}/claims/53/")
    assert not is_desk_url("https://other.example/claims/53/")
