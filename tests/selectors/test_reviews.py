"""What has been checked already is found by what it says, ours and that of others."""

import io
import json
from datetime import date
from typing import Any

import pytest
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from claims.models import User
from claims.nlp import matching
from claims.selectors import counts, reviews
from claims.selectors.reviews import Filters
from claims.services import publishing
from claims.services import reviews as imports
from tests import stories
from tests.feeds import a_review

CHECKED = [
    "Unemployment among young people fell by 4,250 in March.",
    "The governor's bridge cost “$2 billion” more than planned.",
    "No country taxes its companies more than ours.",
    "The flu shot causes a 4,250% increase in fetal death.",
    "Turnout was the lowest for a century.",
]


def take_in(*found: dict[str, Any]) -> None:
    imports.take_in(stream=io.BytesIO(json.dumps(found).encode()), feed="x", by=None)


@pytest.fixture
def checked(db: None) -> None:
    take_in(*(a_review(number, claim) for number, claim in enumerate(CHECKED)))


def found(text: str, **filters: Any) -> list[str]:
    return [match.review.claim_text for match in reviews.like(text, Filters(**filters))]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("You know, the bridge was two billion dollars over what the Governor planned.", 1),
        ("our companies pay more taxes than in any other country", 2),
        ("Flu shots: deaths up 4250%", 3),
        ("The turnout. The lowest. In a hundred years, in a century.", 4),
        ("unemployed youngsters, unemployment of the young", 0),
    ],
)
@pytest.mark.usefixtures("checked")
def test_the_nearest_comes_first(text: str, number: int) -> None:
    assert found(text)[0] == CHECKED[number]


@pytest.mark.usefixtures("checked")
def test_a_score_lies_between_nothing_in_common_and_the_same() -> None:
    (same, *others) = reviews.like(CHECKED[4])
    assert 0.5 < same.score <= 1.1
    assert all(0 < other.score < same.score for other in others)


@pytest.mark.parametrize("text", ["", "the of and", "!!!", "\0", "xyzzy", "'", "a & | ! <-> :* b", "\\", "💣" * 9])
@pytest.mark.usefixtures("checked")
def test_what_has_no_words_in_common_finds_nothing(text: str) -> None:
    assert found(text) == []


def test_an_empty_desk_finds_nothing(db: None) -> None:
    assert found("anything") == []


def test_ours_are_found_until_they_are_withdrawn(edith: User, mona: User) -> None:
    publication = stories.a_publication(edith, mona)
    assert found("300 trees") == [publication.claim_text]
    publishing.withdraw(claim_id=publication.claim_id, moderator=mona, reason="It never was.")
    assert found("300 trees") == []


@pytest.mark.parametrize(
    ("filters", "numbers"),
    [
        ({}, {1, 2, 3}),
        ({"language": "de"}, {2, 3}),
        ({"site": "other.example"}, {3}),
        ({"since": date(2026, 3, 1)}, {1, 2}),
        ({"language": "fr"}, set()),
    ],
)
def test_filters_hold_with_and_without_words(db: None, filters: dict[str, Any], numbers: set[int]) -> None:
    author = {"name": "Other", "url": "https://other.example"}
    take_in(
        a_review(1),
        a_review(2, inLanguage="de-AT"),
        a_review(3, inLanguage="de", author=author, datePublished="2026-02-01"),
    )
    matches = reviews.like("trees planted", Filters(**filters))
    assert {match.review.identifier for match in matches} == {f"check-{n}" for n in numbers}
    listed = reviews.newest(Filters(**{"site": "check.example", **filters}))
    assert {review.identifier for review in listed} == {f"check-{n}" for n in numbers if n < 3 or "site" in filters}


def test_a_list_is_newest_first_and_has_an_end(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    days = ["2026-01-01", None, "2026-03-01", "2026-02-01"]
    take_in(*(a_review(number, datePublished=day) for number, day in enumerate(days)))
    site = Filters(site="check.example")
    assert [review.identifier[-1] for review in reviews.newest(site)] == list("2301")
    monkeypatch.setattr(reviews, "LISTED", 3)
    assert [review.identifier[-1] for review in reviews.newest(site, limit=9, offset=2)] == ["0"]
    assert reviews.newest(site, limit=9, offset=7) == []


def test_a_search_reads_the_index_and_no_more_rows_than_it_may(db: None) -> None:
    take_in(*(a_review(n, f"The {w} planted {n} trees.") for n, w in enumerate(["mayor", "town", "king"] * 700)))
    plan = reviews._plan("The king planted 77 trees in town")
    with connection.cursor() as cursor:
        cursor.execute(
            "EXPLAIN (ANALYZE, TIMING off, FORMAT json) " + reviews.ranking(common=False),
            reviews.values(plan, "x", Filters()),
        )
        explained = json.dumps(cursor.fetchone()[0])
    assert "reviews_search" in explained
    assert "Seq Scan" not in explained


def test_a_common_word_is_sought_among_the_newest(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    take_in(*(a_review(number, datePublished=f"2026-03-{number:02}") for number in range(1, 8)))
    take_in(a_review(8, "Das waren 300 trees.", inLanguage="de", datePublished="2026-02-01"))
    monkeypatch.setattr(matching, "MOST_ROWS", 3)
    monkeypatch.setattr(counts, "NEWEST", 3)
    assert {match.review.identifier for match in reviews.like("trees")} == {"check-5", "check-6", "check-7"}
    assert found("trees", since=date(2026, 3, 7)) == ["The town planted 7 trees."]
    assert found("trees", site="other.example") == found("trees", language="de") == []
    assert found("300", language="de") == ["Das waren 300 trees."]


def test_words_that_always_stand_together_are_sought_among_the_newest(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    take_in(
        *(a_review(number, f"{number} solar panels.", datePublished=f"2026-03-{number:02}") for number in range(1, 6))
    )
    take_in(*(a_review(number, "Something else.") for number in range(10, 40)))
    monkeypatch.setattr(matching, "MOST_ROWS", 1)
    monkeypatch.setattr(counts, "NEWEST", 4)
    assert found("solar panels", since=date(2026, 3, 2)) == []
    assert len(found("solar panels")) == 5


def test_a_language_is_sought_among_the_newest_of_a_site(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    take_in(a_review(1, inLanguage="de", datePublished="2026-02-01"), *(a_review(number) for number in range(2, 5)))
    german = Filters(site="check.example", language="de")
    assert [review.identifier for review in reviews.newest(german)] == ["check-1"]
    monkeypatch.setattr(counts, "NEWEST", 3)
    assert reviews.newest(german) == []


class AnyText(TestCase):
    """Whatever is asked, there is an answer."""

    @classmethod
    def setUpTestData(cls) -> None:
        take_in(*(a_review(number, claim) for number, claim in enumerate(CHECKED)))

    @given(st.text(max_size=200) | st.sampled_from(CHECKED))
    @settings(max_examples=60, deadline=None)
    def test_any_text_is_answered(self, text: str) -> None:
        matches = reviews.like(text, limit=3)
        assert len(matches) <= 3
        assert [match.score for match in matches] == sorted((match.score for match in matches), reverse=True)
