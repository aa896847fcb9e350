"""A verdict from draft to publication, correction and withdrawal."""

import json

import pytest

from claims.models import Claim, Publication, User
from claims.refusals import (
    AlreadyTaken,
    AuthorCannotApprove,
    IllegalMove,
    LeaseExpired,
    NotAllowed,
    ReasonMissing,
    VerdictIncomplete,
    VersionConflict,
)
from claims.services.claims import dismiss_claim
from claims.services.moderation import approve_verdict, send_back_verdict
from claims.services.publications import publish_verdict, withdraw_verdict
from claims.services.queue import release_claim, take_claim
from claims.services.verdicts import abandon_correction, begin_correction, save_draft, submit_verdict
from claims.workflow import Status
from tests.stories import (
    make_publication,
    make_submitted_verdict,
    make_taken_claim,
    make_written_draft,
    newest_verdict,
    published,
)


def test_submitting_an_empty_draft_lists_what_is_missing(edith: User) -> None:
    claim = make_taken_claim(edith)
    with pytest.raises(VerdictIncomplete) as refusal:
        submit_verdict(claim_id=claim.pk, editor=edith)
    assert refusal.value.facts["missing"] == ["rating", "summary", "justification", "evidence"]


def test_saving_over_a_newer_version_is_refused_and_changes_nothing(edith: User) -> None:
    claim = make_taken_claim(edith)
    draft = make_written_draft(claim, edith)
    with pytest.raises(VersionConflict) as refusal:
        save_draft(claim_id=claim.pk, editor=edith, version=1, rating="false", summary="stale", justification="stale")
    draft.refresh_from_db()
    assert draft.summary == refusal.value.facts["summary"] != "stale"


def test_only_the_holder_writes(edith: User, emil: User) -> None:
    claim = make_taken_claim(edith)
    with pytest.raises(AlreadyTaken):
        save_draft(claim_id=claim.pk, editor=emil, version=1, rating="", summary="x", justification="")
    release_claim(claim_id=claim.pk, editor=edith)
    with pytest.raises(IllegalMove):
        save_draft(claim_id=claim.pk, editor=edith, version=1, rating="", summary="x", justification="")


def test_a_draft_outlives_the_lease_and_waits_for_the_next_editor(edith: User, emil: User) -> None:
    claim = make_taken_claim(edith)
    make_written_draft(claim, edith)
    release_claim(claim_id=claim.pk, editor=edith)
    take_claim(claim_id=claim.pk, editor=emil)
    submit_verdict(claim_id=claim.pk, editor=emil)
    verdict = newest_verdict(claim.pk)
    assert (verdict.summary, verdict.authors) == ("Two trees fewer, but close.", [edith.pk, emil.pk])


def test_nobody_who_wrote_in_a_verdict_approves_it(mona: User, ada: User) -> None:
    verdict = make_submitted_verdict(mona)
    with pytest.raises(AuthorCannotApprove):
        approve_verdict(claim_id=verdict.claim_id, moderator=mona)
    approve_verdict(claim_id=verdict.claim_id, moderator=ada)
    assert newest_verdict(verdict.claim_id).approved_by == ada


def test_an_editor_does_not_moderate(edith: User, emil: User) -> None:
    verdict = make_submitted_verdict(edith)
    for step in (approve_verdict, publish_verdict):
        with pytest.raises(NotAllowed):
            step(claim_id=verdict.claim_id, moderator=emil)


def test_a_verdict_sent_back_is_with_its_author_as_a_new_draft(edith: User, mona: User) -> None:
    verdict = make_submitted_verdict(edith)
    with pytest.raises(ReasonMissing):
        send_back_verdict(claim_id=verdict.claim_id, moderator=mona, reason=" ")
    send_back_verdict(claim_id=verdict.claim_id, moderator=mona, reason="Name the count's date.")
    draft = newest_verdict(verdict.claim_id)
    assert (draft.revision, draft.summary, draft.evidence.count()) == (2, verdict.summary, 1)
    submit_verdict(claim_id=verdict.claim_id, editor=edith)
    submitted = newest_verdict(verdict.claim_id)
    assert (submitted.revision, submitted.is_draft) == (2, False)


def test_what_is_published_is_what_was_approved(edith: User, mona: User) -> None:
    publication = make_publication(edith, mona)
    document = json.loads(publication.document)
    assert document["claimReviewed"] == publication.claim.text == "300 trees were planted"
    assert document["reviewRating"]["alternateName"] == "Mostly true"
    assert document["itemReviewed"]["author"] == {"@type": "Person", "name": "The mayor"}
    assert document["url"].endswith(f"/verdicts/{publication.claim_id}-300-trees-were-planted/")
    assert document["@id"].endswith(f"/verdicts/{publication.claim_id}/")
    assert publication.claim.status == Status.PUBLISHED


def test_a_correction_is_a_new_revision_and_the_first_stays(edith: User, mona: User) -> None:
    first = make_publication(edith, mona)
    begin_correction(claim_id=first.claim_id, editor=edith, reason="A newer count.")
    make_written_draft(first.claim, edith, rating="false")
    submit_verdict(claim_id=first.claim_id, editor=edith)
    approve_verdict(claim_id=first.claim_id, moderator=mona)
    second = published(first.claim_id, mona)
    assert (second.revision, second.kind, second.note) == (2, "corrected", "The count was wrong.")
    assert Publication.objects.get(pk=first.pk).document == first.document != second.document


def test_a_correction_given_up_leaves_the_verdict_as_it_was(edith: User, mona: User) -> None:
    publication = make_publication(edith, mona)
    begin_correction(claim_id=publication.claim_id, editor=edith, reason="Perhaps wrong.")
    abandon_correction(claim_id=publication.claim_id, editor=edith)
    claim = Claim.objects.get(pk=publication.claim_id)
    assert (claim.status, claim.publication, claim.verdicts.count()) == (Status.PUBLISHED, publication, 1)


def test_a_withdrawal_leaves_a_notice_and_can_be_corrected(edith: User, mona: User) -> None:
    publication = make_publication(edith, mona)
    with pytest.raises(ReasonMissing):
        withdraw_verdict(claim_id=publication.claim_id, moderator=mona, reason="")
    withdraw_verdict(claim_id=publication.claim_id, moderator=mona, reason="The mayor never said it.")
    notice = Publication.objects.latest("revision")
    assert (notice.kind, notice.revision) == ("withdrawn", 2)
    assert json.loads(notice.document)["creativeWorkStatus"] == "Withdrawn"
    with pytest.raises(IllegalMove):
        withdraw_verdict(claim_id=publication.claim_id, moderator=mona, reason="Again.")
    begin_correction(claim_id=publication.claim_id, editor=edith, reason="He said it elsewhere.")


def test_a_withdrawal_does_not_wait_for_a_correction(edith: User, mona: User) -> None:
    publication = make_publication(edith, mona)
    begin_correction(claim_id=publication.claim_id, editor=edith, reason="Perhaps wrong.")
    withdraw_verdict(claim_id=publication.claim_id, moderator=mona, reason="It is wrong.")
    with pytest.raises((IllegalMove, LeaseExpired)):
        submit_verdict(claim_id=publication.claim_id, editor=edith)


def test_a_published_claim_is_not_dismissed(edith: User, mona: User) -> None:
    publication = make_publication(edith, mona)
    begin_correction(claim_id=publication.claim_id, editor=edith, reason="Perhaps wrong.")
    with pytest.raises(IllegalMove):
        dismiss_claim(claim_id=publication.claim_id, editor=edith, reason="trivial")
