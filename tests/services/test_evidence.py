"""Evidence is changed, removed and restored; its quote is checked."""

from datetime import date
from typing import Any

import pytest

from claims.event_data.verdicts import EvidenceEdited
from claims.models import Claim, Event, Evidence, QuoteCheck, User
from claims.refusals import AlreadyTaken, BadUrl, BadValue, IllegalMove, LeaseExpired, NotAllowed, UndoneAlready
from claims.services.evidence import (
    add_evidence,
    change_evidence,
    examine_evidence,
    refetch_evidence_page,
    remove_evidence,
)
from claims.services.moderation import approve_verdict
from claims.services.undo import undo_decision
from claims.services.verdicts import begin_correction, submit_verdict
from tests.stories import (
    SNAPSHOT_TEXT,
    make_publication,
    make_stored_snapshot,
    make_submitted_verdict,
    make_taken_claim,
    make_written_draft,
    newest_verdict,
    published,
)

URL = "https://parks.example/trees"
QUOTE_TEXT: dict[str, Any] = {"question": "How many?", "answer": "298", "stance": "supports"}


@pytest.fixture
def claim(edith: User) -> Claim:
    return make_taken_claim(edith)


def add_test_evidence(claim: Claim, by: User, **given: Any) -> Evidence:
    return add_evidence(claim_id=claim.pk, editor=by, **{**QUOTE_TEXT, "url": URL, **given})


def quote_state(item: Evidence) -> str:
    return QuoteCheck.objects.get(evidence=item).state


# Quotes ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("quote", "state"),
    [
        ("298 trees were planted", "verbatim"),
        ("298 trees … spring", "gaps"),
        ("98 trees", "cut"),
        ("300 trees were planted in spring", "missing"),
        ("", "none"),
    ],
)
def test_a_quote_is_checked_when_its_page_is_stored(claim: Claim, edith: User, quote: str, state: str) -> None:
    item = add_test_evidence(claim, edith, quote=quote)
    assert not QuoteCheck.objects.exists()
    make_stored_snapshot(URL)
    assert quote_state(item) == state


def test_a_quote_is_checked_at_once_if_the_page_is_stored(claim: Claim, edith: User) -> None:
    add_test_evidence(claim, edith)
    make_stored_snapshot(URL)
    assert quote_state(add_test_evidence(claim, edith, quote="298 trees were planted")) == "verbatim"


def test_a_changed_quote_is_checked_again(claim: Claim, edith: User) -> None:
    item = add_test_evidence(claim, edith, quote="300 trees were planted in spring")
    make_stored_snapshot(URL)
    assert "298 trees were planted" in QuoteCheck.objects.get().nearest
    change_evidence(evidence_id=item.pk, editor=edith, quote="298 trees were planted in spring")
    assert quote_state(item) == "verbatim"


def test_a_page_that_is_stored_after_submission_changes_no_frozen_field(edith: User) -> None:
    verdict = make_submitted_verdict(edith)
    make_stored_snapshot(URL)
    item = verdict.evidence.get()
    assert item.snapshot
    assert (item.snapshot.state, item.quote_check.state) == ("stored", "verbatim")


def test_checking_twice_leaves_one_event(claim: Claim, edith: User) -> None:
    item = add_test_evidence(claim, edith)
    make_stored_snapshot(URL)
    assert examine_evidence(evidence_id=item.pk) is None
    assert Event.objects.filter(verb="evidence.examined").count() == 1
    assert examine_evidence(evidence_id=0) is None


# Changing --------------------------------------------------------------------------


def test_the_event_of_a_change_has_the_values_before(claim: Claim, edith: User) -> None:
    item = add_test_evidence(claim, edith, accessed=date(2026, 3, 1))
    change_evidence(evidence_id=item.pk, editor=edith, answer="299", accessed=date(2026, 3, 2))
    changed = Event.objects.get(verb="evidence.changed").payload_as(EvidenceEdited).changed
    assert changed == {"answer": ["298", "299"], "accessed": ["2026-03-01", "2026-03-02"]}


def test_an_unchanged_value_leaves_no_event(claim: Claim, edith: User) -> None:
    item = add_test_evidence(claim, edith)
    change_evidence(evidence_id=item.pk, editor=edith, answer="298 ", url=URL)
    assert not Event.objects.filter(verb="evidence.changed").exists()


def test_another_url_is_another_page(claim: Claim, edith: User) -> None:
    item = add_test_evidence(claim, edith, quote="298 trees")
    make_stored_snapshot(URL)
    change_evidence(evidence_id=item.pk, editor=edith, url="https://parks.example/other")
    item.refresh_from_db()
    assert item.snapshot
    assert (item.snapshot.state, QuoteCheck.objects.exists()) == ("waiting", False)
    change_evidence(evidence_id=item.pk, editor=edith, url="")
    item.refresh_from_db()
    assert item.snapshot is None


@pytest.mark.parametrize(
    "change", [{"question": " "}, {"stance": "maybe"}, {"url": "ftp://a.example/"}, {"title": "t" * 301}]
)
def test_invalid_values_change_nothing(claim: Claim, edith: User, change: dict[str, Any]) -> None:
    item = add_test_evidence(claim, edith)
    with pytest.raises(BadValue):
        change_evidence(evidence_id=item.pk, editor=edith, **change)
    item.refresh_from_db()
    assert (item.question, item.stance, item.url, item.title) == ("How many?", "supports", URL, "")


def test_a_url_with_a_password_is_refused(claim: Claim, edith: User) -> None:
    with pytest.raises(BadUrl):
        add_test_evidence(claim, edith, url="https://edith:secret@parks.example/")


def test_only_the_holder_changes_a_draft_and_nobody_a_submitted_verdict(claim: Claim, edith: User, emil: User) -> None:
    item = add_test_evidence(claim, edith)
    for service in (change_evidence, remove_evidence, refetch_evidence_page):
        with pytest.raises(AlreadyTaken):
            service(evidence_id=item.pk, editor=emil)
    make_written_draft(claim, edith)
    submit_verdict(claim_id=claim.pk, editor=edith)
    for service in (change_evidence, remove_evidence, refetch_evidence_page):
        with pytest.raises((IllegalMove, LeaseExpired)):
            service(evidence_id=item.pk, editor=edith)


# Taken out and put back ------------------------------------------------------------


def test_removed_evidence_is_restored_as_it_was(claim: Claim, edith: User) -> None:
    item = add_test_evidence(
        claim, edith, quote="298 trees", accessed=date(2026, 3, 2), independent=False, title="Trees"
    )
    make_stored_snapshot(URL)
    removal = remove_evidence(evidence_id=item.pk, editor=edith)
    assert not Evidence.objects.exists()
    undo_decision(event_id=removal.pk, by=edith)
    back = Evidence.objects.get()
    assert (back.pk, back.accessed, back.independent, back.title) == (item.pk, date(2026, 3, 2), False, "Trees")
    assert back.snapshot
    assert (back.snapshot.state, quote_state(back)) == ("stored", "verbatim")


def test_removed_evidence_is_restored_once(claim: Claim, edith: User) -> None:
    removal = remove_evidence(evidence_id=add_test_evidence(claim, edith).pk, editor=edith)
    undo_decision(event_id=removal.pk, by=edith)
    with pytest.raises(UndoneAlready):
        undo_decision(event_id=removal.pk, by=edith)


def test_nobody_else_restores_removed_evidence(claim: Claim, edith: User, emil: User) -> None:
    removal = remove_evidence(evidence_id=add_test_evidence(claim, edith).pk, editor=edith)
    with pytest.raises(NotAllowed):
        undo_decision(event_id=removal.pk, by=emil)


# Fetching again --------------------------------------------------------------------


def test_a_second_snapshot_keeps_the_first(claim: Claim, edith: User) -> None:
    item = add_test_evidence(claim, edith, quote="298 trees were planted")
    first = make_stored_snapshot(URL)
    refetch_evidence_page(evidence_id=item.pk, editor=edith)
    second = make_stored_snapshot(URL, "The parks office now says that 300 trees were planted.")
    item.refresh_from_db()
    first.refresh_from_db()
    assert (item.snapshot, first.text) == (second, SNAPSHOT_TEXT)
    assert quote_state(item) == "missing"


def test_a_waiting_snapshot_is_not_requested_again_and_evidence_without_url_has_none(claim: Claim, edith: User) -> None:
    item = add_test_evidence(claim, edith)
    assert refetch_evidence_page(evidence_id=item.pk, editor=edith).snapshot == item.snapshot
    without = add_test_evidence(claim, edith, url="")
    with pytest.raises(BadValue):
        refetch_evidence_page(evidence_id=without.pk, editor=edith)


# Publications ----------------------------------------------------------------------


def test_a_publication_names_the_snapshot_of_its_evidence(edith: User, mona: User) -> None:
    claim = make_taken_claim(edith)
    make_written_draft(claim, edith)
    page = make_stored_snapshot(URL)
    submit_verdict(claim_id=claim.pk, editor=edith)
    verdict = newest_verdict(claim.pk)
    approve_verdict(claim_id=verdict.claim_id, moderator=mona)
    (item,) = published(verdict.claim_id, mona).page["evidence"]
    assert item["title"] == "Trees in spring"
    assert (item["publisher"], item["published"]) == ("Parks Office", "2026-03-01")
    assert page.fetched
    assert item["snapshot"] == {
        "url": URL,
        "title": "Trees in spring",
        "fetched": page.fetched.isoformat(),
        "sha256": page.text_sha256,
        "words": page.word_count,
        "quote": "verbatim",
        "context": "The parks office said that 298 trees were planted in spring. It counted them twice.",
        "page": None,
    }


def test_a_correction_keeps_the_snapshots(edith: User, mona: User) -> None:
    claim = make_publication(edith, mona).claim
    page = make_stored_snapshot(URL)
    begin_correction(claim_id=claim.pk, editor=edith, reason="The count was wrong.")
    draft = newest_verdict(claim.pk)
    item = draft.evidence.get()
    assert (item.snapshot, quote_state(item)) == (page, "verbatim")
