"""Evidence is changed, taken out and put back; its quote is looked up, and the claim's own sources are named."""

from datetime import date
from typing import Any

import pytest

from claims.event_data.verdicts import EvidenceEdited, EvidenceExamined
from claims.models import Claim, Event, Evidence, QuoteCheck, User, Verdict
from claims.refusals import AlreadyTaken, BadUrl, BadValue, IllegalMove, LeaseExpired, NotAllowed, UndoneAlready
from claims.services.evidence import (
    add_evidence,
    change_evidence,
    examine_evidence,
    refetch_evidence_page,
    remove_evidence,
)
from claims.services.moderation import approve_verdict
from claims.services.reading_corrections import AttributionInput, correct_reading
from claims.services.requirements import find_advice
from claims.services.undo import undo_decision
from claims.services.verdicts import begin_correction, submit_verdict
from tests.stories import (
    SNAPSHOT_TEXT,
    find_claim_in,
    make_article,
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
def test_a_quote_is_looked_up_when_its_page_arrives(claim: Claim, edith: User, quote: str, state: str) -> None:
    item = add_test_evidence(claim, edith, quote=quote)
    assert not QuoteCheck.objects.exists()
    make_stored_snapshot(URL)
    assert quote_state(item) == state


def test_a_page_that_is_there_already_answers_at_once(claim: Claim, edith: User) -> None:
    add_test_evidence(claim, edith)
    make_stored_snapshot(URL)
    assert quote_state(add_test_evidence(claim, edith, quote="298 trees were planted")) == "verbatim"


def test_a_quote_is_looked_up_again_when_it_changes(claim: Claim, edith: User) -> None:
    item = add_test_evidence(claim, edith, quote="300 trees were planted in spring")
    make_stored_snapshot(URL)
    assert "298 trees were planted" in QuoteCheck.objects.get().nearest
    change_evidence(evidence_id=item.pk, editor=edith, quote="298 trees were planted in spring")
    assert quote_state(item) == "verbatim"


def test_a_page_that_arrives_after_submission_breaks_nothing_that_is_frozen(edith: User) -> None:
    verdict = make_submitted_verdict(edith)
    make_stored_snapshot(URL)
    item = verdict.evidence.get()
    assert item.snapshot
    assert (item.snapshot.state, item.quote_check.state) == ("stored", "verbatim")


def test_looking_twice_leaves_one_trace(claim: Claim, edith: User) -> None:
    item = add_test_evidence(claim, edith)
    make_stored_snapshot(URL)
    assert examine_evidence(evidence_id=item.pk) is None
    assert Event.objects.filter(verb="evidence.examined").count() == 1
    assert examine_evidence(evidence_id=0) is None


# Changing --------------------------------------------------------------------------


def test_a_change_keeps_what_was_there(claim: Claim, edith: User) -> None:
    item = add_test_evidence(claim, edith, accessed=date(2026, 3, 1))
    change_evidence(evidence_id=item.pk, editor=edith, answer="299", accessed=date(2026, 3, 2))
    told = Event.objects.get(verb="evidence.changed").payload_as(EvidenceEdited).changed
    assert told == {"answer": ["298", "299"], "accessed": ["2026-03-01", "2026-03-02"]}


def test_saying_the_same_leaves_no_trace(claim: Claim, edith: User) -> None:
    item = add_test_evidence(claim, edith)
    change_evidence(evidence_id=item.pk, editor=edith, answer="298 ", url=URL)
    assert not Event.objects.filter(verb="evidence.changed").exists()


def test_another_address_is_another_page(claim: Claim, edith: User) -> None:
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
def test_what_will_not_do_changes_nothing(claim: Claim, edith: User, change: dict[str, Any]) -> None:
    item = add_test_evidence(claim, edith)
    with pytest.raises(BadValue):
        change_evidence(evidence_id=item.pk, editor=edith, **change)
    item.refresh_from_db()
    assert (item.question, item.stance, item.url, item.title) == ("How many?", "supports", URL, "")


def test_an_address_with_a_password_is_refused(claim: Claim, edith: User) -> None:
    with pytest.raises(BadUrl):
        add_test_evidence(claim, edith, url="https://edith:secret@parks.example/")


def test_only_its_holder_changes_a_draft_and_nobody_what_is_submitted(claim: Claim, edith: User, emil: User) -> None:
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


def test_what_is_removed_comes_back_as_it_was(claim: Claim, edith: User) -> None:
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


def test_it_comes_back_once(claim: Claim, edith: User) -> None:
    removal = remove_evidence(evidence_id=add_test_evidence(claim, edith).pk, editor=edith)
    undo_decision(event_id=removal.pk, by=edith)
    with pytest.raises(UndoneAlready):
        undo_decision(event_id=removal.pk, by=edith)


def test_nobody_else_puts_it_back(claim: Claim, edith: User, emil: User) -> None:
    removal = remove_evidence(evidence_id=add_test_evidence(claim, edith).pk, editor=edith)
    with pytest.raises(NotAllowed):
        undo_decision(event_id=removal.pk, by=emil)


# Fetching again --------------------------------------------------------------------


def test_a_second_copy_leaves_the_first(claim: Claim, edith: User) -> None:
    item = add_test_evidence(claim, edith, quote="298 trees were planted")
    first = make_stored_snapshot(URL)
    refetch_evidence_page(evidence_id=item.pk, editor=edith)
    second = make_stored_snapshot(URL, "The parks office now says that 300 trees were planted.")
    item.refresh_from_db()
    first.refresh_from_db()
    assert (item.snapshot, first.text) == (second, SNAPSHOT_TEXT)
    assert quote_state(item) == "missing"


def test_one_on_its_way_is_waited_for_and_without_an_address_there_is_none(claim: Claim, edith: User) -> None:
    item = add_test_evidence(claim, edith)
    assert refetch_evidence_page(evidence_id=item.pk, editor=edith).snapshot == item.snapshot
    without = add_test_evidence(claim, edith, url="")
    with pytest.raises(BadValue):
        refetch_evidence_page(evidence_id=without.pk, editor=edith)


# Independence ----------------------------------------------------------------------


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


def test_the_articles_own_site_is_not_independent(edith: User) -> None:
    article = make_article(edith, url="https://www.courier.co.uk/trees", publisher="")
    claim = find_claim_in(article, edith)
    assert add_test_evidence(claim, edith, url="https://news.courier.co.uk/more").dependence.startswith(
        "courier.co.uk is the site"
    )
    assert add_test_evidence(claim, edith, url="https://gazette.co.uk/more").dependence == ""


def test_a_site_on_which_everybody_publishes_says_nothing(edith: User) -> None:
    claim = find_claim_in(make_article(edith, url="https://www.youtube.com/watch?v=1", publisher=""), edith)
    assert add_test_evidence(claim, edith, url="https://www.youtube.com/watch?v=2").independent


def test_the_page_itself_may_tell(claim: Claim, edith: User) -> None:
    item = add_test_evidence(claim, edith)
    make_stored_snapshot(URL, publisher="Town Courier")
    item.refresh_from_db()
    assert (item.independent, item.dependence) == (False, "Town Courier is the publisher of the claim.")
    assert Event.objects.get(verb="evidence.examined").payload_as(EvidenceExamined).dependence == item.dependence


def test_insisting_is_possible_and_remembered(claim: Claim, edith: User) -> None:
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


def test_an_unnamed_source_makes_nobody_dependent(claim: Claim, edith: User) -> None:
    chain = [AttributionInput("Officials", "unnamed")]
    correct_reading(
        claim_id=claim.pk, editor=edith, version=claim.version, chain=chain, quantities=[], hedged=False, denied=False
    )
    assert add_test_evidence(claim, edith, publisher="officials").independent


def test_a_draft_without_an_independent_source_is_advised_and_can_be_submitted(claim: Claim, edith: User) -> None:
    add_test_evidence(claim, edith, publisher="Town Courier")
    draft = claim.verdicts.get()
    assert find_advice(draft) == ["independent_evidence"]
    add_test_evidence(claim, edith)
    assert find_advice(Verdict.objects.get(pk=draft.pk)) == []


# What goes out ---------------------------------------------------------------------


def test_what_goes_out_says_which_copy_it_rests_on(edith: User, mona: User) -> None:
    verdict = make_submitted_verdict(edith)
    page = make_stored_snapshot(URL)
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
    }


def test_a_correction_goes_on_with_the_same_copies(edith: User, mona: User) -> None:
    claim = make_publication(edith, mona).claim
    page = make_stored_snapshot(URL)
    begin_correction(claim_id=claim.pk, editor=edith, reason="The count was wrong.")
    draft = newest_verdict(claim.pk)
    item = draft.evidence.get()
    assert (item.snapshot, quote_state(item)) == (page, "verbatim")
