"""Publication checks: what is missing is listed, and publishing without it needs a note."""

from typing import Any

import pytest
from django.conf import LazySettings
from django.test import Client
from django.urls import reverse

from claims.event_data.verdicts import VerdictPublished
from claims.models import Article, Claim, Event, Evidence, Publication, User, Verdict
from claims.refusals import PublicationChecksFailed
from claims.services.evidence import add_evidence
from claims.services.moderation import approve_verdict
from claims.services.publication_builder import build_next_publication
from claims.services.publications import publish_verdict
from claims.services.requirements import check_submission, find_missing_before_publishing
from claims.services.verdicts import save_draft, submit_verdict
from tests.api.api_clients import API_ROOT, api_client, assert_problem
from tests.stories import make_approved_verdict, make_taken_claim, make_written_draft, newest_verdict

EVIDENCE: dict[str, Any] = {"question": "How many?", "answer": "298", "stance": "supports"}


def lacking(verdict: Verdict) -> list[str]:
    return find_missing_before_publishing(build_next_publication(verdict.claim, verdict, verdict.author))


def approved(edith: User, mona: User, evidence: dict[str, Any], justification: str) -> Verdict:
    claim = make_taken_claim(edith)
    add_evidence(claim_id=claim.pk, editor=edith, **EVIDENCE, **evidence)
    words = {"rating": "true", "summary": "It is so.", "justification": justification}
    save_draft(claim_id=claim.pk, editor=edith, version=1, **words)
    submit_verdict(claim_id=claim.pk, editor=edith)
    approve_verdict(claim_id=claim.pk, moderator=mona)
    return newest_verdict(claim.pk)


@pytest.fixture
def thin_verdict(edith: User, mona: User) -> Verdict:
    """Approved, with one piece of evidence from the claim's own source and hardly an explanation."""
    return approved(edith, mona, {"independent": False}, "They said so.")


def test_a_complete_verdict_meets_all_requirements(edith: User, mona: User) -> None:
    assert lacking(make_approved_verdict(edith, mona)) == []


def test_each_requirement_is_checked(thin_verdict: Verdict) -> None:
    assert lacking(thin_verdict) == ["source", "independent", "explanation"]


def test_claimant_and_date_are_required(edith: User, mona: User) -> None:
    claim = make_taken_claim(edith)
    make_written_draft(claim, edith)
    place = claim.appearances.get()
    place.attributions.all().delete()
    Article.objects.filter(pk=place.article_id).update(publisher="", published=None)
    submit_verdict(claim_id=claim.pk, editor=edith)
    approve_verdict(claim_id=claim.pk, moderator=mona)
    assert lacking(newest_verdict(claim.pk)) == ["claimant", "date"]


def test_a_verdict_that_fails_a_check_is_not_published_without_a_note(thin_verdict: Verdict, mona: User) -> None:
    with pytest.raises(PublicationChecksFailed) as closed:
        publish_verdict(claim_id=thin_verdict.claim_id, moderator=mona, note=" ")
    assert closed.value.facts["missing"] == ["source", "independent", "explanation"]
    assert not Publication.objects.exists()


def test_the_checks_are_made_before_a_publication_waits(
    thin_verdict: Verdict, mona: User, settings: LazySettings
) -> None:
    settings.PUBLICATION_DELAY_SECONDS = 30
    with pytest.raises(PublicationChecksFailed):
        publish_verdict(claim_id=thin_verdict.claim_id, moderator=mona)
    event = publish_verdict(claim_id=thin_verdict.claim_id, moderator=mona, note="The editor-in-chief knows.")
    assert (event.verb, event.data) == ("publication.scheduled", {"words": "The editor-in-chief knows."})


def test_a_moderator_can_publish_with_a_note_that_is_recorded(thin_verdict: Verdict, mona: User) -> None:
    publish_verdict(claim_id=thin_verdict.claim_id, moderator=mona, note="The archive burnt; nothing else is left.")
    event = Event.objects.get(verb="verdict.published")
    data = event.payload_as(VerdictPublished)
    assert data.lacks == ["source", "independent", "explanation"]
    assert data.note == "The archive burnt; nothing else is left."


def test_the_api_lists_what_is_missing(thin_verdict: Verdict, mona: User) -> None:
    path = f"{API_ROOT}/claims/{thin_verdict.claim_id}/moves/publish/"
    closed = api_client(mona).post(path)
    assert_problem(closed, 422, "publication_checks_failed")
    assert closed.json()["facts"]["missing"] == ["source", "independent", "explanation"]
    assert api_client(mona).post(path, {"note": "Nothing else is left."}).json()["status"] == "published"


def test_evidence_without_a_url_is_no_source(edith: User, mona: User) -> None:
    verdict = approved(edith, mona, {"independent": True}, "The office counted them in March.")
    assert lacking(verdict) == ["source"]
    assert Evidence.objects.get().url == ""


def test_evidence_in_a_private_network_is_no_source(edith: User, mona: User) -> None:
    evidence = {"independent": True, "url": "http://127.0.0.1/trees"}
    assert lacking(approved(edith, mona, evidence, "The office counted them in March.")) == ["source"]


def test_a_requirement_about_a_changed_scale_is_listed_after_a_change_only(edith: User) -> None:
    draft = make_written_draft(make_taken_claim(edith), edith)
    assert "current_scale" not in [requirement.code for requirement in check_submission(draft)]


def test_the_moderators_page_lists_what_is_missing_and_asks_for_a_note(
    thin_verdict: Verdict, mona: User, client: Client
) -> None:
    client.force_login(mona)
    path = reverse("claim_moderation", args=[thin_verdict.claim_id])
    html = client.get(path).content.decode()
    assert "Publish anyway" in html
    refused = client.post(path, {"move": "publish", "version": thin_verdict.claim.version})
    assert refused.status_code == 422
    client.post(path, {"move": "publish", "version": Claim.objects.get().version, "note": "Nothing else is left."})
    assert Event.objects.get(verb="verdict.published").payload_as(VerdictPublished).note == "Nothing else is left."
