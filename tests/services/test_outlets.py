"""Wire copies become outlets of one article: reach grows, claims are not doubled."""

from dataclasses import replace

from django.test import Client
from django.urls import reverse

from claims.event_data.articles import ArticleCopied
from claims.intake import Document
from claims.models import Article, Claim, Event, Outlet, TextSketch, User
from claims.selectors.outlets import find_known_article, find_original
from claims.services.articles import store_reading, submit_document
from claims.services.removals import remove_data
from claims.services.submissions import record_fetched_page
from tests.stories import ARTICLE_SENTENCE, make_reading
from tests.test_near_copies import OTHER, STORY

WIRE = Document(title="Trees", text=f"Report.\n\n{STORY}\n\n{ARTICLE_SENTENCE}", url="https://wire.example/trees")
COPY = replace(WIRE, title="300 trees!", text=f"Trees!\n\n{STORY}", url="https://herald.example/1", publisher="Herald")


def fetch(document: Document, by: User, reach: int = 0) -> Article:
    submission = record_fetched_page(url=document.url, by=by, kind="news", document=document, reach=reach)
    assert submission.article
    return submission.article


def test_a_copy_becomes_an_outlet_and_adds_its_audience(edith: User) -> None:
    article = fetch(WIRE, edith, reach=100)
    store_reading(article_id=article.pk, facts=make_reading(article))
    assert fetch(COPY, edith, reach=900) == article
    article.refresh_from_db()
    outlet = Outlet.objects.get()
    assert (article.reach, Claim.objects.get().reach, outlet.publisher) == (1_000, 1_000, "Herald")
    assert Event.objects.get(verb="article.copied").payload_as(ArticleCopied).percent >= 90
    assert Article.objects.count() == 1


def test_a_copy_is_counted_once_and_another_story_is_an_article(edith: User) -> None:
    article = fetch(WIRE, edith)
    for _ in range(2):
        fetch(COPY, edith, reach=5)
    article.refresh_from_db()
    assert (Outlet.objects.count(), article.reach) == (1, 5)
    assert find_known_article(COPY.url) == article
    other = fetch(replace(WIRE, title="Streets", text=OTHER, url="https://post.example/2"), edith)
    assert other != article
    assert find_original("A short notice.") is None


def test_a_pasted_text_gets_the_address_at_which_it_is_found(edith: User) -> None:
    pasted, _ = submit_document(document=replace(WIRE, url=""), by=edith)
    assert fetch(WIRE, edith) == pasted
    pasted.refresh_from_db()
    assert (pasted.url, Outlet.objects.count()) == (WIRE.url, 0)


def test_a_person_who_submits_a_copy_gets_an_article_of_their_own(edith: User) -> None:
    article = fetch(WIRE, edith)
    assert submit_document(document=COPY, by=edith)[0] != article


def test_the_pages_of_article_and_claim_name_the_outlets_with_times(client: Client, edith: User) -> None:
    article = fetch(WIRE, edith)
    store_reading(article_id=article.pk, facts=make_reading(article))
    for path in (reverse("article", args=[article.pk]), reverse("claim", args=[Claim.objects.get().pk])):
        client.force_login(edith)
        assert "one origin" not in client.get(path).text
    fetch(COPY, edith)
    for path in (reverse("article", args=[article.pk]), reverse("claim", args=[Claim.objects.get().pk])):
        page = client.get(path).text
        assert "2 outlets, one origin" in page
        assert "Herald" in page


def test_a_removal_leaves_no_outlet_and_no_sketch(edith: User, ada: User) -> None:
    article = fetch(WIRE, edith)
    fetch(COPY, edith)
    remove_data(kind="article", subject=article.pk, reason="request", by=ada)
    assert not Outlet.objects.exists()
    assert not TextSketch.objects.exists()
