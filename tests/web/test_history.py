"""The history of a claim: who changed what, to the word, and never what was not so."""

from datetime import timedelta
from typing import Any

import pgtrigger
import pytest

from claims.deltas import checksum
from claims.event_data.claims import ClaimReopened
from claims.event_data.verdicts import VerdictDrafted
from claims.models import Claim, Event, User, Verdict
from claims.services import claims, comments, events, evidence, moderation, publishing, queue, verdicts
from claims.verbs import CLAIM_REOPENED, VERDICT_DRAFTED
from claims.web import timeline
from claims.web.timeline import Entry
from tests.stories import a_publication, a_submitted_verdict, a_taken_claim, a_written_draft

WORDS = {"rating": "true", "summary": "All of them.", "justification": "They were counted."}


def write(claim: Claim, editor: User, **given: str) -> Verdict:
    """One save of the draft as it is, with some of it written anew."""
    draft = claim.verdicts.get(submitted__isnull=True)
    texts = {name: getattr(draft, name) for name in verdicts.TEXTS} | given
    return verdicts.save_draft(claim_id=claim.pk, editor=editor, version=draft.version, **texts)


def told(claim: Claim, **how: Any) -> list[Entry]:
    return timeline.of_claim(claim, **how).rows


def read(entry: Entry) -> dict[str, str]:
    """Each part with what went [-so-] and what came {+so+}."""
    marks = {"": "{}", "ins": "{{+{}+}}", "del": "[-{}-]", "gap": "{}"}
    return {
        change.label: "".join(marks[piece.kind].format(piece.text) for piece in change.pieces)
        for change in entry.changes
    }


# Drafts ------------------------------------------------------------------------------


def test_many_saves_are_one_entry_that_says_what_they_changed_together(edith: User, emil: User) -> None:
    claim = a_taken_claim(edith)
    write(claim, edith, **WORDS)
    queue.renew(claim_id=claim.pk, editor=edith)
    write(claim, edith, justification="They were all counted.")
    write(claim, edith, justification="They were all counted in May.", rating="mostly_true")
    comments.add(claim_id=claim.pk, author=emil, text="Which May?")
    entry = told(claim)[0]
    assert (entry.what, entry.since) == ("Draft saved 3 times", None)
    assert read(entry) == {
        "Rating": "{+Mostly true+}",
        "Summary": "{+All of them.+}",
        "Justification": "{+They were all counted in May.+}",
    }


def test_an_entry_says_from_when_to_when_somebody_wrote(edith: User) -> None:
    claim = a_taken_claim(edith)
    write(claim, edith, summary="Perhaps.")
    first = Event.objects.latest("pk")
    with pgtrigger.ignore("claims.Event:events_stay"):
        Event.objects.filter(pk=first.pk).update(at=first.at - timedelta(minutes=7))
    write(claim, edith, summary="Perhaps not.")
    entry = told(claim)[0]
    assert entry.since == first.at - timedelta(minutes=7)


def test_each_persons_saves_are_told_apart_and_each_as_it_was_then(edith: User, emil: User) -> None:
    claim = a_taken_claim(edith)
    write(claim, edith, **WORDS)
    queue.release(claim_id=claim.pk, editor=edith)
    queue.take(claim_id=claim.pk, editor=emil)
    write(claim, emil, justification="They were counted twice.", rating="false")
    write(claim, emil, summary="None of them.")
    emils, _, _, ediths = told(claim)[:4]
    assert (emils.actor, emils.what) == ("Emil", "Draft saved 2 times")
    assert read(emils) == {
        "Summary": "[-All-]{+None+} of them.",
        "Rating": "[-True-]{+False+}",
        "Justification": "They were counted{+ twice+}.",
    }
    assert read(ediths)["Justification"] == "{+They were counted.+}"


def test_what_was_typed_and_taken_back_within_a_run_changes_nothing(edith: User) -> None:
    claim = a_taken_claim(edith)
    write(claim, edith, summary="Perhaps.")
    write(claim, edith, summary="")
    assert told(claim)[0].changes == []


def test_a_save_keeps_little_however_long_the_text_is(edith: User) -> None:
    claim = a_taken_claim(edith)
    write(claim, edith, justification="Counted. " * 10_000)
    write(claim, edith, justification="Counted. " * 10_000 + "Twice.")
    assert Event.objects.latest("pk").payload_as(VerdictDrafted).delta == {"justification": [90_000, "", "Twice."]}


def test_the_walk_goes_on_past_submission_sending_back_and_publication(edith: User, mona: User) -> None:
    claim = a_publication(edith, mona).claim
    verdicts.correct(claim_id=claim.pk, editor=edith, reason="One was counted twice.")
    write(claim, edith, justification="The parks office counted 297 trees.")
    verdicts.submit(claim_id=claim.pk, editor=edith)
    saved, first = (entry for entry in told(claim) if entry.what == "Draft saved")
    assert read(saved) == {"Justification": "The parks office counted [-298-]{+297+} trees."}
    assert read(first)["Justification"] == "{+The parks office counted 298 trees.+}"


# Never a wrong one -------------------------------------------------------------------


def test_a_save_too_large_for_a_delta_is_told_without_a_diff_and_so_is_all_before(edith: User) -> None:
    claim = a_taken_claim(edith)
    write(claim, edith, summary="All.")
    events.record(CLAIM_REOPENED, actor=None, claim=claim, data=ClaimReopened())
    Verdict.objects.update(summary="All of it.")
    data = VerdictDrafted(revision=1, changed=["summary"], sums={"summary": checksum("All of it.")})
    events.record(VERDICT_DRAFTED, actor=edith, claim=claim, data=data)
    events.record(CLAIM_REOPENED, actor=None, claim=claim, data=ClaimReopened())
    write(claim, edith, summary="All of it, we think.")
    newest, _, old, _, oldest = told(claim)[:5]
    assert read(newest) == {"Summary": "All of it{+, we think+}."}
    assert (old.what, old.changes, oldest.changes) == ("Draft saved", [], [])


def test_a_text_that_something_else_has_changed_is_not_walked_back(edith: User) -> None:
    claim = a_taken_claim(edith)
    write(claim, edith, summary="All of them.", rating="true")
    Verdict.objects.update(summary="None of them. All of them.")
    assert read(told(claim)[0]) == {"Rating": "{+True+}"}


@pytest.mark.parametrize("delta", [{"summary": [7, "", "All"]}, {"summary": "damaged"}, {}])
def test_a_damaged_delta_ends_the_way_back(edith: User, delta: dict[str, Any]) -> None:
    claim = a_taken_claim(edith)
    saved = write(claim, edith, summary="All of them.")
    sums = Event.objects.latest("pk").payload_as(VerdictDrafted).sums
    data = VerdictDrafted(revision=1, changed=["summary"], delta=delta, sums=sums)
    events.record(VERDICT_DRAFTED, actor=edith, claim=claim, data=data)
    assert saved.summary == "All of them."
    assert told(claim)[0].changes == []


@pytest.mark.parametrize("how", ["keep", "withdraw"])
def test_a_draft_that_was_dropped_keeps_its_history_and_its_number_confuses_nobody(
    edith: User, mona: User, how: str
) -> None:
    claim = a_publication(edith, mona).claim
    verdicts.correct(claim_id=claim.pk, editor=edith, reason="Perhaps not.")
    write(claim, edith, summary="Dropped, but close.")
    if how == "keep":
        verdicts.keep(claim_id=claim.pk, editor=edith)
    else:
        publishing.withdraw(claim_id=claim.pk, moderator=mona, reason="It never was.")
    verdicts.correct(claim_id=claim.pk, editor=edith, reason="It was, after all.")
    write(claim, edith, summary="Once more, but close.")
    again, dropped, _ = (entry for entry in told(claim) if entry.what == "Draft saved")
    assert read(again) == {"Summary": "[-Two trees fewer-]{+Once more+}, but close."}
    assert read(dropped) == {"Summary": "[-Two trees fewer-]{+Dropped+}, but close."}


# Everything else that changes words --------------------------------------------------


def test_evidence_is_told_when_it_comes_and_when_it_goes(edith: User) -> None:
    claim = a_taken_claim(edith)
    a_written_draft(claim, edith)
    evidence.remove(evidence_id=claim.verdicts.get().evidence.get().pk, editor=edith)
    gone, _, come = told(claim)[:3]
    said = "supports\nThe parks office counted 298.\n298 trees were planted in spring\nhttps://parks.example/trees"
    assert (gone.what, read(gone)) == ("Evidence removed", {"How many trees were planted?": f"[-{said}-]"})
    assert (come.what, read(come)) == ("Evidence added", {"How many trees were planted?": f"{{+{said}+}}"})


def test_handing_in_again_and_publishing_again_say_what_is_new_and_fold_it(edith: User, mona: User) -> None:
    claim = a_publication(edith, mona).claim
    verdicts.correct(claim_id=claim.pk, editor=edith, reason="One was counted twice.")
    write(claim, edith, rating="half_true")
    verdicts.submit(claim_id=claim.pk, editor=edith)
    moderation.approve(claim_id=claim.pk, moderator=mona)
    publishing.publish(claim_id=claim.pk, moderator=mona)
    published, _, submitted = told(claim)[:3]
    changed = "[-Mostly-]{+Half+} true"
    assert (published.what, read(published), published.folded) == ("Verdict published", {"Rating": changed}, True)
    assert read(submitted) == {"Rating": changed, "What is corrected": "{+One was counted twice.+}"}
    assert [entry.changes for entry in told(claim) if entry.what == "Verdict published"][1:] == [[]]


def test_reasons_are_told_in_words(edith: User, mona: User) -> None:
    claim = a_submitted_verdict(edith).claim
    moderation.send_back(claim_id=claim.pk, moderator=mona, reason="Count them yourself.")
    claims.dismiss(claim_id=claim.pk, editor=edith, reason="trivial", note="Really.")
    dismissed, sent_back = told(claim)[:2]
    assert sent_back.note == "Count them yourself."
    assert dismissed.note == "True or false, it would not matter to anybody\nReally."
