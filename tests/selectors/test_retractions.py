"""Passages in which an article corrects itself, and the claims that they correct."""

from claims.models import Appearance, Article, User
from claims.nlp.reading import Claim, Quantity, Reading, Span
from claims.selectors.passage_marks import list_marks
from claims.selectors.retractions import find_retraction, list_retractions
from claims.services.articles import store_reading
from tests.stories import make_article

TEXT = "The town built 14,300 homes. Correction: an earlier version said that 14,300 homes were built; it was 1,430."


def make_corrected_article(by: User) -> Article:
    """Store an article with a claim, a correction of it, and a claim within the correction."""
    article = make_article(by, TEXT)
    first, last = Span(0, TEXT.index(" Correction")), Span(TEXT.index("Correction"), len(TEXT))
    inner = Span(TEXT.rindex("14,300"), TEXT.rindex(";"))
    homes = Quantity(14_300, 14_300, "homes", Span(15, 21))
    claims = [Claim(first, first, quantities=(homes,))]
    claims += [Claim(span, last, quantities=(homes,), asserted=None, is_retracted=True) for span in (last, inner)]
    store_reading(article_id=article.pk, facts=Reading("test 1", "en", tuple(claims)))
    return article


def test_a_correction_is_listed_once_with_its_words(edith: User) -> None:
    article = make_corrected_article(edith)
    (retraction,) = list_retractions(article, list_marks(article))
    assert retraction.words.startswith("Correction: an earlier version")
    assert retraction.fragment == f"#passage-{retraction.claim}"


def test_a_claim_with_the_corrected_number_is_found(edith: User) -> None:
    article = make_corrected_article(edith)
    retractions = list_retractions(article, list_marks(article))
    claim, *corrections = Appearance.objects.order_by("start", "-end")
    assert find_retraction(claim, retractions) == retractions[0]
    assert [find_retraction(place, retractions) for place in corrections] == [None, None]
    claim.quantities.update(low=15_000, high=15_000)
    assert find_retraction(claim, retractions) is None


def test_an_article_without_corrections_has_none(edith: User) -> None:
    article = make_article(edith)
    assert list_retractions(article, list_marks(article)) == []
