"""Editors correct readings; the correction is stored beside the original reading."""

from typing import Any

import pytest
from django.utils import timezone

from claims.event_data.claims import ClaimCorrected
from claims.models import Claim, Event, User
from claims.refusals import AnchorLost, BadValue, FieldTooLong, IllegalMove, NotAllowed, Refusal, VersionConflict
from claims.services.claims import add_claim
from claims.services.reading_corrections import AttributionInput, QuantityInput, correct_reading
from claims.services.undo import undo_decision
from tests.stories import ARTICLE_SENTENCE, make_approved_verdict, make_article, make_detected_claim, published

SAME_CHAIN = [AttributionInput("The mayor", "person", "said")]


def correct(claim: Claim, editor: User, **changes: Any) -> Claim:
    words: dict[str, Any] = {
        "chain": [],
        "quantities": [],
        "hedged": False,
        "assertion": "asserted",
        "version": claim.version,
    }
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


def test_numbers_have_a_kind_and_a_currency(edith: User) -> None:
    claim = make_detected_claim(edith)
    correct(
        claim, edith, quantities=[QuantityInput(5, None, "$", kind="change_by", currency="usd"), QuantityInput(3, None)]
    )
    numbers = [(q.low, q.high, q.kind, q.currency) for q in claim.appearances.get().quantities.order_by("id")]
    assert numbers == [(5, 5, "change_by", "USD"), (3, None, "at_least", "")]


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
        ({"quantities": [QuantityInput(1, 2, kind="at_least")]}, BadValue),
        ({"quantities": [QuantityInput(1, 1, kind="many")]}, BadValue),
        ({"quantities": [QuantityInput(1, 1, currency="dollar")]}, BadValue),
        ({"assertion": "perhaps"}, BadValue),
        ({"statement": "x" * 2_001}, FieldTooLong),
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


# Assertion, statement and open pronouns ---------------------------------------------


def test_an_assertion_is_corrected_and_restored(edith: User) -> None:
    claim = correct(make_detected_claim(edith), edith, assertion="not_asserted")
    assert claim.appearances.get().assertion == "not_asserted"
    undo_decision(event_id=Event.objects.get(verb="claim.corrected").pk, by=edith)
    assert claim.appearances.get().assertion == "asserted"


def test_a_statement_is_written_and_restored(edith: User) -> None:
    claim = make_detected_claim(edith)
    Claim.objects.filter(pk=claim.pk).update(statement_problem="fragment", matched=timezone.now())
    claim = correct(claim, edith, chain=SAME_CHAIN, statement="The town  planted\n300 trees. ")
    assert (claim.statement, claim.statement_problem) == ("The town planted 300 trees.", "")
    assert (claim.headline, claim.matched) == ("The town planted 300 trees.", None)
    undo_decision(event_id=Event.objects.get(verb="claim.corrected").pk, by=edith)
    claim.refresh_from_db()
    assert (claim.statement, claim.statement_problem, claim.headline) == ("", "fragment", claim.text)


def test_a_correction_without_a_statement_keeps_it(edith: User) -> None:
    claim = correct(make_detected_claim(edith), edith, statement="The town planted 300 trees.")
    assert correct(claim, edith, hedged=True).statement == "The town planted 300 trees."


def test_a_statement_does_not_outlive_the_words_that_it_was_built_from(edith: User) -> None:
    claim = correct(make_detected_claim(edith), edith, statement="The town planted 300 trees.")
    place = claim.appearances.get()
    claim = correct(claim, edith, start=place.start, end=place.start + 9)
    assert (claim.statement, claim.statement_problem) == ("", "words_changed")
    claim = correct(claim, edith, start=place.start, end=place.end, statement="300 trees were planted in the town.")
    assert claim.statement == "300 trees were planted in the town."


def test_the_problem_of_the_reader_ends_with_its_words(edith: User) -> None:
    claim = make_detected_claim(edith)
    Claim.objects.filter(pk=claim.pk).update(statement_problem="fragment")
    place = claim.appearances.get()
    claim = correct(claim, edith, start=place.start, end=place.start + 9)
    assert (claim.statement, claim.statement_problem) == ("", "")


def test_a_pronoun_stays_open_until_an_editor_names_the_person(edith: User) -> None:
    claim = make_detected_claim(edith)
    claim.appearances.get().attributions.update(unresolved=True)
    claim = correct(claim, edith, chain=SAME_CHAIN, hedged=True)
    assert claim.appearances.get().attributions.get().unresolved
    claim = correct(claim, edith, chain=[AttributionInput("Ana Lima", "person", "said")])
    assert not claim.appearances.get().attributions.get().unresolved
    undo_decision(event_id=Event.objects.filter(verb="claim.corrected").latest("id").pk, by=edith)
    assert claim.appearances.get().attributions.get().unresolved
