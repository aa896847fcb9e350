"""Evidence whose source is one of the claim's own does not count as independent, unless an editor insists."""

from typing import Any

import pytest

from claims.event_data.verdicts import EvidenceEdited, EvidenceExamined
from claims.models import Claim, Event, Evidence, Outlet, User, Verdict
from claims.services.evidence import (
    add_evidence,
    change_evidence,
)
from claims.services.reading_corrections import AttributionInput, correct_reading
from claims.services.requirements import find_advice
from tests.stories import (
    find_claim_in,
    make_article,
    make_stored_snapshot,
    make_taken_claim,
)

URL = "https://parks.example/trees"
QUOTE_TEXT: dict[str, Any] = {"question": "How many?", "answer": "298", "stance": "supports"}


@pytest.fixture
def claim(edith: User) -> Claim:
    return make_taken_claim(edith)


def add_test_evidence(claim: Claim, by: User, **given: Any) -> Evidence:
    return add_evidence(claim_id=claim.pk, editor=by, **{**QUOTE_TEXT, "url": URL, **given})


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"publisher": "The Town  Courier"}, "Town Courier is the publisher of the claim."),
        ({"publisher": "town courier."}, "Town Courier is the publisher of the claim."),
        ({"url": "https://www.town-courier.example/a"}, "town-courier.example seems to be the site of Town Courier"),
        ({"publisher": "The Mayor"}, "The mayor is a source of the claim."),
        ({"publisher": "Parks Office"}, ""),
        ({"publisher": ""}, ""),
    ],
)
def test_a_source_of_the_claim_is_not_independent(claim: Claim, edith: User, given: dict[str, str], why: str) -> None:
    item = add_test_evidence(claim, edith, **given)
    assert item.dependence.startswith(why)
    assert bool(item.dependence) == bool(why)
    assert item.independent == (not why)


def test_the_site_of_the_article_is_not_independent(edith: User) -> None:
    article = make_article(edith, url="https://www.courier.co.uk/trees", publisher="")
    claim = find_claim_in(article, edith)
    assert add_test_evidence(claim, edith, url="https://news.courier.co.uk/more").dependence.startswith(
        "courier.co.uk is the site"
    )
    assert add_test_evidence(claim, edith, url="https://gazette.co.uk/more").dependence == ""


def test_a_site_where_everybody_publishes_does_not_make_evidence_dependent(edith: User) -> None:
    claim = find_claim_in(make_article(edith, url="https://www.youtube.com/watch?v=1", publisher=""), edith)
    assert add_test_evidence(claim, edith, url="https://www.youtube.com/watch?v=2").independent


def test_the_publisher_of_the_stored_page_counts(claim: Claim, edith: User) -> None:
    item = add_test_evidence(claim, edith)
    make_stored_snapshot(URL, publisher="Town Courier")
    item.refresh_from_db()
    assert (item.independent, item.dependence) == (False, "Town Courier is the publisher of the claim.")
    assert Event.objects.get(verb="evidence.examined").payload_as(EvidenceExamined).dependence == item.dependence


def test_an_editor_can_insist_and_the_event_records_it(claim: Claim, edith: User) -> None:
    item = add_test_evidence(claim, edith, publisher="Town Courier")
    change_evidence(evidence_id=item.pk, editor=edith, independent=True)
    item.refresh_from_db()
    assert not item.independent
    change_evidence(evidence_id=item.pk, editor=edith, independent=True, insist=True)
    change_evidence(evidence_id=item.pk, editor=edith, answer="299")
    item.refresh_from_db()
    assert item.is_marked_independent
    changes = Event.objects.filter(verb="evidence.changed").order_by("id")
    assert [event.payload_as(EvidenceEdited).insisted for event in changes] == [
        "Town Courier is the publisher of the claim."
    ] * 2


def test_an_unnamed_source_does_not_make_evidence_dependent(claim: Claim, edith: User) -> None:
    chain = [AttributionInput("Officials", "unnamed")]
    correct_reading(
        claim_id=claim.pk,
        editor=edith,
        version=claim.version,
        chain=chain,
        quantities=[],
        hedged=False,
        assertion="asserted",
    )
    assert add_test_evidence(claim, edith, publisher="officials").independent


def test_a_draft_without_an_independent_source_is_advised_and_can_be_submitted(claim: Claim, edith: User) -> None:
    add_test_evidence(claim, edith, publisher="Town Courier")
    draft = claim.verdicts.get()
    assert "independent_evidence" in find_advice(draft)
    add_test_evidence(claim, edith)
    assert "independent_evidence" not in find_advice(Verdict.objects.get(pk=draft.pk))


def test_an_outlet_that_prints_a_copy_is_no_second_origin(claim: Claim, edith: User) -> None:
    article = claim.appearances.get().article
    Outlet.objects.create(article=article, url="https://mirror.example/trees", publisher="The Mirror", percent=90)
    why = "The Mirror prints a copy of the article that makes the claim."
    assert add_test_evidence(claim, edith, publisher="Mirror").dependence == why
    assert add_test_evidence(claim, edith, url="https://news.mirror.example/more").dependence == why
    assert add_test_evidence(claim, edith, publisher="Gazette").dependence == ""
