"""Messages with an undo button, batch decisions by a plain form, and the preview of a publication page."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from claims.models import Claim, User
from claims.services.claims import accept_claim, dismiss_claim, reopen_claim
from claims.services.verdicts import begin_correction, save_draft
from tests.stories import (
    make_detected_claim,
    make_publication,
    make_submitted_verdict,
    make_taken_claim,
    make_written_draft,
)
from tests.web.desk.test_triage_cards import HTMX, make_full_article

UNDO = re.compile(r'action="(/undo/[^"]+)"')


@pytest.fixture
def desk(client: Client, edith: User) -> Client:
    client.force_login(edith)
    return client


def post_move(client: Client, claim_id: int, name: str, **given: Any) -> Any:
    return client.post(reverse("claim_move", args=[claim_id, name]), given, follow=True)


def undo_form_url(answer: Any) -> str:
    """The URL of the undo button in the newest message."""
    match = UNDO.search(answer.content.decode())
    assert match, "No message can be undone."
    return match[1]


def status(claim_id: int) -> str:
    return Claim.objects.get(pk=claim_id).status


@pytest.mark.parametrize(
    ("name", "given", "before"),
    [("release", {}, "in_review"), ("dismiss", {"reason": "opinion"}, "in_review")],
)
def test_a_move_can_be_undone_from_its_message(
    desk: Client, edith: User, name: str, given: dict[str, str], before: str
) -> None:
    claim = make_taken_claim(edith)
    undo = undo_form_url(post_move(desk, claim.pk, name, **given))
    answer = desk.post(undo)
    assert answer.headers["Location"] == reverse("claim", args=[claim.pk])
    assert status(claim.pk) == before


def test_a_changed_plan_can_be_undone_and_an_unchanged_one_not(desk: Client, edith: User) -> None:
    claim = make_taken_claim(edith)
    plan, assigned = reverse("claim_plan", args=[claim.pk]), {"version": claim.version, "assignee": edith.pk}
    undo = undo_form_url(desk.post(plan, assigned, follow=True))
    again = desk.post(plan, {**assigned, "version": claim.version + 1}, follow=True).content.decode()
    assert "The plan has not changed." in again
    desk.post(undo)
    assert Claim.objects.get(pk=claim.pk).assignee is None


def test_undoing_a_submission_reopens_the_draft(desk: Client, edith: User) -> None:
    claim = make_taken_claim(edith)
    make_written_draft(claim, edith)
    words = {"version": 2, "rating": "true", "summary": "Yes.", "justification": "Counted.", "submit": "yes"}
    undo = undo_form_url(desk.post(reverse("claim_draft", args=[claim.pk]), words, follow=True))
    page = desk.post(undo, follow=True).content.decode()
    assert 'id="verdict"' in page
    assert "Yes." in page
    assert "Undone. The claim is now: in review." in page


def test_undoing_an_approval_returns_to_the_moderation_page(client: Client, edith: User, mona: User) -> None:
    claim_id = make_submitted_verdict(edith).claim_id
    client.force_login(mona)
    version = Claim.objects.get(pk=claim_id).version
    page = client.post(
        reverse("claim_moderation", args=[claim_id]), {"move": "approve", "version": version}, follow=True
    )
    assert client.post(undo_form_url(page)).headers["Location"] == reverse("claim_moderation", args=[claim_id])
    assert status(claim_id) == "awaiting_approval"


def test_only_the_author_can_recall_a_verdict_on_the_claim_page(client: Client, edith: User, emil: User) -> None:
    page = reverse("claim", args=[make_submitted_verdict(edith).claim_id])
    for person, may_recall in ((edith, True), (emil, False)):
        client.force_login(person)
        assert ("Recall" in client.get(page).content.decode()) == may_recall


def test_undo_beside_an_article_returns_the_card(desk: Client, edith: User) -> None:
    claim = make_detected_claim(edith)
    article = claim.appearances.get().article_id
    answer = desk.post(
        reverse("claim_move", args=[claim.pk, "dismiss"]), {"version": 1, "reason": "unclear"}, headers=HTMX
    )
    assert "Dismissed: Unclear." in answer.content.decode()
    card = desk.post(f"{undo_form_url(answer)}?article={article}", headers=HTMX).content.decode()
    assert f'data-claim-card="{claim.pk}" data-status="detected"' in card
    assert "<html" not in card


def test_an_outdated_undo_is_refused(desk: Client, edith: User, emil: User) -> None:
    claim = make_detected_claim(edith)
    undo = undo_form_url(post_move(desk, claim.pk, "dismiss", reason="opinion"))
    reopen_claim(claim_id=claim.pk, editor=emil)
    answer = desk.post(undo)
    assert answer.status_code == 409
    assert "Somebody has decided something else about this claim since." in answer.content.decode()


# Why a claim is dismissed with one key ----------------------------------------------


@pytest.mark.parametrize(
    ("reasons", "offered"),
    [
        ([{"code": "opinion", "parameters": {"words": "we hope"}, "weight": -0.4}], "opinion"),
        ([{"code": "question", "parameters": {"words": "we hope"}, "weight": -0.2}], "unclear"),
        ([{"code": "number", "parameters": {"words": "we hope"}, "weight": 0.4}], "misread"),
    ],
)
def test_the_suggested_reason_comes_from_the_reading_or_from_the_last_dismissal(
    desk: Client, edith: User, reasons: list[dict[str, object]], offered: str
) -> None:
    post_move(desk, make_detected_claim(edith).pk, "dismiss", reason="misread")
    claim = make_detected_claim(edith)
    Claim.objects.filter(pk=claim.pk).update(reasons=reasons)
    page = desk.get(reverse("article", args=[claim.appearances.get().article_id]))
    assert [card.reason for card in page.context["cards"]] == [offered]


# Batches, without scripts -----------------------------------------------------------


def post_batch(client: Client, article_id: int, **given: Any) -> Any:
    return client.post(reverse("article_triage", args=[article_id]), given, follow=True)


def test_a_batch_is_decided_and_undone_by_plain_forms(desk: Client, edith: User) -> None:
    article = make_full_article(edith, 3)
    page = desk.get(reverse("article", args=[article.pk])).content.decode()
    boxes = re.findall(r'name="claim" value="([^"]+)" form="selected"', page)
    answer = post_batch(desk, article.pk, claim=boxes, name="dismiss", reason="out_of_scope", cards=0)
    assert "3 claims dismissed." in answer.content.decode()
    answer = desk.post(undo_form_url(answer), follow=True)
    assert "3 decisions undone." in answer.content.decode()
    assert not Claim.objects.exclude(status="detected").exists()


def test_claims_that_others_decided_are_listed_separately(desk: Client, edith: User, emil: User) -> None:
    article = make_full_article(edith, 4)
    seen = [f"{pk}.1" for pk in article.appearances.values_list("claim", flat=True)]
    first, second, third, _ = (int(value.split(".")[0]) for value in seen)
    dismiss_claim(claim_id=first, editor=emil, reason="opinion")
    dismiss_claim(claim_id=second, editor=emil, reason="opinion")
    accept_claim(claim_id=third, editor=emil)
    answer = post_batch(desk, article.pk, claim=seen, name="accept").content.decode()
    left = "2 claims not changed: Dismissed by Emil. 1 claim not changed: Accepted into the queue by Emil."
    assert f"1 claim accepted. {left}" in answer


@pytest.mark.parametrize("claim", ["", "x.1", "1", "1.x", "²", "9" * 40 + ".1", "-1.1"])
def test_an_invalid_selection_is_refused(desk: Client, edith: User, claim: str) -> None:
    article = make_full_article(edith, 1)
    assert post_batch(desk, article.pk, claim=claim, name="accept").status_code in {404, 422}
    assert post_batch(desk, article.pk, name="accept").status_code == 422
    assert not Claim.objects.exclude(status="detected").exists()


# Preview ----------------------------------------------------------------------------


def test_an_incomplete_draft_can_be_previewed(client: Client, edith: User, emil: User) -> None:
    claim = make_taken_claim(edith)
    client.force_login(emil)
    page = reverse("claim_preview", args=[claim.pk])
    assert "Still missing: a rating, a summary" in client.get(page).content.decode()
    make_written_draft(claim, edith)
    html = client.get(page).content.decode()
    for words in ("Preview", "Mostly true", "Two trees fewer, but close.", "298 trees were planted in spring"):
        assert words in html
    assert "Still missing" not in html


def test_there_is_no_preview_without_a_verdict_or_of_a_published_one(desk: Client, edith: User, mona: User) -> None:
    for claim_id in (make_detected_claim(edith).pk, make_publication(edith, mona).claim_id):
        assert desk.get(reverse("claim_preview", args=[claim_id])).status_code == 404


def test_the_preview_of_a_correction_shows_what_changes(desk: Client, edith: User, mona: User) -> None:
    claim = make_publication(edith, mona).claim
    begin_correction(claim_id=claim.pk, editor=edith, reason="A newer count.")
    page = reverse("claim_preview", args=[claim.pk])
    assert "Only the correction note changes for readers." in desk.get(page).content.decode()
    draft = claim.verdicts.get(submitted__isnull=True)
    words = {"rating": "", "summary": "Now it is false.", "justification": "", "correction": "Recounted."}
    save_draft(claim_id=claim.pk, editor=edith, version=draft.version, **words)
    assert re.findall(r'class="label">(.*?)<', desk.get(page).content.decode())[:3] == [
        "Rating", "Summary", "Justification",
    ]  # fmt: skip
