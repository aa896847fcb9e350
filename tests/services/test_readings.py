"""Reading again with a newer pipeline keeps the work of editors and creates no duplicates."""

from dataclasses import replace

from claims import models
from claims.models import Appearance, Article, Claim, User
from claims.nlp.reading import Reading, Span
from claims.services.articles import reread_article, store_reading
from claims.services.claims import accept_claim
from tests.stories import make_article, make_read_article, make_reading


def read_again(article: Article, facts: Reading) -> None:
    store_reading(article_id=article.pk, facts=facts)


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
