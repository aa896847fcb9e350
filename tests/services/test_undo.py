"""Every decision can be undone by the person who made it; one row of the table per decision."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from claims.models import Appearance, Claim, Event, Match, Topic, User, Verdict
from claims.refusals import DecidedSince, NotAllowed
from claims.selectors.decisions import find_standing_decision
from claims.selectors.evidence import dump_evidence
from claims.selectors.reading_json import reading_json
from claims.services.claims import dismiss_claim, reopen_claim
from claims.services.evidence import remove_evidence
from claims.services.matches import confirm_match, reject_match
from claims.services.moderation import approve_verdict, send_back_verdict
from claims.services.plans import plan_claim
from claims.services.publications import withdraw_verdict
from claims.services.queue import release_claim
from claims.services.reading_corrections import AttributionInput, QuantityInput, correct_reading
from claims.services.reversals import REVERSALS
from claims.services.undo import recall_submission, undo_decision, withdraw_approval
from claims.services.verdicts import abandon_correction, begin_correction, save_draft, submit_verdict
from claims.verbs import DECISIONS, VERBS, DecisionUndone
from claims.workflow import Role
from tests.people import create_user_with_role
from tests.stories import (
    make_approved_verdict,
    make_detected_claim,
    make_match,
    make_publication,
    make_queued_claim,
    make_submitted_verdict,
    make_taken_claim,
    make_written_draft,
    newest_verdict,
    published,
)

UndoScenario = Callable[[User, User], Claim]


def reload_claim(claim: Claim) -> Claim:
    return Claim.objects.get(pk=claim.pk)


def claim_of(event: Event | None) -> Claim:
    assert event
    assert event.claim
    return event.claim


def newest_event(claim: Claim) -> Event:
    event = find_standing_decision(claim)
    assert event
    return event


def submit(claim: Claim, editor: User) -> Verdict:
    submit_verdict(claim_id=claim.pk, editor=editor)
    return newest_verdict(claim.pk)


def accepted(edith: User, mona: User) -> Claim:
    return make_queued_claim(edith)


def dismissed(edith: User, mona: User) -> Claim:
    return claim_of(dismiss_claim(claim_id=make_detected_claim(edith).pk, editor=edith, reason="opinion"))


def dismissed_from_the_queue(edith: User, mona: User) -> Claim:
    return claim_of(dismiss_claim(claim_id=make_queued_claim(edith).pk, editor=edith, reason="opinion"))


def dismissed_in_review(edith: User, mona: User) -> Claim:
    claim = make_taken_claim(edith)
    make_written_draft(claim, edith)
    return claim_of(dismiss_claim(claim_id=claim.pk, editor=edith, reason="opinion"))


def reopened(edith: User, mona: User) -> Claim:
    return claim_of(reopen_claim(claim_id=dismissed(edith, mona).pk, editor=edith))


def reopened_from_the_queue(edith: User, mona: User) -> Claim:
    return claim_of(reopen_claim(claim_id=make_queued_claim(edith).pk, editor=edith))


def planned(edith: User, mona: User) -> Claim:
    return claim_of(plan_claim(claim_id=accepted(edith, mona).pk, by=edith, changes={"assignee": edith}))


def taken(edith: User, mona: User) -> Claim:
    return make_taken_claim(edith)


def released(edith: User, mona: User) -> Claim:
    return claim_of(release_claim(claim_id=make_taken_claim(edith).pk, editor=edith))


def submitted(edith: User, mona: User) -> Claim:
    return make_submitted_verdict(edith).claim


def approved(edith: User, mona: User) -> Claim:
    return make_approved_verdict(edith, mona).claim


def sent_back(edith: User, mona: User) -> Claim:
    return claim_of(send_back_verdict(claim_id=submitted(edith, mona).pk, moderator=mona, reason="Count again."))


def sent_back_after_approval(edith: User, mona: User) -> Claim:
    return claim_of(send_back_verdict(claim_id=approved(edith, mona).pk, moderator=mona, reason="Count again."))


def correcting(edith: User, mona: User) -> Claim:
    claim_id = make_publication(edith, mona).claim_id
    return claim_of(begin_correction(claim_id=claim_id, editor=edith, reason="A newer count."))


def correcting_what_was_withdrawn(edith: User, mona: User) -> Claim:
    claim_id = make_publication(edith, mona).claim_id
    withdraw_verdict(claim_id=claim_id, moderator=mona, reason="Wrong.")
    return claim_of(begin_correction(claim_id=claim_id, editor=edith, reason="A newer count."))


STATUSES: dict[UndoScenario, str] = {
    accepted: "detected",
    dismissed: "detected",
    dismissed_from_the_queue: "queued",
    dismissed_in_review: "in_review",
    reopened: "dismissed",
    reopened_from_the_queue: "queued",
    planned: "queued",
    taken: "queued",
    released: "in_review",
    submitted: "in_review",
    approved: "awaiting_approval",
    sent_back: "awaiting_approval",
    sent_back_after_approval: "approved",
    correcting: "published",
    correcting_what_was_withdrawn: "withdrawn",
}
"""Each story, and where its claim stands once the last step of it is taken back."""


@pytest.mark.parametrize(("story", "status"), STATUSES.items(), ids=lambda each: getattr(each, "__name__", each))
def test_the_newest_decision_is_undone(edith: User, mona: User, story: UndoScenario, status: str) -> None:
    claim = reload_claim(story(edith, mona))
    event, before = newest_event(claim), Event.objects.count()
    assert event.actor
    undo_decision(event_id=event.pk, by=event.actor)
    assert reload_claim(claim).status == status
    assert reload_claim(claim).version > claim.version
    undo_event = claim.events.first()
    assert undo_event
    assert (undo_event.verb, undo_event.actor, Event.objects.count()) == ("decision.undone", event.actor, before + 1)
    undone = undo_event.payload_as(DecisionUndone)
    assert (undone.event, undone.undone) == (event.pk, event.verb)


def test_the_table_has_a_row_for_each_decision_that_is_not_public() -> None:
    undoable = {verb.name: verb.reversal for verb in VERBS.values() if verb.reversal}
    assert DECISIONS - undoable.keys() == {"verdict.published", "verdict.withdrawn"}
    assert undoable.keys() <= DECISIONS
    assert set(undoable.values()) == REVERSALS.keys()


# What comes back with it ------------------------------------------------------------


def test_undoing_a_dismissal_in_review_returns_claim_and_draft_to_the_editor(edith: User, mona: User) -> None:
    claim = dismissed_in_review(edith, mona)
    undo_decision(event_id=newest_event(claim).pk, by=mona)
    assert submit(claim, edith).summary == "Two trees fewer, but close."


def test_undoing_a_reopening_restores_the_reason_of_the_dismissal(edith: User, mona: User) -> None:
    claim = reopened(edith, mona)
    assert claim_of(undo_decision(event_id=newest_event(claim).pk, by=edith)).dismissal == "opinion"


def test_a_recalled_verdict_is_a_draft_that_can_be_submitted_again(edith: User, mona: User) -> None:
    claim = submitted(edith, mona)
    recall_submission(claim_id=claim.pk, editor=edith)
    draft = claim.verdicts.get(submitted__isnull=True)
    assert (draft.revision, draft.summary, draft.evidence.count()) == (2, "Two trees fewer, but close.", 1)
    submit_verdict(claim_id=claim.pk, editor=edith)
    approve_verdict(claim_id=claim.pk, moderator=mona)
    assert published(claim.pk, mona).verdict.revision == 2


def test_nobody_recalls_the_verdict_of_somebody_else(edith: User, emil: User, mona: User) -> None:
    claim = submitted(edith, mona)
    for other in (emil, mona):
        with pytest.raises(NotAllowed):
            recall_submission(claim_id=claim.pk, editor=other)


def test_an_undone_approval_has_no_approver(edith: User, mona: User) -> None:
    claim = approved(edith, mona)
    withdraw_approval(claim_id=claim.pk, moderator=mona)
    verdict = claim.verdicts.get()
    assert (verdict.approved, verdict.approved_by) == (None, None)


def test_only_the_approver_undoes_an_approval(edith: User, mona: User) -> None:
    claim, other = approved(edith, mona), create_user_with_role("Mo", Role.MODERATOR)
    with pytest.raises(NotAllowed):
        withdraw_approval(claim_id=claim.pk, moderator=other)


def test_undoing_a_return_deletes_the_draft_and_restores_the_approval(edith: User, mona: User) -> None:
    claim = approved(edith, mona)
    when = claim.verdicts.get().approved
    send_back_verdict(claim_id=claim.pk, moderator=mona, reason="Count again.")
    undo_decision(event_id=newest_event(claim).pk, by=mona)
    verdict = claim.verdicts.get()
    assert (verdict.approved, verdict.approved_by, verdict.sent_back) == (when, mona, None)
    assert published(claim.pk, mona).verdict == verdict


@pytest.mark.parametrize("story", [sent_back, correcting])
def test_a_changed_draft_is_not_deleted(edith: User, mona: User, story: UndoScenario) -> None:
    claim = story(edith, mona)
    event, draft = newest_event(claim), claim.verdicts.get(submitted__isnull=True)
    content = {"rating": "false", "summary": "No.", "justification": "Never.", "correction": ""}
    save_draft(claim_id=claim.pk, editor=edith, version=draft.version, **content)
    with pytest.raises(DecidedSince):
        undo_decision(event_id=event.pk, by=mona)
    assert Verdict.objects.get(pk=draft.pk).summary == "No."


def test_an_abandoned_correction_is_restored_as_it_was(edith: User, mona: User) -> None:
    claim = correcting(edith, mona)
    draft = make_written_draft(claim, edith, rating="false")
    abandon_correction(claim_id=claim.pk, editor=edith)
    undo_decision(event_id=newest_event(claim).pk, by=edith)
    again = claim.verdicts.get(submitted__isnull=True)
    assert (again.rating, again.correction, again.authors) == ("false", draft.correction, draft.authors)
    assert again.evidence.count() == 2
    assert submit(claim, edith) == again


def test_removed_evidence_is_restored_as_it_was(edith: User) -> None:
    claim = make_taken_claim(edith)
    item = make_written_draft(claim, edith).evidence.get()
    was = dump_evidence(item)
    remove_evidence(evidence_id=item.pk, editor=edith)
    undo_decision(event_id=newest_event(claim).pk, by=edith)
    assert dump_evidence(claim.verdicts.get().evidence.get()) == was
    undo_decision(event_id=newest_event(claim).pk, by=edith)
    assert not claim.verdicts.get().evidence.exists()


def test_a_corrected_reading_is_restored(edith: User) -> None:
    claim = make_queued_claim(edith)
    before = reading_json(Appearance.objects.get(claim=claim))
    chain, numbers = (
        [AttributionInput("The council", "organisation", "counted")],
        [QuantityInput(298, None, "trees", "at least")],
    )
    correct_reading(claim_id=claim.pk, editor=edith, version=claim.version, chain=chain, quantities=numbers,
                        hedged=True, assertion="denied")  # fmt: skip
    undo_decision(event_id=newest_event(claim).pk, by=edith)
    assert reading_json(Appearance.objects.get(claim=claim)) == before


def test_a_plan_is_restored(edith: User, mona: User) -> None:
    claim, soon = make_queued_claim(edith), timezone.now() + timedelta(days=2)
    sport = Topic.objects.get(slug="sport")
    plan_claim(claim_id=claim.pk, by=edith, changes={"topic": sport, "assignee": edith, "deadline": soon})
    plan_claim(claim_id=claim.pk, by=mona, changes={"topic": None, "assignee": None, "deadline": None})
    undo_decision(event_id=newest_event(claim).pk, by=mona)
    assert (reload_claim(claim).topic, reload_claim(claim).assignee, reload_claim(claim).deadline) == (
        sport,
        edith,
        soon,
    )
    undo_decision(event_id=newest_event(claim).pk, by=edith)
    assert (reload_claim(claim).assignee, reload_claim(claim).deadline) == (None, None)
    assert reload_claim(claim).topic == claim.topic


def test_a_judgement_is_restored(edith: User, emil: User) -> None:
    match = make_match(edith)
    reject_match(match_id=match.pk, editor=emil)
    confirm_match(match_id=match.pk, editor=edith)
    undo_decision(event_id=newest_event(match.claim).pk, by=edith)
    assert _state_of(match) == ("rejected", emil)
    undo_decision(event_id=newest_event(match.claim).pk, by=emil)
    assert _state_of(match) == ("suggested", None)


def _state_of(match: Match) -> tuple[str, User | None]:
    match.refresh_from_db()
    return match.state, match.judged_by
