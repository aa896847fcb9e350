"""What a newer reading of an article would change."""

from dataclasses import replace

from claims.models import Appearance, Article, User
from claims.nlp.reading import Link, Reading, Span, Statement, StatementPiece
from claims.selectors.reading_changes import ReadingChanges, compare_reading
from claims.services.articles import store_reading
from claims.services.claims import accept_claim
from tests.stories import make_read_article, make_reading


def compare(article: Article, facts: Reading) -> ReadingChanges:
    store_reading(article_id=article.pk, facts=facts)
    return compare_reading(article, article.readings.get(pipeline=facts.pipeline))


def test_a_reading_that_finds_the_same_changes_nothing(cora: User) -> None:
    article = make_read_article(cora)
    changes = compare(article, make_reading(article, "test 2"))
    assert (changes.pipeline, changes.unchanged) == ("test 2", 1)
    assert (changes.changed, changes.added, changes.gone) == ([], [], [])


def test_changed_sources_numbers_and_statements_stand_side_by_side(cora: User) -> None:
    article = make_read_article(cora)
    facts = make_reading(article, "test 2")
    he = Link("He", Span(0, 2), "person", "said", is_unresolved=True)
    number = replace(facts.claims[0].quantities[0], low=3000.0, high=3000.0)
    claim = replace(
        facts.claims[0],
        chain=(he,),
        quantities=(number,),
        statement=Statement((StatementPiece("Trees."),)),
        asserted=None,
    )
    (change,) = compare(article, replace(facts, claims=(claim,))).changed
    assert change.before
    assert change.after
    assert [[link.name for link in side.sources] for side in (change.before, change.after)] == [["The mayor"], ["He"]]
    assert [side.quantities[0].low for side in (change.before, change.after)] == [300, 3000]
    assert [side.assertion for side in (change.before, change.after)] == ["asserted", "not_asserted"]
    assert [side.statement for side in (change.before, change.after)] == ["", "Trees."]
    assert not change.kept


def test_a_claim_that_somebody_worked_on_is_kept(cora: User, edith: User) -> None:
    article = make_read_article(cora)
    accept_claim(claim_id=Appearance.objects.get().claim_id, editor=edith)
    facts = make_reading(article, "test 2")
    (change,) = compare(article, replace(facts, claims=(replace(facts.claims[0], chain=()),))).changed
    assert change.kept


def test_claims_are_new_or_gone(cora: User) -> None:
    article = make_read_article(cora)
    facts = make_reading(article, "test 2")
    span = Span(0, 6)
    changes = compare(article, replace(facts, claims=(replace(facts.claims[0], span=span, sentence=span),)))
    assert [change.after.exact for change in changes.added if change.after] == [article.text[:6]]
    assert [change.before.exact for change in changes.gone if change.before] == ["300 trees were planted"]
