"""Search of fact-checks, ours and imported ones."""

import io
import json
from datetime import date
from typing import Any

import pytest
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from claims.intake.claimreview_feeds import iterate_entries
from claims.models import User
from claims.nlp import matching
from claims.selectors import fact_check_ranking, fact_checks, waiting_counts
from claims.selectors.fact_check_ranking import (
    FactCheckFilter,
    ranking_parameters,
    ranking_sql,
    search_of_text,
)
from claims.selectors.fact_checks import list_fact_checks, search_fact_checks
from claims.services.fact_checks import import_fact_checks
from claims.services.publications import withdraw_verdict
from tests.claimreview_samples import claimreview_sample
from tests.stories import make_publication

FACT_CHECK_TEXT = [
    "Unemployment among young people fell by 4,250 in March.",
    "The governor's bridge cost “$2 billion” more than planned.",
    "No country taxes its companies more than ours.",
    "The flu shot causes a 4,250% increase in fetal death.",
    "Turnout was the lowest for a century.",
]


def import_entries(*entries: dict[str, Any]) -> None:
    import_fact_checks(entries=iterate_entries(io.BytesIO(json.dumps(entries).encode())), feed="x", by=None)


@pytest.fixture
def checked(db: None) -> None:
    import_entries(*(claimreview_sample(number, claim) for number, claim in enumerate(FACT_CHECK_TEXT)))


def search_ids(text: str, **filters: Any) -> list[str]:
    return [match.fact_check.claim_text for match in search_fact_checks(text, FactCheckFilter(**filters))]


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
def test_the_most_similar_comes_first(text: str, number: int) -> None:
    assert search_ids(text)[0] == FACT_CHECK_TEXT[number]


@pytest.mark.usefixtures("checked")
def test_a_score_is_between_zero_and_one() -> None:
    (same, *others) = search_fact_checks(FACT_CHECK_TEXT[4])
    assert 0.5 < same.score <= 1.1
    assert all(0 < other.score < same.score for other in others)


@pytest.mark.parametrize("text", ["", "the of and", "!!!", "\0", "xyzzy", "'", "a & | ! <-> :* b", "\\", "💣" * 9])
@pytest.mark.usefixtures("checked")
def test_a_text_without_common_words_finds_nothing(text: str) -> None:
    assert search_ids(text) == []


def test_an_empty_desk_finds_nothing(db: None) -> None:
    assert search_ids("anything") == []


def test_ours_are_found_until_they_are_withdrawn(edith: User, mona: User) -> None:
    publication = make_publication(edith, mona)
    assert search_ids("300 trees") == [publication.claim_text]
    withdraw_verdict(claim_id=publication.claim_id, moderator=mona, reason="It never was.")
    assert search_ids("300 trees") == []


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
def test_filters_apply_with_and_without_words(db: None, filters: dict[str, Any], numbers: set[int]) -> None:
    author = {"name": "Other", "url": "https://other.example"}
    import_entries(
        claimreview_sample(1),
        claimreview_sample(2, inLanguage="de-AT"),
        claimreview_sample(3, inLanguage="de", author=author, datePublished="2026-02-01"),
    )
    matches = search_fact_checks("trees planted", FactCheckFilter(**filters))
    assert {match.fact_check.identifier for match in matches} == {f"check-{n}" for n in numbers}
    listed = list_fact_checks(FactCheckFilter(**{"site": "check.example", **filters}))
    assert {review.identifier for review in listed} == {f"check-{n}" for n in numbers if n < 3 or "site" in filters}


def test_a_list_is_newest_first_and_limited(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    days = ["2026-01-01", None, "2026-03-01", "2026-02-01"]
    import_entries(*(claimreview_sample(number, datePublished=day) for number, day in enumerate(days)))
    site = FactCheckFilter(site="check.example")
    assert [review.identifier[-1] for review in list_fact_checks(site)] == list("2301")
    monkeypatch.setattr(fact_checks, "MAX_LISTED_ROWS", 3)
    assert [review.identifier[-1] for review in list_fact_checks(site, limit=9, offset=2)] == ["0"]
    assert list_fact_checks(site, limit=9, offset=7) == []


def test_a_search_uses_the_index_and_few_rows(db: None) -> None:
    import_entries(
        *(claimreview_sample(n, f"The {w} planted {n} trees.") for n, w in enumerate(["mayor", "town", "king"] * 700))
    )
    search = search_of_text("The king planted 77 trees in town")
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")  # else the rows of earlier tests decide
        cursor.execute(
            "EXPLAIN (ANALYZE, TIMING off, FORMAT json) " + ranking_sql(search, common=False),
            ranking_parameters(search, "x", FactCheckFilter()) | {"depth": 100, "counts_all": True},
        )
        explained = json.dumps(cursor.fetchone()[0])
    assert "fact_checks_search" in explained
    assert "Seq Scan" not in explained


def test_a_common_word_is_searched_among_the_newest(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    import_entries(*(claimreview_sample(number, datePublished=f"2026-03-{number:02}") for number in range(1, 8)))
    import_entries(claimreview_sample(8, "Das waren 300 trees.", inLanguage="de", datePublished="2026-02-01"))
    monkeypatch.setattr(matching, "MOST_ROWS", 3)
    monkeypatch.setattr(waiting_counts, "NEWEST_ROWS", 3)
    assert {match.fact_check.identifier for match in search_fact_checks("trees")} == {"check-5", "check-6", "check-7"}
    assert search_ids("trees", since=date(2026, 3, 7)) == ["The town planted 7 trees."]
    assert search_ids("trees", site="other.example") == search_ids("trees", language="de") == []
    assert search_ids("300", language="de") == ["Das waren 300 trees."]


def import_panels(count: int) -> None:
    """Import fact-checks of panels, one for each day of March, among many that share no word with them."""
    panels = (
        claimreview_sample(number, f"{number} solar panels.", datePublished=f"2026-03-{number:02}")
        for number in range(1, count + 1)
    )
    import_entries(*panels)
    import_entries(*(claimreview_sample(number, "Something else.") for number in range(10, 40)))


def test_words_that_occur_together_are_searched_among_the_newest(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    import_panels(5)
    monkeypatch.setattr(matching, "MOST_ROWS", 1)
    monkeypatch.setattr(waiting_counts, "NEWEST_ROWS", 4)
    assert search_ids("solar panels", since=date(2026, 3, 2)) == []
    assert len(search_ids("solar panels")) == 5


def test_enough_candidates_need_no_count(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    import_panels(7)
    monkeypatch.setattr(matching, "MOST_ROWS", 1)
    monkeypatch.setattr(waiting_counts, "NEWEST_ROWS", 4)
    monkeypatch.setattr(fact_check_ranking, "MAX_CANDIDATES", 3)
    assert len(search_ids("solar panels", since=date(2026, 3, 2))) == 3
    assert search_ids("solar panels", since=date(2026, 3, 7)) == ["7 solar panels."]
    monkeypatch.setattr(fact_check_ranking, "MAX_CANDIDATES", 4)
    assert search_ids("solar panels", since=date(2026, 3, 2)) == ["7 solar panels.", "6 solar panels."]


def test_words_are_found_alone_and_together(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each part of a plan is searched by itself, and a fact-check that several parts find is there once."""
    texts = ["The zeppelin landed.", "A tax on bread.", "A tax on bread and salt.", "No tax.", "Much bread."]
    import_entries(*(claimreview_sample(number, text) for number, text in enumerate(texts)))
    import_entries(*(claimreview_sample(number, "Something else.") for number in range(10, 60)))
    monkeypatch.setattr(matching, "MOST_ROWS", 2.5)
    search = search_of_text("Salt, a zeppelin, tax, bread!")
    assert search.tsqueries == ("'salt' | 'zeppelin'", "'bread' & ('tax')")
    found = search_ids("Salt, a zeppelin, tax, bread!")
    assert sorted(found) == sorted(texts[:3])


def test_a_language_is_searched_among_the_newest_of_a_site(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    import_entries(
        claimreview_sample(1, inLanguage="de", datePublished="2026-02-01"),
        *(claimreview_sample(number) for number in range(2, 5)),
    )
    german = FactCheckFilter(site="check.example", language="de")
    assert [review.identifier for review in list_fact_checks(german)] == ["check-1"]
    monkeypatch.setattr(waiting_counts, "NEWEST_ROWS", 3)
    assert list_fact_checks(german) == []


class AnyText(TestCase):
    """Any text gets a result."""

    @classmethod
    def setUpTestData(cls) -> None:
        import_entries(*(claimreview_sample(number, claim) for number, claim in enumerate(FACT_CHECK_TEXT)))

    @given(st.text(max_size=200) | st.sampled_from(FACT_CHECK_TEXT))
    @settings(max_examples=60, deadline=None)
    def test_any_text_gets_a_result(self, text: str) -> None:
        matches = search_fact_checks(text, limit=3)
        assert len(matches) <= 3
        assert [match.score for match in matches] == sorted((match.score for match in matches), reverse=True)
