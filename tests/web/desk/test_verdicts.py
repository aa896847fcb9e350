"""Writing a verdict on the claim page: autosave, conflicts, leases, evidence, and what other people see."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from claims.models import Claim, Evidence, User, Verdict
from claims.services.moderation import send_back_verdict
from claims.services.publications import withdraw_verdict
from claims.services.queue import renew_lease, take_claim
from claims.services.verdicts import begin_correction
from tests.stories import (
    make_detected_claim,
    make_publication,
    make_queued_claim,
    make_submitted_verdict,
    make_taken_claim,
    make_written_draft,
)

HTMX = {"HX-Request": "true"}
DRAFT_WORDS = {"rating": "true", "summary": "All of them.", "justification": "They were counted."}
EVIDENCE = {"question": "How many?", "answer": "298", "stance": "supports", "url": "https://parks.example/trees"}


@pytest.fixture
def desk(client: Client, edith: User) -> Client:
    client.force_login(edith)
    return client


def claim_page_text(client: Client, claim: Claim) -> str:
    return client.get(reverse("claim", args=[claim.pk])).content.decode()


def post_draft(client: Client, claim: Claim, **given: Any) -> Any:
    return client.post(reverse("claim_draft", args=[claim.pk]), {"version": 1, **DRAFT_WORDS, **given}, headers=HTMX)


def post_evidence(client: Client, claim: Claim, **given: Any) -> Any:
    return client.post(reverse("evidence_new", args=[claim.pk]), {**EVIDENCE, **given}, headers=HTMX)


def test_the_claim_page_has_everything_needed_for_a_verdict(desk: Client, edith: User) -> None:
    claim = make_taken_claim(edith)
    shown = claim_page_text(desk, claim)
    assert f'data-claim="{claim.pk}" data-status="in_review" data-focused' in shown
    for words in ("The mayor", "300", "gives a number: “300 trees”", "Add evidence", "Rating", "Summary",
                  "Justification",
                  "The claim is right in substance; a detail is missing or imprecise.",
                  "Taken from the queue", "left"):  # fmt: skip
        assert words in shown


def test_saving_a_draft_returns_the_requirements(desk: Client, edith: User) -> None:
    claim = make_taken_claim(edith)
    answer = post_draft(desk, claim, justification="").content.decode()
    assert Verdict.objects.get().summary == "All of them."
    assert 'name="version" value="2"' in answer
    assert '<li data-part="summary" data-done ' in answer
    assert '<a href="#id_summary">a summary</a>' in answer
    assert '<li data-part="justification" data-missing' in answer
    assert '<li data-part="evidence" data-missing' in answer


def test_a_conflict_shows_both_versions_and_overwrites_neither(desk: Client, edith: User) -> None:
    claim = make_taken_claim(edith)
    post_draft(desk, claim, summary="From the other window.")
    answer = post_draft(desk, claim, summary="From this <window>.")
    shown = answer.content.decode()
    assert answer.status_code == 409
    assert "From the other window." in shown
    assert "From this &lt;window&gt;." in shown
    assert 'name="version" value="1"' in shown
    assert '"version": 2' in shown
    assert Verdict.objects.get().summary == "From the other window."
    post_draft(desk, claim, version=2, summary="From this <window>.")
    assert Verdict.objects.get().summary == "From this <window>."


@pytest.mark.parametrize("given", [{"summary": "w" * 501}, {"rating": "fishy"}, {"version": "new"}])
def test_an_invalid_draft_is_refused(desk: Client, edith: User, given: dict[str, Any]) -> None:
    claim = make_taken_claim(edith)
    answer = post_draft(desk, claim, **given)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode()
    assert Verdict.objects.get().version == 1


def test_an_expired_lease_can_be_taken_again_without_losing_text(desk: Client, edith: User) -> None:
    claim = make_taken_claim(edith)
    with time_machine.travel(timezone.now() + timedelta(minutes=31), tick=False):
        refused = post_draft(desk, claim)
        assert refused.status_code == 409
        assert "Take the claim again and save" in refused.content.decode()
        assert post_draft(desk, claim, take="yes").status_code == 200
    assert Verdict.objects.get().summary == "All of them."


def test_a_claim_taken_by_somebody_else_is_not_overwritten(desk: Client, edith: User, emil: User) -> None:
    claim = make_taken_claim(edith)
    with time_machine.travel(timezone.now() + timedelta(minutes=31), tick=False):
        take_claim(claim_id=claim.pk, editor=emil)
        answer = post_draft(desk, claim)
    assert answer.status_code == 409
    assert "Your time on this claim ended, and Emil is working on it now." in answer.content.decode()
    assert "Emil is working on this claim" in answer.content.decode()


def test_a_complete_verdict_is_submitted(desk: Client, edith: User) -> None:
    claim = make_taken_claim(edith)
    post_evidence(desk, claim)
    answer = post_draft(desk, claim, submit="yes")
    assert answer.headers["HX-Redirect"] == reverse("queue")
    claim.refresh_from_db()
    assert claim.status == "awaiting_approval"
    assert Verdict.objects.get().justification == "They were counted."


def test_an_incomplete_verdict_is_saved_but_not_submitted(desk: Client, edith: User) -> None:
    claim = make_taken_claim(edith)
    answer = post_draft(desk, claim, submit="yes")
    assert answer.status_code == 422
    assert "Still missing: at least one piece of evidence." in answer.content.decode()
    assert Verdict.objects.get().summary == "All of them."
    assert 'name="version" value="2"' in answer.content.decode()


def test_saving_and_submitting_work_without_scripts(desk: Client, edith: User) -> None:
    claim = make_taken_claim(edith)
    make_written_draft(claim, edith)
    draft = reverse("claim_draft", args=[claim.pk])
    assert desk.post(draft, {"version": 2, **DRAFT_WORDS}).headers["Location"] == reverse("claim", args=[claim.pk])
    assert desk.post(draft, {"version": 3, **DRAFT_WORDS, "submit": "yes"}).headers["Location"] == reverse("queue")


# Evidence --------------------------------------------------------------------------


def test_evidence_is_added_and_removed(desk: Client, edith: User) -> None:
    claim = make_taken_claim(edith)
    shown = post_evidence(desk, claim, quote="298 trees", independent="on", accessed="2026-03-02").content.decode()
    for words in ("How many?", "298 trees", "https://parks.example/trees", "2 March 2026"):
        assert words in shown
    assert "not independent" not in shown
    assert '<li data-part="evidence" data-done ' in shown
    removed = desk.post(reverse("evidence_delete", args=[Evidence.objects.get().pk]), headers=HTMX).content.decode()
    assert '<li data-part="evidence" data-missing' in removed
    assert not Evidence.objects.exists()


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"question": " "}, "This field is required."),
        ({"stance": "maybe"}, "Select a valid choice"),
        ({"url": "javascript:alert(1)"}, "Enter a URL that starts with https://"),
        ({"url": "ftp://files.example/a"}, "Enter a URL that starts with https://"),
        ({"accessed": "yesterday"}, "Enter a valid date."),
    ],
)
def test_errors_of_evidence_appear_in_its_form(desk: Client, edith: User, given: dict[str, str], sentence: str) -> None:
    answer = post_evidence(desk, make_taken_claim(edith), **given)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert "298" in answer.content.decode()
    assert not Evidence.objects.exists()


def test_evidence_is_added_without_scripts(desk: Client, edith: User) -> None:
    claim = make_taken_claim(edith)
    path = reverse("evidence_new", args=[claim.pk])
    assert desk.post(path, EVIDENCE).status_code == 302
    refused = desk.post(path, {**EVIDENCE, "url": "trees"})
    assert refused.status_code == 422
    assert "<html" in refused.content.decode()


def test_evidence_of_another_editor_cannot_be_changed(client: Client, edith: User, emil: User) -> None:
    claim = make_taken_claim(edith)
    make_written_draft(claim, edith)
    client.force_login(emil)
    assert post_evidence(client, claim).status_code == 409
    assert client.post(reverse("evidence_delete", args=[Evidence.objects.get().pk])).status_code == 409
    assert Evidence.objects.count() == 1


# Other people ----------------------------------------------------------------------


def test_others_see_the_draft_and_its_editor(client: Client, edith: User, emil: User) -> None:
    claim = make_taken_claim(edith)
    make_written_draft(claim, edith)
    client.force_login(emil)
    shown = claim_page_text(client, claim)
    assert "Edith is working on this claim" in shown
    assert "Two trees fewer, but close." in shown
    assert '<form class="section" id="verdict"' not in shown


def test_a_queued_claim_can_be_taken(desk: Client, edith: User) -> None:
    claim = make_queued_claim(edith)
    assert reverse("claim_move", args=[claim.pk, "take"]) in claim_page_text(desk, claim)


def test_a_claim_with_an_expired_lease_is_free(client: Client, edith: User, emil: User) -> None:
    claim = make_taken_claim(edith)
    client.force_login(emil)
    with time_machine.travel(timezone.now() + timedelta(minutes=31), tick=False):
        shown = claim_page_text(client, claim)
        assert "The claim is free." in shown
        client.post(reverse("claim_move", args=[claim.pk, "take"]))
        assert "You are working on this claim" in claim_page_text(client, claim)


def test_a_verdict_that_was_sent_back_shows_the_reason(desk: Client, edith: User, mona: User) -> None:
    verdict = make_submitted_verdict(edith)
    send_back_verdict(claim_id=verdict.claim_id, moderator=mona, reason="Count them yourself.")
    shown = claim_page_text(desk, verdict.claim)
    assert "A moderator sent this verdict back" in shown
    assert "Count them yourself." in shown
    assert "Two trees fewer, but close." in shown


def test_editors_correct_a_published_claim_and_only_moderators_withdraw_it(
    client: Client, edith: User, mona: User
) -> None:
    claim = make_publication(edith, mona).claim
    client.force_login(edith)
    assert reverse("claim_move", args=[claim.pk, "correct"]) in claim_page_text(client, claim)
    assert reverse("claim_move", args=[claim.pk, "withdraw"]) not in claim_page_text(client, claim)
    begin_correction(claim_id=claim.pk, editor=edith, reason="The count was wrong.")
    shown = claim_page_text(client, claim)
    assert "Correction note" in shown
    assert "The count was wrong." in shown
    assert reverse("claim_move", args=[claim.pk, "keep"]) in shown
    client.force_login(mona)
    assert reverse("claim_move", args=[claim.pk, "withdraw"]) in claim_page_text(client, claim)


def test_moderators_get_a_link_to_the_moderation_page(client: Client, edith: User, mona: User) -> None:
    claim = make_submitted_verdict(edith).claim
    for person, is_linked in ((edith, False), (mona, True)):
        client.force_login(person)
        assert (reverse("claim_moderation", args=[claim.pk]) in claim_page_text(client, claim)) == is_linked


def test_the_history_is_newest_first_and_groups_saves(desk: Client, edith: User, mona: User) -> None:
    claim = make_taken_claim(edith)
    renew_lease(claim_id=claim.pk, editor=edith)
    for version in (1, 2, 3):
        post_draft(desk, claim, version=version, summary=f"Draft {version}.")
    entries = desk.get(reverse("claim", args=[claim.pk])).context["history"].rows
    assert [entry.what for entry in entries] == [
        "Draft saved 3 times",
        "Taken from the queue",
        "Accepted into the queue",
    ]


def test_the_history_shows_every_step_of_a_verdict(desk: Client, edith: User, mona: User) -> None:
    claim = make_publication(edith, mona).claim
    withdraw_verdict(claim_id=claim.pk, moderator=mona, reason="It was never said.")
    shown = claim_page_text(desk, claim)
    for words in (
        "Verdict submitted",
        "Verdict approved",
        "Verdict published",
        "Verdict withdrawn",
        "It was never said.",
    ):
        assert words in shown


def test_a_detected_claim_has_no_verdict_yet(desk: Client, edith: User) -> None:
    shown = claim_page_text(desk, make_detected_claim(edith))
    assert "No events yet." in shown
    assert 'id="verdict"' not in shown


def test_a_signed_out_person_keeps_the_text(client: Client, edith: User) -> None:
    claim = make_taken_claim(edith)
    answer = post_draft(client, claim)
    assert answer.status_code == 403
    assert "You are signed out." in answer.content.decode()
    assert answer.headers["HX-Retarget"] == "#messages"
