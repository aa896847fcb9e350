"""Near words of a search: which words are corrected, into what, and at what cost."""

from typing import Any

import pytest

from claims.models import User
from claims.selectors import near_words
from claims.selectors.near_words import correct_query, loosen_query
from tests.stories import import_foreign_fact_check, make_publication


@pytest.mark.parametrize(
    ("query", "corrected"),
    [
        ("treees", "trees"),
        ("tree", "trees"),
        ("terees", "trees"),
        ("Teres", "Trees"),
        ("plantid trees", "planted trees"),
        ('"treees" -treees or oaks', '"trees" -treees or oaks'),
        ("trees", ""),
        ("planed trees -mayor", "planted trees -mayor"),
        ("terse", ""),
        ("thr", ""),
        ("3000", ""),
        ("", ""),
        ("\0", ""),
    ],
)
def test_a_misspelt_word_becomes_the_nearest_word_of_a_verdict(
    edith: User, mona: User, query: str, corrected: str
) -> None:
    make_publication(edith, mona)
    assert correct_query(query) == corrected


def test_only_words_of_a_limited_number_of_own_verdicts_are_near(
    edith: User, mona: User, monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: Any
) -> None:
    import_foreign_fact_check("The council planted 40 tulips.")
    assert correct_query("tullips") == ""
    make_publication(edith, mona)
    with django_assert_num_queries(1) as queries:
        assert correct_query("treees plantd mayr") == "trees planted mayor"
    assert "LIMIT 2000" in queries[0]["sql"]
    monkeypatch.setattr(near_words, "VOCABULARY_ROWS", 0)
    assert correct_query("treees") == ""


@pytest.mark.parametrize(
    ("query", "loosened"),
    [
        ("trees oaks", "trees or oaks"),
        ("tall trees or oaks", "tall or trees or oaks"),
        ('"tall trees" oaks', ""),
        ("trees oaks -elms", "trees -elms or oaks -elms"),
        ("trees trees", ""),
        ("trees", ""),
        ("-trees -oaks", ""),
        ("", ""),
    ],
)
def test_a_loosened_query_asks_for_any_of_the_words(query: str, loosened: str) -> None:
    assert loosen_query(query) == loosened
