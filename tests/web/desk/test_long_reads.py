"""Tests of a long read: its page stays small, however many claims the text has."""

import pytest
from django.test import Client
from django.urls import reverse

from claims.models import Article, User
from claims.nlp.reading import Claim, Link, Quantity, Reading, Reason, Span
from claims.services.articles import begin_article_reading, store_reading
from tests.stories import make_article

LONG_READ_CLAIMS, LONG_READ_WORDS = 280, 6_000
MAX_BYTES = 250_000


def make_long_read(by: User, number: int = LONG_READ_CLAIMS) -> Article:
    """Return an article of `LONG_READ_WORDS` words with this many claims of different check-worthiness."""
    sentences = [
        f"Dr Helen Marsh of the Town Council said on Monday that {index + 2:,} trees were planted along the river and "
        for index in range(number)
    ]
    filler = "the harbour, " * (LONG_READ_WORDS // number - 18)
    text = "".join(f"{sentence}{filler}nobody counted. " for sentence in sentences)
    article, at, claims = make_article(by, text), 0, []
    for index, sentence in enumerate(sentences):
        first = text.index("trees", at) - len(f"{index + 2:,} ")
        span = Span(first, text.index(" along", first))
        source = Link("Dr Helen Marsh", Span(at, at + 14), "person", "said")
        trees = Quantity(index + 2, index + 2, "trees", Span(first, text.index(" were", first)))
        score = 0.3 + 0.6 * index / number
        reason = Reason("number", {"words": f"{index + 2} trees"}, score)
        place = Span(at, at + len(sentence))
        claims.append(Claim(span, place, chain=(source,), quantities=(trees,), score=score, reasons=(reason,)))
        at += len(f"{sentence}{filler}nobody counted. ")
    begin_article_reading(article_id=article.pk)
    store_reading(article_id=article.pk, facts=Reading("test 1", "en", tuple(claims)))
    article.refresh_from_db()
    return article


def test_the_page_of_a_long_read_is_bounded(client: Client, edith: User) -> None:
    client.force_login(edith)
    page = client.get(reverse("article", args=[make_long_read(edith).pk])).content
    assert page.count(b"data-claim-card=") < LONG_READ_CLAIMS / 10
    assert page.count(b"<mark ") == LONG_READ_CLAIMS
    assert len(page) < MAX_BYTES


@pytest.mark.parametrize(("order", "worths"), [("text", [0.3, 0.302]), ("worth", [0.898, 0.896]), ("top", [0.898])])
def test_the_claims_are_in_the_chosen_order(client: Client, edith: User, order: str, worths: list[float]) -> None:
    client.force_login(edith)
    response = client.get(reverse("article", args=[make_long_read(edith).pk]), {"order": order})
    cards = response.context["cards"]
    assert [round(card.claim.checkworthiness, 3) for card in cards[: len(worths)]] == worths
    assert len(cards) == (10 if order == "top" else 20)


def test_the_threshold_hides_cards_and_fades_marks(client: Client, edith: User) -> None:
    client.force_login(edith)
    url = reverse("article", args=[make_long_read(edith).pk])
    page = client.get(url).content.decode()
    assert 0 < page.count(" data-minor") < LONG_READ_CLAIMS
    raised = client.get(url, {"least": "75"})
    assert all(card.claim.checkworthiness >= 0.75 for card in raised.context["cards"])
    assert raised.content.decode().count(" data-minor") == raised.context["minor"] == 210
    assert client.get(url).context["view"].threshold == "75", "the choice is remembered"
    assert client.get(url, {"least": "7; drop", "order": "x"}).context["view"].order == "text"
    hidden = client.get(url, {"claim": raised.context["article"].appearances.order_by("start")[0].claim_id})
    assert hidden.context["with_minor"], "a claim that is linked to has its card"
