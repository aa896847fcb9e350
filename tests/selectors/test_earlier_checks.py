"""Fact-checks that came before an article."""

from datetime import date

import pytest

from claims import nlp
from claims.intake.claimreviews import read_claimreview
from claims.intake.fact_check_entries import FeedEntry
from claims.models import Article, User
from claims.nlp.reading import Reading
from claims.selectors.earlier_checks import MAX_CANDIDATES, find_earlier_checks
from claims.services.fact_checks import import_fact_checks
from claims.tasks import read_article
from tests.claimreview_samples import claimreview_sample
from tests.stories import make_article

TEXT = "The mayor said that the Calder dam holds enough water for two years."


def check(number: int, claim: str, day: str) -> None:
    entry = claimreview_sample(number, claim) | {"datePublished": day}
    entry["itemReviewed"].pop("datePublished", None)
    import_fact_checks(entries=[FeedEntry(1, read_claimreview(entry))], feed="x", by=None)


@pytest.fixture
def article(cora: User) -> Article:
    return make_article(cora, TEXT, published=date(2026, 3, 2))


@pytest.fixture
def reading() -> Reading:
    return nlp.read(TEXT)


def test_only_fact_checks_dated_before_the_article_are_found(article: Article, reading: Reading) -> None:
    check(1, "The Calder dam holds water for two years", "2026-03-01")
    check(2, "The Calder dam holds water for three years", "2026-03-02")
    check(3, "Bread costs more", "2026-01-01")
    found = find_earlier_checks(article, reading)
    assert found == {reading.claims[0].span: ["The Calder dam holds water for two years"]}


def test_an_article_without_a_day_is_as_old_as_the_desk_knows_it(cora: User, reading: Reading) -> None:
    check(1, "The Calder dam holds water for two years", "2026-03-01")
    article = make_article(cora, TEXT, published=None)
    Article.objects.filter(pk=article.pk).update(created="2026-02-01T12:00:00Z")
    article.refresh_from_db()
    assert find_earlier_checks(article, reading) == {}


def test_a_claim_has_a_few_candidates(article: Article, reading: Reading) -> None:
    for number in range(MAX_CANDIDATES + 3):
        check(number, f"The Calder dam holds water for {number + 2} years", "2026-01-01")
    assert [len(texts) for texts in find_earlier_checks(article, reading).values()] == [MAX_CANDIDATES]


def test_without_fact_checks_nothing_is_searched(article: Article, reading: Reading) -> None:
    assert find_earlier_checks(article, reading) == {}


def test_the_desk_stores_earlier_checks_as_a_reason(article: Article) -> None:
    check(1, "The Calder dam holds water for two years", "2026-03-01")
    read_article(article.pk)
    claim = article.appearances.get().claim
    counts = [reason["parameters"] for reason in claim.reasons if reason["code"] == "earlier_checks"]
    assert counts == [{"count": "1"}]
    assert sum(round(reason["weight"] * 100) for reason in claim.reasons) == round(claim.checkworthiness * 100)
