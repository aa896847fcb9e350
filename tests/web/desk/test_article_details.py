"""The page that edits the details of an article, and the button that takes offered ones."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from claims.models import Article, Event, User
from claims.services.articles import submit_text
from claims.services.claims import add_claim
from claims.tasks import read_passage
from tests.stories import make_publication, make_submitted_verdict

TEXT = "The mayor said on Monday that 300 trees were planted."
DETAILS = {"title": "Trees", "kind": "news", "language": "en", "publisher": "", "byline": "", "speaker": ""}


@pytest.fixture
def desk(client: Client, edith: User) -> Client:
    client.force_login(edith)
    return client


def test_details_are_saved_and_the_message_undoes_it(desk: Client, edith: User) -> None:
    article, _ = submit_text(text=TEXT, by=edith)
    url = reverse("article_details", args=[article.pk])
    assert "This is a guess" in desk.get(url).text
    saved = desk.post(url, {**DETAILS, "published": "2026-03-04", "version": 1}, follow=True)
    article.refresh_from_db()
    assert (article.title, article.published, article.guesses) == ("Trees", date(2026, 3, 4), [])
    assert "The details are saved." in saved.text
    undo = reverse("undo", args=[Event.objects.get(verb="article.edited").pk])
    assert undo in saved.text
    assert "earlier details" in desk.post(undo, follow=True).text
    assert "Published on: – → 2026-03-04" in desk.get(reverse("article_history", args=[article.pk])).text
    article.refresh_from_db()
    assert (article.title, article.published) == (TEXT, None)


def test_errors_stand_beside_their_fields(desk: Client, edith: User) -> None:
    article, _ = submit_text(text=TEXT, by=edith)
    url = reverse("article_details", args=[article.pk])
    for wrong in ({"claimed_url": "trees"}, {"published": "2026-02-30"}, {"title": ""}):
        answer = desk.post(url, {**DETAILS, "version": 1, **wrong})
        assert answer.status_code == 422
        assert 'aria-invalid="true"' in answer.text
    assert not Event.objects.filter(verb="article.edited").exists()


def test_two_editors_see_what_the_other_saved(desk: Client, edith: User) -> None:
    article, _ = submit_text(text=TEXT, by=edith)
    url = reverse("article_details", args=[article.pk])
    desk.post(url, {**DETAILS, "version": 1, "byline": "Dana", "language": "mt"})
    late = desk.post(url, {**DETAILS, "version": 1, "byline": "Nobody"})
    assert late.status_code == 409
    assert "Saved by the other person:" in late.text
    assert "<dd>Maltese</dd>" in late.text
    assert 'name="version" value="2"' in late.text
    assert desk.post(url, {**DETAILS, "version": 2, "byline": "Nobody"}).status_code == 302


def test_the_page_names_claims_that_keep_their_dates(desk: Client, edith: User, mona: User) -> None:
    published = make_publication(edith, mona).claim
    article = published.appearances.get().article
    assert published.text in desk.get(reverse("article_details", args=[article.pk])).text
    submitted = make_submitted_verdict(edith).claim.appearances.get().article
    answer = desk.post(reverse("article_details", args=[submitted.pk]), {**DETAILS, "version": 1})
    assert answer.status_code == 409
    assert "Recall it or send it back" in answer.text


def test_offered_details_are_taken_with_one_button(desk: Client, cora: User, edith: User) -> None:
    article, _ = submit_text(text=TEXT, by=edith)
    submit_text(text=TEXT, by=cora, published=date(2026, 3, 4))
    page = desk.get(reverse("article", args=[article.pk])).text
    assert "submitted again with other details" in page
    take = reverse("article_take_details", args=[article.pk])
    desk.post(take, {"version": 1, "published": "2026-03-04"})
    assert Article.objects.get().published == date(2026, 3, 4)
    assert "submitted again with other details" not in desk.get(reverse("article", args=[article.pk])).text


def test_a_marked_passage_says_that_it_is_being_read_and_then_shows_its_numbers(desk: Client, edith: User) -> None:
    article, _ = submit_text(text=TEXT, by=edith)
    claim = add_claim(article=article, editor=edith, start=30, end=52, exact=TEXT[30:52])
    page, url = desk.get(reverse("claim", args=[claim.pk])).text, reverse("claim_passage", args=[claim.pk])
    assert "The reader is reading this passage." in page
    assert url in page
    assert "The reader is reading this passage." in desk.get(url, headers={"HX-Request": "true"}).text
    read_passage(claim.pk)
    assert "fresh=1" in desk.get(url, headers={"HX-Request": "true"}).text
    for query, target in (("?fresh=1", "#claim-facts"), (f"?fresh=1&article={article.pk}", f"#claim-{claim.pk}")):
        answer = desk.get(url + query, headers={"HX-Request": "true"})
        assert answer["HX-Retarget"] == target
        assert "300" in answer.text
        assert "The reader is reading" not in answer.text
