"""Fact-checks and tips in other words are found by their vectors; what they say decides."""

from collections.abc import Sequence
from datetime import date

import pytest

from claims.models import Article, Claim, Tip, User
from claims.nlp.encoder_table import EncoderName
from claims.selectors.fact_check_ranking import FactCheckFilter
from claims.selectors.fact_checks import search_fact_checks
from claims.selectors.near_tips import find_near_claim, find_near_tip
from claims.selectors.relations import find_relations
from claims.selectors.similar_claims import find_similar_claims
from claims.selectors.text_vectors import TextVectors
from claims.services.matches import suggest_matches_for_claim
from claims.services.text_vectors import encode_next_texts
from claims.services.tips import submit_tip
from tests.stories import import_foreign_fact_check, make_detected_claim, make_read_article, reword_claim

DIMENSIONS = 384
TOPICS = ("tree", "tax", "bridge")
OTHER_WORDS = {"wood": "tree", "levy": "tax", "span": "bridge"}
pytestmark = pytest.mark.usefixtures("vectors")


def encode(texts: Sequence[str]) -> list[list[float]]:
    """A text points into the direction of its topic, in either of its words."""
    plain = [" ".join(OTHER_WORDS.get(word, word) for word in text.lower().split()) for text in texts]
    return [[float(place < len(TOPICS) and TOPICS[place] in text) for place in range(DIMENSIONS)] for text in plain]


def encode_all() -> None:
    while encode_next_texts({EncoderName.ENGLISH: encode}):
        pass


def test_other_words_are_found_by_their_vectors_and_rank_by_both(db: None) -> None:
    import_foreign_fact_check("The levy doubled.", "A tax doubled in May.", "The bridge fell.")
    assert [hit.fact_check.claim_text for hit in search_fact_checks("tax")] == ["A tax doubled in May."]
    encode_all()
    first, second = search_fact_checks("tax", vectors=TextVectors(encode(["tax"])[0]))
    assert [first.fact_check.claim_text, second.fact_check.claim_text] == ["A tax doubled in May.", "The levy doubled."]
    assert first.score > second.score
    assert second.is_similar(words=0.9, cosine=0.9)
    assert not second.is_similar(words=0.9, cosine=1.1)


def test_filters_hold_for_what_vectors_find(db: None) -> None:
    import_foreign_fact_check("The levy doubled.")
    encode_all()
    vectors = TextVectors(encode(["tax"])[0])
    assert search_fact_checks("tax", FactCheckFilter(until=date(2026, 3, 5)), vectors=vectors)
    for filters in (
        FactCheckFilter(until=date(2026, 3, 4)),
        FactCheckFilter(since=date(2026, 3, 6)),
        FactCheckFilter(language="fr"),
        FactCheckFilter(site="other.example"),
        FactCheckFilter(ours=True),
    ):
        assert search_fact_checks("tax", filters, vectors=vectors) == []


def test_a_fact_check_that_awaits_its_vector_is_found_by_its_words(db: None) -> None:
    import_foreign_fact_check("A tax doubled in May.")
    (hit,) = search_fact_checks("tax", vectors=TextVectors(encode(["tax"])[0]))
    assert hit.cosine is None
    assert hit.score > 0


def test_a_claim_is_compared_again_once_it_has_its_vector(edith: User) -> None:
    claim = make_detected_claim(edith)
    import_foreign_fact_check("Wood was sown.")
    assert suggest_matches_for_claim(claim_id=claim.pk) == []
    encode_all()
    claim.refresh_from_db()
    assert claim.matched is None
    (match,) = suggest_matches_for_claim(claim_id=claim.pk)
    assert match.relation == "unclear"


def test_a_claim_in_other_words_is_related_by_its_vector_and_its_number_decides(edith: User) -> None:
    words = (
        "The city of Calder cut the levy on trucks by 8 percent, the transport office reports",
        "The city of Calder cut the levy on trucks by 9 percent, the transport office reports",
        "The bridge of Calder was painted by the transport office",
        "For trucks in Calder, an 8 percent tax cut",
    )
    same, other, _, claim = (reword_claim(make_detected_claim(edith), text) for text in words)
    assert find_similar_claims(claim) == []
    encode_all()
    assert [row.claim for row in find_similar_claims(claim)][:2] == [same, other]
    found = {row.other: row.kind for row in find_relations(claim)}
    assert found == {same: "same", other: "number_differs"}


def test_a_claim_that_awaits_its_vector_is_related_by_its_words(edith: User) -> None:
    older = make_detected_claim(edith)
    encode_all()
    newer = make_detected_claim(edith)
    assert [(row.claim, row.score, row.cosine) for row in find_similar_claims(newer)] == [(older, 1.0, None)]


def test_a_tip_in_other_words_is_the_same_tip_unless_its_number_differs(db: None) -> None:
    submit_tip(text="The mayor felled 30 oak tree trunks in the park of Calder")
    for text in ("In the park of Calder the mayor felled 30 oak tree trunks", "The mayor felled 90 oak tree trunks"):
        submit_tip(text=text)
    first, same, other = Tip.objects.order_by("id")
    assert find_near_tip(same) is None  # it has no vector yet
    encode_all()
    near = find_near_tip(same)
    assert near is not None
    assert near.pk == first.pk
    assert find_near_tip(other) is None
    assert find_near_claim(same, [same.text]) is None


def test_a_french_tip_is_read_in_french_and_is_not_the_claim_that_it_denies(edith: User) -> None:
    """Where "ne" is not read as a negation, both would say the same."""
    text = "Le maire a fait abattre les vieux arbres du parc de la ville avec une grande machine"
    article = make_read_article(edith)
    Article.objects.filter(pk=article.pk).update(language="fr")
    claim = reword_claim(Claim.objects.get(appearances__article=article), text)
    for words in (f"{text} !", text.replace("a fait", "n'a fait")):
        submit_tip(text=words)
    encode_all()
    same, denied = Tip.objects.order_by("id")
    near = find_near_claim(same, [same.text])
    assert near is not None
    assert near.pk == claim.pk
    assert find_near_claim(denied, [denied.text]) is None
