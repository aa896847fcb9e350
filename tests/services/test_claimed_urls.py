"""An address that somebody claims is kept apart from one that the desk fetched."""

import json
from datetime import date
from typing import Any

import pytest

from claims.intake.document import Document
from claims.models import Article, Claim, Submission, User
from claims.refusals import NotFound
from claims.selectors.articles import get_article
from claims.services.articles import begin_article_reading, store_reading, submit_text
from claims.services.claims import accept_claim
from claims.services.submissions import execute_submission, submit_file, submit_url
from tests.stories import ARTICLE_SENTENCE, make_reading, make_submitted_verdict, publish_claim_text

URL = "https://www.bbc-news.example/world-85806"
FORGED = f"Everybody was bribed.\n\n{ARTICLE_SENTENCE}"
GENUINE = f"Nobody was bribed.\n\n{ARTICLE_SENTENCE}"


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """The pages of the web by their address."""
    pages = {URL: GENUINE}

    def fetch(url: str) -> Document:
        details: dict[str, Any] = {"publisher": "BBC News", "byline": "A. Reporter", "published": date(2026, 3, 1)}
        return Document("The genuine title", pages[url], url=url, **details)

    monkeypatch.setattr("claims.services.submissions.fetch_document", fetch)
    return pages


def fetch_article(by: User) -> Article:
    """Submit the URL; the worker fetches it."""
    return stored_article(submit_url(url=URL, by=by))


def stored_article(submission: Submission) -> Article:
    execute_submission(submission_id=submission.pk)
    submission.refresh_from_db()
    assert submission.article
    return submission.article


def test_a_claimed_address_takes_it_from_nobody(web: dict[str, str], cora: User, edith: User) -> None:
    forged, _ = submit_text(text=FORGED, url=URL, publisher="BBC News", by=cora)
    again = stored_article(submit_file(name="page.txt", data=f"{FORGED} Truly.".encode(), url=URL, by=cora))
    assert (forged.url, forged.claimed_url, again.url, again.claimed_url) == (None, URL, None, URL)
    genuine = fetch_article(edith)
    assert (genuine.text, genuine.url, genuine.claimed_url) == (GENUINE, URL, "")
    assert len({forged.pk, again.pk, genuine.pk}) == 3


def test_guessing_an_address_shows_nothing_that_others_pasted(web: dict[str, str], cora: User, edith: User) -> None:
    pasted, _ = submit_text(text=FORGED, url=URL, by=edith)
    fetched = fetch_article(cora)
    assert fetched.pk != pasted.pk
    with pytest.raises(NotFound):
        get_article(pasted.pk, user=cora)


def test_a_text_that_stands_at_its_address_is_confirmed(web: dict[str, str], cora: User, edith: User) -> None:
    pasted, _ = submit_text(text=GENUINE, title="My title", publisher="Me", by=cora)
    assert fetch_article(edith).pk == pasted.pk
    stored = Article.objects.get()
    assert (stored.url, stored.title, stored.publisher) == (URL, "The genuine title", "BBC News")
    event = stored.events.get(verb="article.confirmed")
    assert (event.actor, event.data["before"]["publisher"]) == (edith, "Me")


def test_nothing_is_confirmed_under_a_submitted_verdict(web: dict[str, str], edith: User, mona: User) -> None:
    article = make_submitted_verdict(edith).claim.appearances.get().article
    web[URL] = article.text
    assert fetch_article(mona) == article
    assert Article.objects.get().url is None


@pytest.mark.parametrize("is_fetched", [True, False])
def test_a_publication_gives_only_a_fetched_address_as_the_appearance(
    web: dict[str, str], edith: User, mona: User, *, is_fetched: bool
) -> None:
    article = fetch_article(edith) if is_fetched else submit_text(text=FORGED, url=URL, by=edith)[0]
    begin_article_reading(article_id=article.pk)
    store_reading(article_id=article.pk, facts=make_reading(article))
    accept_claim(claim_id=Claim.objects.get().pk, editor=edith)
    publication = publish_claim_text_with_note(edith, mona)
    appearance = publication.content.appearances[0].article
    assert (appearance.url, appearance.claimed_url) == ((URL, "") if is_fetched else ("", URL))
    node = json.loads(publication.document)["itemReviewed"]["firstAppearance"]
    assert node.get("url") == (URL if is_fetched else None)


def publish_claim_text_with_note(edith: User, mona: User) -> Any:
    Article.objects.update(published=date(2026, 3, 1), publisher="Courier")
    return publish_claim_text(Claim.objects.get(), edith, mona)
