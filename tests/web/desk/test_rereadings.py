"""Reading an article again: claims that are no longer found, and claims with a low check-worthiness."""

import pytest
from django.test import Client
from django.urls import reverse

from claims.models import Article, Claim, User
from claims.nlp import pipeline_name
from claims.nlp.reading import Reading
from claims.services.articles import begin_article_reading, store_reading
from tests.stories import make_detected_claim, make_read_article, make_taken_claim


@pytest.fixture
def desk(client: Client, edith: User) -> Client:
    client.force_login(edith)
    return client


def article_page_text(client: Client, article: Article) -> str:
    return client.get(reverse("article", args=[article.pk])).content.decode()


def test_an_article_read_by_an_older_pipeline_can_be_read_again(desk: Client, edith: User) -> None:
    article = make_read_article(edith)
    assert "Read again" in article_page_text(desk, article)
    assert "waiting to be read" in desk.post(reverse("article_reread", args=[article.pk]), follow=True).content.decode()
    begin_article_reading(article_id=article.pk)
    store_reading(article_id=article.pk, facts=Reading(pipeline_name(), "en"))
    page = article_page_text(desk, article)
    assert "Read again" not in page
    assert "Compare the readings" in page
    changes = reverse("article_newer_reading", args=[article.pk])
    assert "Claims that are no longer found" in desk.get(changes).content.decode()
    page = desk.post(changes, follow=True).content.decode()
    assert "Compare the readings" not in page
    assert "The latest reading no longer detects this claim." in page
    assert "300 trees were planted" in page


def test_without_a_newer_reading_there_is_nothing_to_accept(desk: Client, edith: User) -> None:
    article = make_read_article(edith)
    path = reverse("article_newer_reading", args=[article.pk])
    assert [desk.get(path).status_code, desk.post(path).status_code] == [404, 404]


def test_claims_that_are_still_found_have_no_note(desk: Client, edith: User) -> None:
    assert "no longer detects" not in article_page_text(desk, make_read_article(edith))


def test_claims_with_a_low_checkworthiness_are_folded(desk: Client, edith: User) -> None:
    claim = make_detected_claim(edith)
    Claim.objects.update(checkworthiness=0.1)
    path = reverse("article", args=[claim.appearances.get().article_id])
    page = desk.get(path)
    assert page.context["cards"] == []
    assert "Show 1 more claim that hardly needs checking" in page.content.decode()
    assert "data-minor" in page.content.decode()
    for query in ({"all": 1}, {"claim": claim.pk}):
        assert [card.claim.pk for card in desk.get(path, query).context["cards"]] == [claim.pk]


def test_accepted_claims_are_never_folded(desk: Client, edith: User) -> None:
    claim = make_taken_claim(edith)
    Claim.objects.update(checkworthiness=0.1)
    page = desk.get(reverse("article", args=[claim.appearances.get().article_id]))
    assert len(page.context["cards"]) == 1
    assert page.context["minor"] == 0
