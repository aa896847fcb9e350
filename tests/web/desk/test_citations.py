"""Citations while a verdict is written: what is amiss stands beside the text, and the gate knows it."""

import pytest
from django.test import Client
from django.urls import reverse

from claims.models import Claim, Event, Evidence, User, Verdict
from claims.refusals import BadValue, VerdictIncomplete
from claims.selectors.evidence import review_draft_citations
from claims.services.evidence import add_evidence, change_evidence, remove_evidence
from claims.services.requirements import find_advice
from claims.services.undo import undo_decision
from claims.services.verdicts import save_draft, submit_verdict
from tests.stories import make_taken_claim, make_written_draft, newest_verdict

CITED = "The office counted 298 trees [1]."


@pytest.fixture
def claim(edith: User) -> Claim:
    """A claim that Edith holds, with one piece of evidence."""
    claim = make_taken_claim(edith)
    make_written_draft(claim, edith)
    return claim


def save(claim: Claim, edith: User, justification: str) -> Verdict:
    draft = newest_verdict(claim.pk)
    words = {"rating": "true", "summary": "So it is.", "justification": justification}
    return save_draft(claim_id=claim.pk, editor=edith, version=draft.version, **words)


def change_answer(claim: Claim, edith: User, answer: str) -> None:
    item = newest_verdict(claim.pk).evidence.get(number=1)
    change_evidence(evidence_id=item.pk, editor=edith, answer=answer)


def second_look(claim: Claim) -> tuple[str, ...]:
    return review_draft_citations(newest_verdict(claim.pk)).second_look


def test_saving_brings_the_preview_and_what_is_amiss(client: Client, claim: Claim, edith: User) -> None:
    client.force_login(edith)
    page = client.get(reverse("claim", args=[claim.pk])).content.decode()
    assert "No sentence cites this evidence:" in page
    texts = {"rating": "true", "summary": "So.", "justification": "# Count\n\nThere were 298. More [7]."}
    answer = client.post(
        reverse("claim_draft", args=[claim.pk]),
        {**texts, "version": newest_verdict(claim.pk).version},
        headers={"HX-Request": "true"},
    ).content.decode()
    assert '<div class="prose" id="justification-preview" hx-swap-oob="true">' in answer
    assert "<h3>Count</h3>" in answer
    assert "1 sentence with a number cites no evidence" in answer
    assert "<q>There were 298.</q>" in answer
    assert "[7]</p>" in answer
    assert 'data-part="citations" data-missing-label' in answer


def test_a_citation_of_nothing_is_a_gap_and_the_rest_is_advice(claim: Claim, edith: User) -> None:
    draft = save(claim, edith, "There were 298. More [7].")
    assert find_advice(draft) == ["uncited_numbers", "uncited_evidence"]
    with pytest.raises(VerdictIncomplete) as refusal:
        submit_verdict(claim_id=claim.pk, editor=edith)
    assert refusal.value.facts["missing"] == ["citations"]
    assert find_advice(save(claim, edith, CITED)) == []
    submit_verdict(claim_id=claim.pk, editor=edith)


def test_changed_evidence_asks_for_a_second_look(claim: Claim, edith: User) -> None:
    save(claim, edith, CITED)
    change_answer(claim, edith, "299")
    assert second_look(claim) == (CITED,)
    assert find_advice(newest_verdict(claim.pk)) == ["second_look"]
    save(claim, edith, f"{CITED} Nobody disputes it.")
    assert second_look(claim) == (CITED,)
    save(claim, edith, "The office counted 299 trees [1].")
    assert second_look(claim) == ()
    assert Event.objects.filter(verb="verdict.drafted").latest("id").data["reviewed"] == [1]


def test_an_editor_says_that_the_sentences_are_still_right(client: Client, claim: Claim, edith: User) -> None:
    save(claim, edith, CITED)
    change_answer(claim, edith, "298 in all")
    client.force_login(edith)
    draft = newest_verdict(claim.pk)
    body = {"rating": "true", "summary": "So it is.", "justification": CITED, "version": draft.version}
    answer = client.post(
        reverse("claim_draft", args=[claim.pk]), {**body, "looked_again": "yes"}, headers={"HX-Request": "true"}
    )
    assert "For a second look" not in answer.content.decode()
    assert second_look(claim) == ()
    change_answer(claim, edith, "298 or so")
    url = reverse("api:draft", args=[claim.pk])
    answer = client.patch(url, {"looked_again": True, "version": draft.version}, content_type="application/json")
    assert (answer.status_code, answer.json()["advice"]) == (200, [])


def test_evidence_that_nothing_cites_can_change(claim: Claim, edith: User) -> None:
    change_answer(claim, edith, "299")
    assert not Evidence.objects.filter(changed_since_cited=True).exists()


def test_a_number_is_never_given_twice(claim: Claim, edith: User) -> None:
    first = newest_verdict(claim.pk).evidence.get()
    undo_decision(event_id=remove_evidence(evidence_id=first.pk, editor=edith).pk, by=edith)
    assert newest_verdict(claim.pk).evidence.get().number == 1
    remove_evidence(evidence_id=first.pk, editor=edith)
    second = add_evidence(claim_id=claim.pk, editor=edith, question="?", answer="!", stance="context", fetch=False)
    assert second.number == 2


def test_too_much_markup_is_refused(claim: Claim, edith: User) -> None:
    with pytest.raises(BadValue):
        save(claim, edith, "*[x](y)" * 2001)
