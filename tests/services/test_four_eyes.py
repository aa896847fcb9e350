"""What a second person approves is what goes out: nothing of it can change between submission and publication."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import Error, transaction

from claims.models import Appearance, Article, Attribution, Claim, Quantity, QuoteCheck, Source, User
from claims.refusals import AuthorCannotApprove, IllegalMove
from claims.services.evidence import examine_evidence
from claims.services.moderation import approve_verdict, send_back_verdict
from claims.services.publication_builder import build_next_publication
from claims.services.publications import withdraw_verdict
from claims.services.reading_corrections import AttributionInput, QuantityInput, correct_reading
from claims.services.readings import apply_reading
from claims.services.undo import undo_decision
from claims.services.verdicts import submit_verdict
from tests.stories import (
    make_approved_verdict,
    make_publication,
    make_reading,
    make_stored_snapshot,
    make_submitted_verdict,
    make_taken_claim,
    make_written_draft,
    newest_publication,
    newest_verdict,
    published,
    start_noted_correction,
)

OTHER_SOURCE = AttributionInput("Opposition leader Karl Brandt", "person", "said")
NO_READING: dict[str, Any] = {"chain": [], "quantities": [], "hedged": False, "assertion": "asserted"}


def correct(claim_id: int, person: User, **changes: Any) -> None:
    version = Claim.objects.get(pk=claim_id).version
    correct_reading(claim_id=claim_id, editor=person, version=version, **{**NO_READING, **changes})


@pytest.mark.parametrize("make_claim", [lambda e, m: make_submitted_verdict(e), make_approved_verdict])
def test_the_reading_is_frozen_with_the_submitted_verdict(edith: User, mona: User, make_claim: Any) -> None:
    claim = make_claim(edith, mona).claim
    before = build_next_publication(claim, newest_verdict(claim.pk), mona).content.appearances
    for person in (edith, mona):
        with pytest.raises(IllegalMove):
            correct(claim.pk, person, chain=[OTHER_SOURCE], quantities=[QuantityInput(1, 1)])
    assert build_next_publication(claim, newest_verdict(claim.pk), mona).content.appearances == before


FROZEN_ROWS: list[Callable[[Claim], Any]] = [
    lambda claim: Claim.objects.filter(pk=claim.pk).update(text="37459 bridges"),
    lambda claim: claim.appearances.update(exact="no trees"),
    lambda claim: claim.appearances.update(assertion="denied"),
    lambda claim: claim.appearances.update(hedge="perhaps"),
    lambda claim: Attribution.objects.filter(appearance__claim=claim).update(name="Karl Brandt"),
    lambda claim: Attribution.objects.filter(appearance__claim=claim).update(kind="document"),
    lambda claim: Attribution.objects.filter(appearance__claim=claim).delete(),
    lambda claim: Attribution.objects.create(
        appearance=claim.appearances.get(), position=1, source=Source.objects.get(), name="Karl Brandt"
    ),
    lambda claim: Quantity.objects.filter(appearance__claim=claim).update(low=1),
    lambda claim: Quantity.objects.filter(appearance__claim=claim).delete(),
    lambda claim: Quantity.objects.create(appearance=claim.appearances.get(), low=1),
    lambda claim: Appearance.objects.create(
        claim=claim, article=claim.appearances.get().article, start=0, end=6, sentence_start=0, sentence_end=6
    ),
    lambda claim: Article.objects.filter(appearances__claim=claim).update(publisher="BBC News"),
    lambda claim: Article.objects.filter(appearances__claim=claim).update(claimed_url="https://bbc.example/1"),
    lambda claim: newest_verdict(claim.pk).evidence.update(title="Another page"),
]


@pytest.mark.parametrize("change", FROZEN_ROWS)
@pytest.mark.parametrize("make_claim", [lambda e, m: make_submitted_verdict(e), make_approved_verdict])
def test_the_database_freezes_what_goes_out(
    edith: User, mona: User, make_claim: Any, change: Callable[[Claim], Any]
) -> None:
    claim = make_claim(edith, mona).claim
    with pytest.raises(Error, match=r"frozen|Cannot update"), transaction.atomic():
        change(claim)


def test_a_new_reading_of_the_article_still_names_its_pipeline(edith: User) -> None:
    claim = make_submitted_verdict(edith).claim
    article = claim.appearances.get().article
    apply_reading(article, make_reading(article, "test 2"))
    assert claim.appearances.get().pipeline == "test 2"


def test_whoever_corrects_the_reading_of_a_draft_is_one_of_its_authors(edith: User, mona: User) -> None:
    claim = make_taken_claim(edith)
    make_written_draft(claim, edith)
    correct(claim.pk, mona, chain=[OTHER_SOURCE])
    submit_verdict(claim_id=claim.pk, editor=edith)
    verdict = newest_verdict(claim.pk)
    assert (verdict.author, set(verdict.authors)) == (edith, {edith.pk, mona.pk})
    with pytest.raises(AuthorCannotApprove):
        approve_verdict(claim_id=claim.pk, moderator=mona)


def test_whoever_undoes_a_correction_is_an_author_too(edith: User, mona: User) -> None:
    claim = make_taken_claim(edith)
    make_written_draft(claim, edith)
    correct(claim.pk, edith, chain=[OTHER_SOURCE])
    undo_decision(event_id=claim.events.get(verb="claim.corrected").pk, by=mona)
    assert mona.pk in newest_verdict(claim.pk).authors


def test_a_correction_is_not_undone_under_a_submitted_verdict(edith: User, mona: User) -> None:
    claim = make_taken_claim(edith)
    make_written_draft(claim, edith)
    submit_verdict(claim_id=claim.pk, editor=edith)
    send_back_verdict(claim_id=claim.pk, moderator=mona, reason="Name the source.")
    correct(claim.pk, edith, chain=[OTHER_SOURCE])
    submit_verdict(claim_id=claim.pk, editor=edith)
    approve_verdict(claim_id=claim.pk, moderator=mona)
    assert published(claim.pk, mona).claimant == OTHER_SOURCE.name


def test_a_source_is_named_per_claim(edith: User, emil: User, mona: User) -> None:
    """Two claims share a source. Correcting its name for one changes neither the other nor a published page."""
    public, approved, other = (
        make_publication(edith, mona).claim, make_approved_verdict(edith, mona).claim, make_taken_claim(emil),
    )  # fmt: skip
    page = newest_publication(public.pk).page
    correct(other.pk, emil, chain=[AttributionInput("THE MAYOR", "document")])
    Source.objects.update(name="Renamed", kind="outlet")
    publication = published(approved.pk, mona)
    assert (publication.claimant, '"Person"' in publication.document) == ("The mayor", True)
    link = other.appearances.get().attributions.get()
    assert (link.name, link.kind, link.source.name) == ("THE MAYOR", "document", "Renamed")
    assert newest_publication(public.pk).page == page


def test_a_withdrawal_repeats_what_was_published(edith: User, mona: User) -> None:
    publication = make_publication(edith, mona)
    place = publication.claim.appearances.get()
    correct(publication.claim_id, mona, chain=[OTHER_SOURCE], start=place.start, end=place.start + 9)
    withdraw_verdict(claim_id=publication.claim_id, moderator=mona, reason="It was never said.")
    withdrawn = newest_publication(publication.claim_id)
    assert (withdrawn.claim_text, withdrawn.claimant, withdrawn.page) == (
        publication.claim_text, publication.claimant, publication.page,
    )  # fmt: skip
    assert (withdrawn.kind, withdrawn.revision) == ("withdrawn", 2)


def test_a_correction_publishes_what_was_corrected(edith: User, mona: User) -> None:
    publication = make_publication(edith, mona)
    start_noted_correction(publication.claim_id, edith)
    correct(publication.claim_id, edith, chain=[OTHER_SOURCE])
    submit_verdict(claim_id=publication.claim_id, editor=edith)
    approve_verdict(claim_id=publication.claim_id, moderator=mona)
    assert published(publication.claim_id, mona).claimant == OTHER_SOURCE.name


def test_a_page_that_arrives_after_submission_supplies_no_title(edith: User, mona: User) -> None:
    verdict = make_approved_verdict(edith, mona)
    item = verdict.evidence.get()
    assert make_stored_snapshot(item.url, title="Nobody has seen this").title
    evidence = published(verdict.claim_id, mona).content.evidence[0]
    assert (evidence.title, evidence.publisher, evidence.published) == ("", "", None)
    assert evidence.snapshot
    assert evidence.snapshot.title == ""
    assert len(evidence.snapshot.sha256) == 64


def test_a_page_that_was_there_supplies_its_title(edith: User, mona: User) -> None:
    claim = make_taken_claim(edith)
    item = make_written_draft(claim, edith).evidence.get()
    make_stored_snapshot(item.url, title="Trees in spring")
    submit_verdict(claim_id=claim.pk, editor=edith)
    approve_verdict(claim_id=claim.pk, moderator=mona)
    assert published(claim.pk, mona).content.evidence[0].title == "Trees in spring"


def test_the_check_of_a_quote_is_frozen_with_its_verdict(edith: User) -> None:
    item = make_submitted_verdict(edith).evidence.get()
    make_stored_snapshot(item.url)
    examine_evidence(evidence_id=item.pk)
    with pytest.raises(Error, match="frozen"), transaction.atomic():
        QuoteCheck.objects.filter(evidence=item).update(state="missing")
    assert QuoteCheck.objects.get(evidence=item).state == "verbatim"
