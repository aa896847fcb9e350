"""Editors correct readings; the correction is stored beside the original reading."""

from typing import Any

import pytest

from claims.event_data.claims import ClaimCorrected
from claims.models import Claim, Event, User
from claims.refusals import AnchorLost, BadValue, IllegalMove, NotAllowed, Refusal, VersionConflict
from claims.services.claims import add_claim
from claims.services.reading_corrections import AttributionInput, QuantityInput, correct_reading
from tests.stories import ARTICLE_SENTENCE, make_approved_verdict, make_article, make_detected_claim, published


def correct(claim: Claim, editor: User, **changes: Any) -> Claim:
    words: dict[str, Any] = {"chain": [], "quantities": [], "hedged": False, "denied": False, "version": claim.version}
    correct_reading(claim_id=claim.pk, editor=editor, **{**words, **changes})
    return Claim.objects.get(pk=claim.pk)


def test_a_source_chain_is_corrected_and_the_event_has_both(edith: User) -> None:
    claim = make_detected_claim(edith)
    correct(
        claim,
        edith,
        chain=[AttributionInput("parks office", "organisation"), AttributionInput("The mayor", "person", "said")],
    )
    links = claim.appearances.get().attributions.all()
    assert [(link.position, link.source.name) for link in links] == [(0, "parks office"), (1, "The mayor")]
    assert links[1].start is not None
    event = Event.objects.get(verb="claim.corrected")
    data = event.payload_as(ClaimCorrected)
    assert [link.name for link in data.before.sources] == ["The mayor"]
    assert [link.name for link in data.after.sources] == ["parks office", "The mayor"]


def test_numbers_are_corrected(edith: User) -> None:
    claim = make_detected_claim(edith)
    correct(claim, edith, quantities=[QuantityInput(300, None, "trees", "at least")])
    assert [(q.low, q.high) for q in claim.appearances.get().quantities.all()] == [(300, None)]


def test_an_anchor_is_moved_and_the_claim_is_reworded(edith: User) -> None:
    claim = make_detected_claim(edith)
    place = claim.appearances.get()
    claim = correct(claim, edith, start=place.start, end=place.start + 9)
    assert claim.text == claim.appearances.get().exact == "300 trees"


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"chain": [AttributionInput(" ")]}, BadValue),
        ({"chain": [AttributionInput("x", "planet")]}, BadValue),
        ({"chain": [AttributionInput("x")] * 11}, BadValue),
        ({"quantities": [QuantityInput(None, None)]}, BadValue),
        ({"quantities": [QuantityInput(2, 1)]}, BadValue),
        ({"quantities": [QuantityInput(float("nan"), None)]}, BadValue),
        ({"quantities": [QuantityInput(float("inf"), None)]}, BadValue),
        ({"start": 5, "end": 5}, AnchorLost),
        ({"start": 5, "end": 10**9}, AnchorLost),
        ({"version": 7}, VersionConflict),
    ],
)
def test_invalid_corrections_change_nothing(edith: User, changes: dict[str, Any], refusal: type[Refusal]) -> None:
    claim = make_detected_claim(edith)
    with pytest.raises(refusal):
        correct(claim, edith, **changes)
    place = claim.appearances.get()
    assert (place.attributions.count(), place.quantities.count(), place.exact) == (1, 1, "300 trees were planted")


def test_a_contributor_cannot_correct_readings(cora: User) -> None:
    with pytest.raises(NotAllowed):
        correct(make_detected_claim(cora), cora)


def test_the_reading_of_an_approved_verdict_cannot_change(edith: User, mona: User) -> None:
    claim = make_approved_verdict(edith, mona).claim
    claim.refresh_from_db()
    place = claim.appearances.get()
    with pytest.raises(IllegalMove):
        correct(claim, edith, start=place.start, end=place.start + 9)
    assert published(claim.pk, mona).claim_text == "300 trees were planted"


def test_a_claim_cannot_be_as_long_as_an_article(edith: User) -> None:
    """A passage as long as an article can be more than the search index takes: its verdict could never go out."""
    article = make_article(edith, f"{ARTICLE_SENTENCE}\n\n{'Many words. ' * 2000}")
    with pytest.raises(BadValue):
        add_claim(article=article, editor=edith, start=0, end=len(article.text), exact=article.text)
    claim = add_claim(article=article, editor=edith, start=0, end=9, exact=article.text[:9])
    with pytest.raises(BadValue):
        correct(claim, edith, start=0, end=len(article.text))
    assert not article.appearances.exclude(end=9).exists()
