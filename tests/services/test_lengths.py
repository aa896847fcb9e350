"""Length limits: each service refuses what is too long for its field, by name, and nothing is cut or written."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from claims.bounds import REASON_CHARACTERS
from claims.intake.addresses import MAX_URL_CHARACTERS
from claims.models import Article, Claim, Comment, Event, Evidence, Source, Tip, User
from claims.models.lengths import length_limit
from claims.refusals import FieldTooLong
from claims.services import reading_corrections, verdicts
from claims.services.appeals import close_appeal
from claims.services.articles import submit_text
from claims.services.claims import dismiss_claim
from claims.services.comments import add_comment
from claims.services.evidence import add_evidence
from claims.services.lengths import check_lengths, cut_to_field
from claims.services.moderation import send_back_verdict
from claims.services.publications import publish_verdict, withdraw_verdict
from claims.services.reading_corrections import AttributionInput, QuantityInput
from claims.services.reports import close_report, report_problem
from claims.services.saved_searches import save_search
from claims.services.tips import decline_tip, submit_tip
from claims.services.tokens import create_token
from claims.services.topics import add_topic
from claims.services.users import invite_user
from claims.services.verdicts import begin_correction
from claims.services.webhooks import create_webhook
from tests.stories import (
    make_appeal,
    make_approved_verdict,
    make_detected_claim,
    make_publication,
    make_submitted_verdict,
    make_taken_claim,
)

Attempt = Callable[[str, User, User], Any]


def write_evidence(edith: User, **words: str) -> None:
    """Add evidence to a draft of Edith's."""
    content: Any = {"question": "How many?", "answer": "298", "stance": "supports", **words}
    add_evidence(claim_id=make_taken_claim(edith).pk, editor=edith, fetch=False, **content)


def correct_reading(edith: User, chain: list[AttributionInput], quantities: list[QuantityInput]) -> None:
    """Correct the reading of a new claim."""
    claim = make_detected_claim(edith)
    reading_corrections.correct_reading(
        claim_id=claim.pk, editor=edith, version=claim.version, chain=chain, quantities=quantities,
        hedged=False, assertion="asserted",
    )  # fmt: skip


def save_draft(edith: User, **words: str) -> None:
    """Save the draft of a claim that Edith works on."""
    draft = make_taken_claim(edith).verdicts.get()
    texts = {"summary": "", "justification": "", "correction": "", **words}
    verdicts.save_draft(claim_id=draft.claim_id, editor=edith, version=draft.version, rating="", **texts)


def submit_article(by: User, **words: Any) -> None:
    """Submit a pasted article."""
    submit_text(text="The mayor said no.", by=by, published=date(2026, 3, 1), **words)


def hook(by: User, **filters: Any) -> None:
    """Create a webhook."""
    create_webhook(owner=by, url="https://reader.example/", events=["verdict.published"], **filters)


def write_note(edith: User, mona: User, text: str) -> None:
    """Send a verdict back with a note about its summary."""
    claim_id = make_submitted_verdict(edith).claim_id
    send_back_verdict(claim_id=claim_id, moderator=mona, reason="No.", notes={"summary": text})


def answer_appeal(edith: User, mona: User, cora_email: str, note: str) -> None:
    """Decide an appeal."""
    cora = User.objects.create_user(cora_email, role="contributor")
    appeal = make_appeal(edith, cora)
    close_appeal(appeal_id=appeal.pk, moderator=mona, outcome="rejected", note=note)


def report(edith: User, mona: User, **words: Any) -> Any:
    """Report a problem in a published verdict."""
    given: dict[str, Any] = {"text": "It is wrong.", **words}
    return report_problem(publication=make_publication(edith, mona), reason="other", **given)


TOO_LONG: dict[str, tuple[int, Attempt]] = {
    "reason": (REASON_CHARACTERS, lambda text, edith, mona: send_back_verdict(
        claim_id=make_submitted_verdict(edith).claim_id, moderator=mona, reason=text)),
    "note": (REASON_CHARACTERS, lambda text, edith, mona: dismiss_claim(
        claim_id=make_detected_claim(edith).pk, editor=edith, reason="opinion", note=text)),
    "notes": (500, lambda text, edith, mona: write_note(edith, mona, text)),
    "reason of a correction": (REASON_CHARACTERS, lambda text, edith, mona: begin_correction(
        claim_id=make_publication(edith, mona).claim_id, editor=edith, reason=text)),
    "reason of a withdrawal": (REASON_CHARACTERS, lambda text, edith, mona: withdraw_verdict(
        claim_id=make_publication(edith, mona).claim_id, moderator=mona, reason=text)),
    "note of a publication": (REASON_CHARACTERS, lambda text, edith, mona: publish_verdict(
        claim_id=make_approved_verdict(edith, mona).claim_id, moderator=mona, note=text)),
    "note of a report": (REASON_CHARACTERS, lambda text, edith, mona: close_report(
        report_id=report(edith, mona).pk, moderator=mona, outcome="rejected", note=text)),
    "note of an appeal": (REASON_CHARACTERS, lambda text, edith, mona: answer_appeal(
        edith, mona, "cora@desk.example", text)),
    "text of a report": (4_000, lambda text, edith, mona: report(edith, mona, text=text)),
    "email of a report": (254, lambda text, edith, mona: report(edith, mona, email=text)),
    "chain": (300, lambda text, edith, mona: correct_reading(edith, [AttributionInput(text)], [])),
    "chain (cue)": (200, lambda text, edith, mona: correct_reading(
        edith, [AttributionInput("The mayor", cue=text)], [])),
    "quantities": (200, lambda text, edith, mona: correct_reading(edith, [], [QuantityInput(1.0, None, unit=text)])),
    "quantities (modifier)": (60, lambda text, edith, mona: correct_reading(
        edith, [], [QuantityInput(1.0, None, "", text)])),
    "question": (500, lambda text, edith, mona: write_evidence(edith, question=text)),
    "answer": (20_000, lambda text, edith, mona: write_evidence(edith, answer=text)),
    "quote": (20_000, lambda text, edith, mona: write_evidence(edith, quote=text)),
    "title": (300, lambda text, edith, mona: write_evidence(edith, title=text)),
    "publisher": (200, lambda text, edith, mona: write_evidence(edith, publisher=text)),
    "summary": (500, lambda text, edith, mona: save_draft(edith, summary=text)),
    "justification": (100_000, lambda text, edith, mona: save_draft(edith, justification=text)),
    "correction": (10_000, lambda text, edith, mona: save_draft(edith, correction=text)),
    "title of an article": (300, lambda text, edith, mona: submit_article(edith, title=text)),
    "publisher of an article": (200, lambda text, edith, mona: submit_article(edith, publisher=text)),
    "byline": (200, lambda text, edith, mona: submit_article(edith, byline=text)),
    "text of a comment": (4_000, lambda text, edith, mona: add_comment(
        claim_id=make_detected_claim(edith).pk, author=edith, text=text)),
    "text of a tip": (2_000, lambda text, edith, mona: submit_tip(text=text)),
    "url of a tip": (MAX_URL_CHARACTERS, lambda text, edith, mona: submit_tip(text="Is it so?", url=text)),
    "email of a tip": (254, lambda text, edith, mona: submit_tip(text="Is it so?", email=text)),
    "note of a tip": (1_000, lambda text, edith, mona: decline_tip(
        tip_id=submit_tip(text="Is it so?").pk, editor=edith, reason="opinion", note=text)),
    "name of a token": (80, lambda text, edith, mona: create_token(user=edith, name=text)),
    "name of a saved search": (40, lambda text, edith, mona: save_search(owner=edith, name=text, query="topic=war")),
    "query": (1_000, lambda text, edith, mona: save_search(owner=edith, name="War", query=text)),
    "claimant": (300, lambda text, edith, mona: hook(edith, claimant=text)),
}  # fmt: skip
"""What a person writes, by the field that the refusal names: the limit, and the service that refuses."""


@pytest.mark.parametrize("case", TOO_LONG)
def test_a_text_that_is_too_long_is_refused_by_the_name_of_its_field(case: str, edith: User, mona: User) -> None:
    limit, attempt = TOO_LONG[case]
    with pytest.raises(FieldTooLong) as refused:
        attempt("x" * (limit + 1), edith, mona)
    assert refused.value.facts == {"field": case.split(maxsplit=1)[0], "limit": limit, "length": limit + 1}
    assert f"at most {limit:,} are allowed" in refused.value.detail


def test_a_text_that_is_too_long_writes_nothing(edith: User) -> None:
    claim = make_detected_claim(edith)
    before = Event.objects.count()
    with pytest.raises(FieldTooLong):
        dismiss_claim(claim_id=claim.pk, editor=edith, reason="opinion", note="x" * (REASON_CHARACTERS + 1))
    claim.refresh_from_db()
    assert (claim.status, Event.objects.count()) == ("detected", before)


def test_a_text_at_the_limit_is_stored_whole(edith: User) -> None:
    claim: Claim = make_detected_claim(edith)
    note = "x" * REASON_CHARACTERS
    dismiss_claim(claim_id=claim.pk, editor=edith, reason="opinion", note=note)
    assert Event.objects.get(verb="claim.dismissed").data["note"] == note


def test_names_of_topics_and_people_are_refused_too(mona: User) -> None:
    admin = User.objects.create_superuser("ada@desk.example")
    attempts: dict[str, Callable[[], Any]] = {
        "name": lambda: add_topic(name="x" * 61, words=[], by=admin),
        "words": lambda: add_topic(name="War", words=["x" * 61], by=admin),
        "email": lambda: invite_user(email=f"{'x' * 150}@desk.example", name="", role="editor", by=admin),
    }
    for field, attempt in attempts.items():
        with pytest.raises(FieldTooLong) as refused:
            attempt()
        assert refused.value.facts["field"] == field


def test_a_text_by_a_machine_is_cut_to_the_field() -> None:
    assert cut_to_field(Source, "name", "x" * 301) == "x" * 300
    assert cut_to_field(Source, "name", "short") == "short"


def test_a_field_without_a_limit_raises() -> None:
    with pytest.raises(TypeError, match=r"Article\.text declares no max_length"):
        check_lengths(Article, text="x")
    assert {length_limit(Evidence, "answer"), length_limit(Comment, "text"), length_limit(Tip, "email")} == {
        20_000, 4_000, 254,
    }  # fmt: skip
