"""The history of a claim: who changed which words."""

from datetime import timedelta
from typing import Any

import pgtrigger
import pytest

from claims.event_data.claims import ClaimReopened
from claims.event_data.verdicts import VerdictDrafted
from claims.models import Claim, Event, User, Verdict
from claims.services.claims import dismiss_claim
from claims.services.comments import add_comment
from claims.services.events import record_event
from claims.services.evidence import remove_evidence
from claims.services.moderation import approve_verdict, send_back_verdict
from claims.services.publications import publish_verdict, withdraw_verdict
from claims.services.queue import release_claim, renew_lease, take_claim
from claims.services.verdicts import DRAFT_TEXT_FIELDS, abandon_correction, begin_correction, save_draft, submit_verdict
from claims.text_deltas import text_checksum
from claims.verbs.claims import CLAIM_REOPENED
from claims.verbs.verdicts import VERDICT_DRAFTED
from claims.web.history.timeline import TimelineEntry, build_claim_timeline
from tests.stories import make_publication, make_submitted_verdict, make_taken_claim, make_written_draft

DRAFT_WORDS = {"rating": "true", "summary": "All of them.", "justification": "They were counted."}


def save_test_draft(claim: Claim, editor: User, **texts: str) -> Verdict:
    """Save the draft with some texts changed."""
    draft = claim.verdicts.get(submitted__isnull=True)
    saved = {name: getattr(draft, name) for name in DRAFT_TEXT_FIELDS}
    return save_draft(claim_id=claim.pk, editor=editor, version=draft.version, **(saved | texts))


def history_entries(claim: Claim, **options: Any) -> list[TimelineEntry]:
    return build_claim_timeline(claim, **options).rows


def history_text(entry: TimelineEntry) -> dict[str, str]:
    """Return each changed part, with deletions as [-text-] and insertions as {+text+}."""
    marks = {"": "{}", "ins": "{{+{}+}}", "del": "[-{}-]", "gap": "{}"}
    return {
        change.label: "".join(marks[piece.kind].format(piece.text) for piece in change.pieces)
        for change in entry.changes
    }


# Drafts ------------------------------------------------------------------------------


def test_many_saves_are_one_entry_with_their_combined_changes(edith: User, emil: User) -> None:
    claim = make_taken_claim(edith)
    save_test_draft(claim, edith, **DRAFT_WORDS)
    renew_lease(claim_id=claim.pk, editor=edith)
    save_test_draft(claim, edith, justification="They were all counted.")
    save_test_draft(claim, edith, justification="They were all counted in May.", rating="mostly_true")
    add_comment(claim_id=claim.pk, author=emil, text="Which May?")
    entry = history_entries(claim)[0]
    assert (entry.what, entry.since) == ("Draft saved 3 times", None)
    assert history_text(entry) == {
        "Rating": "{+Mostly true+}",
        "Summary": "{+All of them.+}",
        "Justification": "{+They were all counted in May.+}",
    }


def test_an_entry_of_many_saves_has_a_start_and_an_end(edith: User) -> None:
    claim = make_taken_claim(edith)
    save_test_draft(claim, edith, summary="Perhaps.")
    first = Event.objects.latest("pk")
    with pgtrigger.ignore("claims.Event:events_stay"):
        Event.objects.filter(pk=first.pk).update(at=first.at - timedelta(minutes=7))
    save_test_draft(claim, edith, summary="Perhaps not.")
    entry = history_entries(claim)[0]
    assert entry.since == first.at - timedelta(minutes=7)


def test_each_persons_saves_are_an_entry_with_the_texts_of_that_time(edith: User, emil: User) -> None:
    claim = make_taken_claim(edith)
    save_test_draft(claim, edith, **DRAFT_WORDS)
    release_claim(claim_id=claim.pk, editor=edith)
    take_claim(claim_id=claim.pk, editor=emil)
    save_test_draft(claim, emil, justification="They were counted twice.", rating="false")
    save_test_draft(claim, emil, summary="None of them.")
    emils, _, _, ediths = history_entries(claim)[:4]
    assert (emils.actor, emils.what) == ("Emil", "Draft saved 2 times")
    assert history_text(emils) == {
        "Summary": "[-All-]{+None+} of them.",
        "Rating": "[-True-]{+False+}",
        "Justification": "They were counted{+ twice+}.",
    }
    assert history_text(ediths)["Justification"] == "{+They were counted.+}"


def test_a_text_that_was_deleted_again_is_no_change(edith: User) -> None:
    claim = make_taken_claim(edith)
    save_test_draft(claim, edith, summary="Perhaps.")
    save_test_draft(claim, edith, summary="")
    assert history_entries(claim)[0].changes == []


def test_a_save_stores_only_a_delta(edith: User) -> None:
    claim = make_taken_claim(edith)
    save_test_draft(claim, edith, justification="Counted. " * 10_000)
    save_test_draft(claim, edith, justification="Counted. " * 10_000 + "Twice.")
    assert Event.objects.latest("pk").payload_as(VerdictDrafted).delta == {"justification": [90_000, "", "Twice."]}


def test_changes_are_known_across_submission_and_publication(edith: User, mona: User) -> None:
    claim = make_publication(edith, mona).claim
    begin_correction(claim_id=claim.pk, editor=edith, reason="One was counted twice.")
    save_test_draft(claim, edith, justification="The parks office counted 297 trees.", correction="One.")
    submit_verdict(claim_id=claim.pk, editor=edith)
    saved, first = (entry for entry in history_entries(claim) if entry.what == "Draft saved")
    assert history_text(saved) == {
        "Justification": "The parks office counted [-298-]{+297+} trees.",
        "Correction note": "{+One.+}",
    }
    assert history_text(first)["Justification"] == "{+The parks office counted 298 trees.+}"


# Unknown texts -----------------------------------------------------------------------


def test_a_save_without_a_delta_hides_its_changes_and_all_before(edith: User) -> None:
    claim = make_taken_claim(edith)
    save_test_draft(claim, edith, summary="All.")
    record_event(CLAIM_REOPENED, actor=None, claim=claim, data=ClaimReopened())
    Verdict.objects.update(summary="All of it.")
    data = VerdictDrafted(revision=1, changed=["summary"], sums={"summary": text_checksum("All of it.")})
    record_event(VERDICT_DRAFTED, actor=edith, claim=claim, data=data)
    record_event(CLAIM_REOPENED, actor=None, claim=claim, data=ClaimReopened())
    save_test_draft(claim, edith, summary="All of it, we think.")
    newest, _, old, _, oldest = history_entries(claim)[:5]
    assert history_text(newest) == {"Summary": "All of it{+, we think+}."}
    assert (old.what, old.changes, oldest.changes) == ("Draft saved", [], [])


def test_a_text_changed_outside_the_drafts_is_not_shown(edith: User) -> None:
    claim = make_taken_claim(edith)
    save_test_draft(claim, edith, summary="All of them.", rating="true")
    Verdict.objects.update(summary="None of them. All of them.")
    assert history_text(history_entries(claim)[0]) == {"Rating": "{+True+}"}


@pytest.mark.parametrize("delta", [{"summary": [7, "", "All"]}, {"summary": "damaged"}, {}])
def test_a_damaged_delta_hides_earlier_changes(edith: User, delta: dict[str, Any]) -> None:
    claim = make_taken_claim(edith)
    saved = save_test_draft(claim, edith, summary="All of them.")
    sums = Event.objects.latest("pk").payload_as(VerdictDrafted).sums
    data = VerdictDrafted(revision=1, changed=["summary"], delta=delta, sums=sums)
    record_event(VERDICT_DRAFTED, actor=edith, claim=claim, data=data)
    assert saved.summary == "All of them."
    assert history_entries(claim)[0].changes == []


@pytest.mark.parametrize("ending", ["keep", "withdraw"])
def test_a_deleted_draft_keeps_its_history_though_its_number_is_used_again(
    edith: User, mona: User, ending: str
) -> None:
    claim = make_publication(edith, mona).claim
    begin_correction(claim_id=claim.pk, editor=edith, reason="Perhaps not.")
    save_test_draft(claim, edith, summary="Dropped, but close.")
    if ending == "keep":
        abandon_correction(claim_id=claim.pk, editor=edith)
    else:
        withdraw_verdict(claim_id=claim.pk, moderator=mona, reason="It never was.")
    begin_correction(claim_id=claim.pk, editor=edith, reason="It was, after all.")
    save_test_draft(claim, edith, summary="Once more, but close.")
    again, dropped, _ = (entry for entry in history_entries(claim) if entry.what == "Draft saved")
    assert history_text(again) == {"Summary": "[-Two trees fewer-]{+Once more+}, but close."}
    assert history_text(dropped) == {"Summary": "[-Two trees fewer-]{+Dropped+}, but close."}


# Other changes -----------------------------------------------------------------------


def test_added_and_removed_evidence_is_shown(edith: User) -> None:
    claim = make_taken_claim(edith)
    make_written_draft(claim, edith)
    remove_evidence(evidence_id=claim.verdicts.get().evidence.get().pk, editor=edith)
    removed, _, added = history_entries(claim)[:3]
    text = "supports\nThe parks office counted 298.\n298 trees were planted in spring\nhttps://parks.example/trees"
    assert (removed.what, history_text(removed)) == (
        "Evidence removed",
        {"How many trees were planted?": f"[-{text}-]"},
    )
    assert (added.what, history_text(added)) == ("Evidence added", {"How many trees were planted?": f"{{+{text}+}}"})


def test_a_second_submission_and_publication_show_their_changes_folded(edith: User, mona: User) -> None:
    claim = make_publication(edith, mona).claim
    begin_correction(claim_id=claim.pk, editor=edith, reason="One was counted twice.")
    save_test_draft(claim, edith, rating="half_true", correction="One was counted twice.")
    submit_verdict(claim_id=claim.pk, editor=edith)
    approve_verdict(claim_id=claim.pk, moderator=mona)
    publish_verdict(claim_id=claim.pk, moderator=mona)
    published, _, submitted = history_entries(claim)[:3]
    changed = "[-Mostly-]{+Half+} true"
    assert (published.what, history_text(published), published.folded) == (
        "Verdict published",
        {"Rating": changed},
        True,
    )
    assert history_text(submitted) == {"Rating": changed, "Correction note": "{+One was counted twice.+}"}
    assert [entry.changes for entry in history_entries(claim) if entry.what == "Verdict published"][1:] == [[]]


def test_reasons_are_shown_as_their_labels(edith: User, mona: User) -> None:
    claim = make_submitted_verdict(edith).claim
    send_back_verdict(claim_id=claim.pk, moderator=mona, reason="Count them yourself.")
    dismiss_claim(claim_id=claim.pk, editor=edith, reason="trivial", note="Really.")
    dismissed, sent_back = history_entries(claim)[:2]
    assert sent_back.note == "Count them yourself."
    assert dismissed.note == "Too trivial to matter\nReally."
