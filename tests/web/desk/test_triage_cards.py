"""Tests of the claim cards beside an article: decisions, claims added by hand, windows of cards."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from claims import models
from claims.models import Appearance, Article, User
from claims.nlp.reading import Claim, Reading, Span
from claims.services.articles import begin_article_reading, store_reading
from claims.services.claims import accept_claim
from tests.stories import make_article, make_detected_claim, make_queued_claim, make_read_article, make_taken_claim

HTMX = {"HX-Request": "true"}


@pytest.fixture
def desk(client: Client, edith: User) -> Client:
    client.force_login(edith)
    return client


def make_full_article(by: User, number: int) -> Article:
    """Return an article with this many claims."""
    article = make_article(by, "".join(f"Claim {index:05} stands here. " for index in range(number)))
    spans = [Span(25 * index, 25 * index + 24) for index in range(number)]
    detected = tuple(Claim(span, span, score=0.6) for span in spans)
    begin_article_reading(article_id=article.pk)
    store_reading(article_id=article.pk, facts=Reading("test 1", "en", detected))
    article.refresh_from_db()
    return article


def post_move(
    client: Client, claim: models.Claim, name: str, headers: dict[str, str] | None = None, **data: Any
) -> Any:
    return client.post(reverse("claim_move", args=[claim.pk, name]), data, headers=headers or {})


def test_the_article_shows_its_claims_with_their_readings(desk: Client, edith: User) -> None:
    article = make_read_article(edith)
    page = desk.get(reverse("article", args=[article.pk])).content.decode()
    claim = models.Claim.objects.get()
    assert f'<mark class="claim" id="passage-{claim.pk}"' in page
    for words in ("300 trees", "The mayor", "said", "gives a number: “300 trees”", "0.70", "Accept", "Dismiss"):
        assert words in page


def test_the_page_shows_hedges_denials_times_and_places(desk: Client, edith: User) -> None:
    appearance = Appearance.objects.get(claim=make_detected_claim(edith))
    start = appearance.start
    times = [{"start": start, "end": start + 3, "value": "2026-03-02"}, {"start": 0, "end": 6, "value": ""}]
    Appearance.objects.filter(pk=appearance.pk).update(
        hedged=True,
        hedge="reportedly",
        assertion="denied",
        times=times,
        places=[{"start": 0, "end": 4, "name": "Oslo"}],
    )
    page = desk.get(reverse("claim", args=[appearance.claim_id])).content.decode()
    for words in (
        "reportedly",
        "Denied: the source says it is untrue",
        '<time datetime="2026-03-02">300</time>',
        "Oslo",
    ):
        assert words in page


def test_a_move_returns_the_updated_card(desk: Client, edith: User) -> None:
    claim = make_detected_claim(edith)
    answer = post_move(desk, claim, "accept", HTMX, version=claim.version)
    assert f'data-claim-card="{claim.pk}" data-status="queued"' in answer.content.decode()
    assert "<html" not in answer.content.decode()


def test_a_move_updates_the_number_of_undecided_claims(desk: Client, edith: User) -> None:
    article = make_full_article(edith, 3)
    models.Claim.objects.filter(pk=article.appearances.all()[2].claim_id).update(checkworthiness=0.1)
    answer = post_move(desk, article.appearances.all()[0].claim, "accept", HTMX, version=1).content.decode()
    assert 'id="undecided" hx-swap-oob="true">1 to triage' in answer
    post_move(desk, article.appearances.all()[1].claim, "accept", HTMX, version=1)
    assert '<span class="chip__unit">to triage' not in desk.get(reverse("articles")).content.decode()


def test_a_move_updates_what_waits_in_the_navigation(desk: Client, edith: User) -> None:
    article = make_full_article(edith, 3)
    answer = post_move(desk, article.appearances.all()[0].claim, "accept", HTMX, version=1).content.decode()
    for area, number in {"articles": 2, "queue": 1}.items():
        assert f'id="waiting-{area}" hx-swap-oob="true"><span class="count">{number}<' in answer


def test_a_card_keeps_its_article_if_the_claim_appears_in_several(desk: Client, edith: User) -> None:
    claim = make_detected_claim(edith)
    other = Appearance.objects.get(claim=make_detected_claim(edith))
    Appearance.objects.filter(pk=other.pk).update(claim=claim)
    answer = desk.post(
        reverse("claim_move", args=[claim.pk, "accept"]) + f"?article={other.article_id}", {"version": 1}, headers=HTMX
    )
    assert answer.context["card"].appearance == other


def test_a_dismissal_needs_a_reason_and_can_be_undone(desk: Client, edith: User) -> None:
    claim = make_detected_claim(edith)
    refused = post_move(desk, claim, "dismiss", HTMX, version=claim.version)
    assert refused.status_code == 422
    assert "Enter a reason" in refused.content.decode()
    dismissed = post_move(desk, claim, "dismiss", HTMX, version=claim.version, reason="opinion")
    assert "Opinion or prediction" in dismissed.content.decode()
    assert 'data-status="detected"' in post_move(desk, claim, "reopen", HTMX, version=2).content.decode()


def test_an_outdated_card_is_refused_in_place(desk: Client, edith: User, emil: User) -> None:
    claim = make_detected_claim(edith)
    accept_claim(claim_id=claim.pk, editor=emil)
    answer = post_move(desk, claim, "dismiss", HTMX, version=claim.version, reason="opinion")
    assert answer.status_code == 409
    assert "Emil changed this" in answer.content.decode()
    assert 'data-status="queued"' in answer.content.decode()


def test_taking_a_claim_from_its_card_opens_it(desk: Client, edith: User) -> None:
    claim = make_queued_claim(edith)
    assert post_move(desk, claim, "take", HTMX).headers["HX-Redirect"] == reverse("claim", args=[claim.pk])


def test_an_unknown_move_is_not_found(desk: Client, edith: User) -> None:
    assert post_move(desk, make_detected_claim(edith), "burn").status_code == 404


def test_an_invalid_version_is_refused(desk: Client, edith: User) -> None:
    assert post_move(desk, make_detected_claim(edith), "accept", version="new").status_code == 422


def test_contributors_cannot_make_moves(client: Client, cora: User, edith: User) -> None:
    claim = make_detected_claim(edith)
    client.force_login(cora)
    assert post_move(client, claim, "accept").status_code == 403


# Added by hand ---------------------------------------------------------------------


def post_passage(client: Client, article: Article, **data: Any) -> Any:
    return client.post(reverse("article_add_claim", args=[article.pk]), data, headers=HTMX)


def test_a_selected_passage_becomes_a_queued_claim(desk: Client, edith: User) -> None:
    article = make_read_article(edith)
    start = article.text.index("The mayor")
    answer = post_passage(desk, article, start=start, end=start + 9, exact="The mayor")
    claim = models.Claim.objects.get(added_by=edith)
    assert (claim.text, claim.status) == ("The mayor", "queued")
    assert answer.headers["HX-Redirect"].endswith(f"?claim={claim.pk}#passage-{claim.pk}")


def test_quoted_words_become_a_claim_if_they_occur_once(desk: Client, edith: User) -> None:
    article = make_article(edith, "The mayor  said\nso. The mayor left.")
    post_passage(desk, article, exact="mayor said so.")
    appearance = Appearance.objects.get(article=article)
    assert article.text[appearance.start : appearance.end] == "mayor  said\nso."


@pytest.mark.parametrize(
    ("exact", "sentence"),
    [
        ("The mayor", "more than once"),
        ("The king", "are not in the article"),
        (" ", "Paste the words"),
        ("The (mayor", "are not in the article"),
    ],
)
def test_the_form_shows_why_quoted_words_are_refused(desk: Client, edith: User, exact: str, sentence: str) -> None:
    article = make_article(edith, "The mayor said so. The mayor left.")
    answer = post_passage(desk, article, exact=exact)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not models.Claim.objects.exists()


@pytest.mark.parametrize("position", [{"start": 4, "end": 9}, {"start": 5, "end": 900}, {"start": "x", "end": 3}])
def test_a_position_with_other_words_is_refused(desk: Client, edith: User, position: dict[str, Any]) -> None:
    assert post_passage(desk, make_article(edith), exact="The mayor", **position).status_code == 422
    assert not models.Claim.objects.exists()


def test_a_lost_anchor_is_shown_without_a_mark(desk: Client, edith: User) -> None:
    claim = make_detected_claim(edith)
    Appearance.objects.filter(claim=claim).update(text_sha256="0" * 64)
    article = claim.appearances.get().article
    page = desk.get(reverse("article", args=[article.pk]))
    assert page.context["cards"][0].is_anchor_lost
    assert "The passage is no longer in the article" in page.content.decode()
    assert "<mark" not in page.content.decode()


# Windows ---------------------------------------------------------------------------


def test_many_claims_are_shown_in_windows_of_cards(desk: Client, edith: User) -> None:
    article = make_full_article(edith, 100)
    page = reverse("article", args=[article.pk])
    first = desk.get(page)
    assert len(first.context["cards"]) == 20
    assert first.content.decode().count("<mark ") == 100
    last = models.Claim.objects.latest("pk")
    window = desk.get(page, {"claim": last.pk})
    assert last.pk in [card.claim.pk for card in window.context["cards"]]
    assert (
        f'id="passage-{last.pk}" data-claim="{last.pk}" data-status="detected" data-focused' in window.content.decode()
    )
    assert desk.get(page, {"cards": 4}).context["later"] is None
    assert desk.get(page, {"cards": 99}).context["cards"]


@pytest.mark.parametrize(
    "path_of",
    [
        lambda claim: reverse("articles"),
        lambda claim: reverse("article", args=[claim.appearances.get().article_id]),
        lambda claim: reverse("queue"),
        lambda claim: reverse("claim", args=[claim.pk]),
        lambda claim: reverse("claim_reading", args=[claim.pk]),
    ],
    ids=["articles", "article", "queue", "claim", "reading"],
)
def test_the_number_of_queries_does_not_grow_with_the_data(
    client: Client, edith: User, mona: User, path_of: Callable[[models.Claim], str]
) -> None:
    claim, _, _ = make_taken_claim(mona), make_taken_claim(edith), make_queued_claim(edith)
    client.force_login(mona)
    query_count = _count_queries(client, path_of(claim))
    for _ in range(3):
        make_taken_claim(mona), make_taken_claim(edith), make_queued_claim(edith), make_full_article(edith, 5)
    assert _count_queries(client, path_of(claim)) <= query_count
    assert query_count <= 12


def _count_queries(client: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200
    return len(queries)


def test_the_page_shows_what_the_reader_leaves_open(desk: Client, edith: User) -> None:
    appearance = Appearance.objects.get(claim=make_detected_claim(edith))
    appearance.attributions.update(unresolved=True)
    Appearance.objects.update(assertion="not_asserted")
    models.Claim.objects.update(statement_problem="open_pronoun", promise=True)
    for page in (f"/articles/{appearance.article_id}/", f"/claims/{appearance.claim_id}/"):
        text = desk.get(page).content.decode()
        assert f'<a href="/claims/{appearance.claim_id}/reading/">The mayor (not resolved)</a>' in text
        assert "Not asserted: the source does not say this" in text
        assert "No statement could be built: the text leaves open whom a pronoun means." in text
        assert "promise" in text


def test_a_claim_is_named_by_its_statement(desk: Client, edith: User) -> None:
    claim = make_queued_claim(edith)
    models.Claim.objects.update(statement="The town planted 300 trees.")
    text = desk.get("/queue/").content.decode()
    assert text.index("The town planted 300 trees.</a>") < text.index("<q>300 trees were planted")
    text = desk.get(f"/claims/{claim.pk}/").content.decode()
    assert "<title>The town planted 300 trees." in text
    assert text.index('id="claim-words">300 trees were planted') < text.index("</span> The town planted 300 trees.")


def test_a_statement_with_the_words_of_the_article_is_not_repeated(desk: Client, edith: User) -> None:
    claim = make_queued_claim(edith)
    models.Claim.objects.update(statement=f"{claim.text[0].upper()}{claim.text[1:]}.")
    for page in (f"/claims/{claim.pk}/", "/queue/"):
        assert 'class="statement"' not in desk.get(page).content.decode()


def test_dates_stand_in_words(desk: Client, edith: User) -> None:
    appearance = Appearance.objects.get(claim=make_detected_claim(edith))
    times = [{"start": appearance.start, "end": appearance.start + 3, "value": value} for value in ("198X", "2023-Q1")]
    Appearance.objects.update(times=times)
    text = desk.get(f"/claims/{appearance.claim_id}/").content.decode()
    assert "the 1980s" in text
    assert "quarter 1 of 2023" in text
    assert 'datetime="198X"' not in text
