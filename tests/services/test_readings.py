"""Reading again with a newer pipeline keeps the work of editors and creates no duplicates."""

import math
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.utils import timezone

from claims import models
from claims.event_data.articles import ArticleRead
from claims.models import Appearance, Article, Claim, User
from claims.nlp.reading import DateMention, Link, Quantity, QuantityKind, Reading, Span, Statement, StatementPiece
from claims.priority import Weights, explain_priority, stored_priority
from claims.refusals import IllegalMove, NotAllowed, NotFound
from claims.selectors.articles import exclude_minor
from claims.selectors.passage_marks import list_marks
from claims.services.articles import accept_reading, reread_article, store_reading
from claims.services.claims import accept_claim
from claims.workflow import Role
from tests.people import create_user_with_role
from tests.stories import make_article, make_read_article, make_reading


def read_again(article: Article, facts: Reading) -> None:
    """Store a reading, and accept it if it is not the first one."""
    store_reading(article_id=article.pk, facts=facts)
    article.refresh_from_db()
    if article.pipeline != facts.pipeline:
        reading = article.readings.get(pipeline=facts.pipeline)
        editor = User.objects.filter(role=Role.EDITOR).first() or create_user_with_role("Enno", Role.EDITOR)
        accept_reading(article_id=article.pk, reading_id=reading.pk, editor=editor)
        article.refresh_from_db()


def move_sentence(facts: Reading, *, start: int = 0, end: int = 0, score: float = 0.2) -> Reading:
    """The same claim with a slightly other anchor, as a newer pipeline would find it."""
    claim = facts.claims[0]
    span = Span(claim.span.start + start, claim.span.end + end)
    return replace(facts, pipeline="test 2", claims=(replace(claim, span=span, score=score, chain=()),))


def test_claims_that_nobody_worked_on_are_updated(cora: User) -> None:
    article = make_read_article(cora)
    read_again(article, move_sentence(make_reading(article), end=1))
    place = Appearance.objects.get()
    assert (place.exact, place.pipeline, place.claim.checkworthiness) == ("300 trees were planted.", "test 2", 0.2)
    assert (place.attributions.count(), place.quantities.count()) == (0, 1)
    assert models.Reading.objects.count() == 2


def test_claims_that_an_editor_worked_on_do_not_change(cora: User, edith: User) -> None:
    article = make_read_article(cora)
    accept_claim(claim_id=Claim.objects.get().pk, editor=edith)
    read_again(article, move_sentence(make_reading(article), end=1))
    place = Appearance.objects.get()
    assert (place.exact, place.pipeline, place.claim.checkworthiness) == ("300 trees were planted", "test 2", 0.7)
    assert place.attributions.count() == 1


def test_claims_that_are_no_longer_found_stay_and_are_marked(cora: User) -> None:
    article = make_read_article(cora)
    read_again(article, Reading("test 2", "en"))
    article.refresh_from_db()
    assert (Appearance.objects.get().pipeline, article.pipeline) == ("test 1", "test 2")


def test_a_returning_pipeline_finds_its_claims_again(cora: User, edith: User) -> None:
    article = make_read_article(cora)
    facts = make_reading(article)
    read_again(article, Reading("test 2", "en"))
    assert Appearance.objects.get().is_outdated
    reread_article(article_id=article.pk, editor=edith)
    read_again(article, facts)
    assert not Appearance.objects.get().is_outdated
    assert models.Reading.objects.count() == 2


def test_a_claim_at_another_position_is_new(cora: User) -> None:
    article = make_read_article(cora)
    facts = make_reading(article)
    read_again(article, move_sentence(facts, start=-30, end=-20))
    assert sorted(Appearance.objects.values_list("pipeline", flat=True)) == ["test 1", "test 2"]


def test_a_claim_found_twice_in_one_reading_is_one(cora: User) -> None:
    article = make_article(cora)
    facts = make_reading(article)
    read_again(article, replace(facts, claims=facts.claims * 2))
    assert Claim.objects.count() == 1


def test_two_anchors_can_be_exchanged(cora: User) -> None:
    article = make_article(cora)
    facts = make_reading(article)
    claim = facts.claims[0]
    short = replace(claim, span=Span(claim.span.start, claim.span.end - 1))
    read_again(article, replace(facts, claims=(claim, short)))
    read_again(article, replace(facts, pipeline="test 2", claims=(short, claim)))
    assert Claim.objects.count() == 2


def read_with(article: Article, **changes: Any) -> Appearance:
    """Store a reading of a newer pipeline whose one claim has these changes."""
    facts = make_reading(article, "test 2")
    read_again(article, replace(facts, claims=(replace(facts.claims[0], **changes),)))
    return Appearance.objects.select_related("claim").get(article=article)


@pytest.mark.parametrize(
    ("changes", "assertion"),
    [
        ({}, "asserted"),
        ({"denied": True, "asserted": False}, "denied"),
        ({"asserted": None}, "not_asserted"),
        ({"is_disputed": True}, "disputed"),
        ({"asserted": None, "is_disputed": True}, "not_asserted"),
        ({"asserted": None, "is_retracted": True}, "retracted"),
    ],
)
def test_a_claim_knows_whether_it_is_asserted(cora: User, changes: dict[str, Any], assertion: str) -> None:
    assert read_with(make_article(cora), **changes).assertion == assertion


def test_numbers_keep_their_kind_and_currency(cora: User) -> None:
    number = Quantity(5, 5, "US$", Span(0, 1), kind=QuantityKind.CHANGE_BY, currency="USD")
    stored = read_with(make_article(cora), quantities=(number,)).quantities.get()
    assert (stored.kind, stored.currency) == ("change_by", "USD")


def test_the_kinds_of_the_reader_are_those_of_the_desk() -> None:
    assert {kind.value for kind in QuantityKind} == set(models.Quantity.Kind.values)


def test_a_claim_has_a_period_from_its_first_to_its_last_day(cora: User) -> None:
    times = (DateMention(Span(0, 1), "198X"), DateMention(Span(1, 2), "2023-Q1"), DateMention(Span(2, 3), ""))
    period = read_with(make_article(cora), times=times).period
    assert (period.lower, period.upper) == (date(1980, 1, 1), date(2023, 4, 1))


def test_an_open_pronoun_and_a_given_speaker_are_links(cora: User) -> None:
    chain = (Link("He", Span(0, 2), "person", "said", is_unresolved=True), Link("Ana Lima", None, "person"))
    links = read_with(make_article(cora), chain=chain).attributions.all()
    assert [(link.source.name, link.unresolved, link.start) for link in links] == [
        ("He", True, 0),
        ("Ana Lima", False, None),
    ]


def make_statement(text: str) -> Statement:
    return Statement((StatementPiece(text),))


@pytest.mark.parametrize(
    ("changes", "stored"),
    [
        ({"statement": make_statement("The town planted 300 trees.")}, ("The town planted 300 trees.", "")),
        ({"statement": None, "statement_problem": "open_pronoun"}, ("", "open_pronoun")),
        ({"statement": make_statement("x" * 2_001)}, ("", "too_long")),
        ({"statement": make_statement("Trees."), "statement_problem": "fragment"}, ("Trees.", "")),
    ],
)
def test_a_statement_or_the_reason_why_there_is_none_is_stored(
    cora: User, changes: dict[str, Any], stored: tuple[str, str]
) -> None:
    claim = read_with(make_article(cora), **changes).claim
    assert (claim.statement, claim.statement_problem) == stored


def test_promises_and_what_cannot_be_checked_are_marked(cora: User) -> None:
    claim = read_with(make_article(cora), is_promise=True, is_checkable=False).claim
    assert (claim.promise, claim.checkable) == (True, False)


def test_what_cannot_be_checked_is_minor_and_gets_no_points_for_its_score(cora: User) -> None:
    article = make_article(cora)
    place = read_with(article, is_checkable=False, score=0.9)
    assert not exclude_minor(article.appearances.all()).exists()
    assert [mark.minor for mark in list_marks(article)] == [True]
    assert math.isclose(place.claim.priority, stored_priority(place.claim, Weights()), abs_tol=1e-6)
    assert "checkworthiness" not in [part.code for part in explain_priority(place.claim, Weights(), timezone.now())]


# Accepted by an editor ----------------------------------------------------------------


def test_a_newer_reading_changes_nothing_until_an_editor_accepts_it(cora: User, edith: User) -> None:
    article = make_read_article(cora)
    store_reading(article_id=article.pk, facts=move_sentence(make_reading(article), end=1))
    place = Appearance.objects.get()
    article.refresh_from_db()
    assert (place.exact, place.pipeline, article.pipeline) == ("300 trees were planted", "test 1", "test 1")
    reading = article.readings.get(pipeline="test 2")
    event = accept_reading(article_id=article.pk, reading_id=reading.pk, editor=edith)
    place.refresh_from_db()
    assert (place.exact, place.pipeline) == ("300 trees were planted.", "test 2")
    assert (event.verb, event.payload_as(ArticleRead).pipeline) == ("article.reading_accepted", "test 2")


def test_a_reading_is_accepted_once_and_only_for_its_article(cora: User, edith: User) -> None:
    article, other = make_read_article(cora), make_read_article(cora)
    with pytest.raises(IllegalMove):
        accept_reading(article_id=article.pk, reading_id=article.readings.get().pk, editor=edith)
    with pytest.raises(NotFound):
        accept_reading(article_id=article.pk, reading_id=other.readings.get().pk, editor=edith)


def test_a_contributor_cannot_accept_a_reading(cora: User) -> None:
    article = make_read_article(cora)
    with pytest.raises(NotAllowed):
        accept_reading(article_id=article.pk, reading_id=article.readings.get().pk, editor=cora)
