"""A verdict in a second language: four eyes, the original's rating and evidence, corrected and withdrawn together."""

import json
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from claims.models import Case, Claim, FactCheck, Publication, Translation, User
from claims.refusals import NotAllowed, ReasonMissing, VersionConflict
from claims.selectors.removals import Removed
from claims.services.publications import withdraw_verdict
from claims.services.redactions import redact_passage
from claims.services.removals import remove_data
from claims.services.translations import (
    begin_translation,
    publish_translation,
    recall_translation,
    save_translation,
    send_back_translation,
    submit_translation,
    withdraw_translation,
)
from claims.translation_refusals import (
    NothingToTranslate,
    OriginalLanguage,
    TranslationBehind,
    TranslationIncomplete,
    TranslationNotPublic,
    TranslationNotWaiting,
    TranslationSubmitted,
    TranslatorCannotApprove,
    UnknownLanguage,
)
from tests.management.test_verify_log import verify_result
from tests.stories import make_publication, make_taken_claim
from tests.translation_stories import FRENCH, make_translation, take_correction_over, write_translation
from tests.web.public.test_verdicts import make_correction

Kind = Publication.Kind


@pytest.fixture
def original(edith: User, mona: User) -> Publication:
    """A published verdict in English."""
    return make_publication(edith, mona)


def is_log_whole() -> bool:
    """Return whether `verify_log` finds no break."""
    return [line.partition(":")[0] for line in verify_result()] == ["whole"]


def state(publication: Publication) -> Translation:
    return Translation.objects.select_related("publication").get(claim=publication.claim_id, language="fr")


def test_a_translation_has_the_rating_and_the_evidence_of_its_original(
    original: Publication, edith: User, mona: User
) -> None:
    french = make_translation(original, edith, mona)
    page, document = french.content, json.loads(french.document)
    assert (page.language, page.rating_label, french.rating) == ("fr", "Plutôt vrai", original.rating)
    assert page.evidence == original.content.evidence
    assert page.appearances == original.content.appearances
    assert (french.headline, french.claim_text) == (FRENCH["headline"], FRENCH["statement"])
    assert french.get_absolute_url() == f"/fr/verdicts/{original.claim_id}-les-trois-cents-arbres/"
    assert document["@id"].endswith(f"/fr/verdicts/{original.claim_id}/")
    assert document["inLanguage"] == "fr"
    assert document["translationOfWork"]["@id"] == json.loads(original.document)["@id"] == page.translation_of
    assert Claim.objects.get(pk=original.claim_id).publication == original
    assert is_log_whole()


def test_nobody_approves_what_they_translated(original: Publication, mona: User, ada: User) -> None:
    write_translation(original, mona)
    submit_translation(claim_id=original.claim_id, language="fr", editor=mona)
    with pytest.raises(TranslatorCannotApprove):
        publish_translation(claim_id=original.claim_id, language="fr", moderator=mona)
    with pytest.raises(DatabaseError, match="a_translator_never_approves"), transaction.atomic():
        Translation.objects.update(approved=original.published, approved_by=mona)
    publish_translation(claim_id=original.claim_id, language="fr", moderator=ada)
    assert state(original).is_public


def test_a_contributor_translates_nothing_and_an_editor_publishes_nothing(
    original: Publication, cora: User, edith: User, mona: User
) -> None:
    about: dict[str, Any] = {"claim_id": original.claim_id, "language": "fr"}
    with pytest.raises(NotAllowed):
        begin_translation(**about, editor=cora)
    write_translation(original, mona)
    with pytest.raises(NotAllowed):
        save_translation(**about, editor=cora, version=2, texts={})
    submit_translation(**about, editor=mona)
    with pytest.raises(NotAllowed):
        publish_translation(**about, moderator=edith)
    for decide in (send_back_translation, withdraw_translation):
        with pytest.raises(NotAllowed):
            decide(**about, moderator=edith, reason="Why.")


def test_only_a_published_verdict_is_translated_and_into_another_language(original: Publication, edith: User) -> None:
    for language, refusal in (
        ("en", OriginalLanguage), ("klingon!", UnknownLanguage), ("", UnknownLanguage), ("fr.a/b", UnknownLanguage),
    ):  # fmt: skip
        with pytest.raises(refusal):
            begin_translation(claim_id=original.claim_id, language=language, editor=edith)
    with pytest.raises(NothingToTranslate):
        begin_translation(claim_id=make_taken_claim(edith).pk, language="fr", editor=edith)
    with pytest.raises(DatabaseError, match="another language"), transaction.atomic():
        Translation.objects.create(
            claim=original.claim, language="en", verdict=original.verdict, author=edith, authors=[edith.pk]
        )
    first = begin_translation(claim_id=original.claim_id, language="FR", editor=edith)
    assert begin_translation(claim_id=original.claim_id, language="fr", editor=edith) == first
    assert begin_translation(claim_id=original.claim_id, language="pt_BR", editor=edith).language == "pt-br"


def test_an_incomplete_translation_is_not_submitted(original: Publication, edith: User) -> None:
    about: dict[str, Any] = {"claim_id": original.claim_id, "language": "fr"}
    begin_translation(**about, editor=edith)
    texts = {**FRENCH, "justification": "Le service en a compté 298. [7]"}
    save_translation(**about, editor=edith, version=1, texts={**texts, "summary": " "})
    with pytest.raises(TranslationIncomplete) as refused:
        submit_translation(**about, editor=edith)
    assert refused.value.facts["missing"] == ["summary", "citations"]
    with pytest.raises(VersionConflict):
        save_translation(**about, editor=edith, version=1, texts=FRENCH)


def test_a_submitted_translation_is_frozen_until_it_is_recalled_or_sent_back(
    original: Publication, edith: User, mona: User
) -> None:
    about: dict[str, Any] = {"claim_id": original.claim_id, "language": "fr"}
    write_translation(original, edith)
    submit_translation(**about, editor=edith)
    with pytest.raises(TranslationSubmitted):
        save_translation(**about, editor=edith, version=3, texts={"summary": "Autre."})
    with pytest.raises(TranslationSubmitted):
        begin_translation(**about, editor=edith)
    with pytest.raises(DatabaseError, match="Cannot update"), transaction.atomic():
        Translation.objects.update(summary="Autre.")
    recall_translation(**about, editor=edith)
    with pytest.raises(TranslationNotWaiting):
        publish_translation(**about, moderator=mona)
    submit_translation(**about, editor=edith)
    with pytest.raises(ReasonMissing):
        send_back_translation(**about, moderator=mona, reason=" ")
    send_back_translation(**about, moderator=mona, reason="« Maire » sans majuscule.")
    assert state(original).is_draft
    assert state(original).sent_back_reason == "« Maire » sans majuscule."
    assert not Case.objects.filter(closed=None, kind="translation").exists()


def test_a_correction_of_the_original_leaves_its_translation_behind_until_it_is_corrected_too(
    original: Publication, edith: User, mona: User
) -> None:
    make_translation(original, edith, mona)
    corrected = make_correction(original, edith, mona)
    assert state(original).behind_since == corrected.published
    waiting = Case.objects.get(closed=None, kind="translation")
    assert (waiting.rank, waiting.label) == (0, "translation to correct")
    assert FactCheck.objects.get(translation__claim=original.claim_id).withdrawn
    french = take_correction_over(corrected, edith, mona)
    assert (french.kind, french.note) == (Kind.CORRECTED, "Le compte était faux.")
    assert french.content.evidence == corrected.content.evidence
    assert french.rating == corrected.rating
    assert state(original).behind_since is None
    assert not Case.objects.filter(closed=None, kind="translation").exists()
    assert not FactCheck.objects.get(translation__claim=original.claim_id).withdrawn
    numbers = [*Publication.objects.order_by("revision").values_list("revision", "language", "kind")]
    assert numbers == [
        (1, "en", "published"), (2, "fr", "published"), (3, "en", "corrected"), (4, "fr", "corrected"),
    ]  # fmt: skip
    assert is_log_whole()


def test_a_translation_of_an_earlier_revision_is_not_published(original: Publication, edith: User, mona: User) -> None:
    about: dict[str, Any] = {"claim_id": original.claim_id, "language": "fr"}
    write_translation(original, edith)
    submit_translation(**about, editor=edith)
    make_correction(original, edith, mona)
    with pytest.raises(TranslationBehind):
        publish_translation(**about, moderator=mona)
    recall_translation(**about, editor=edith)
    with pytest.raises(TranslationBehind):
        submit_translation(**about, editor=edith)
    begin_translation(**about, editor=edith)
    submit_translation(**about, editor=edith)
    publish_translation(**about, moderator=mona)
    assert state(original).is_public


def test_the_database_refuses_a_translation_with_another_rating_or_evidence(
    original: Publication, edith: User, mona: User
) -> None:
    french = make_translation(original, edith, mona)
    for change in ({"rating": "false"}, {"page": {**french.page, "evidence": []}}):
        copy = Publication.objects.get(pk=french.pk)
        copy.pk, copy.revision = None, 9
        for name, value in change.items():
            setattr(copy, name, value)
        with pytest.raises(DatabaseError, match="rating and the evidence"), transaction.atomic():
            copy.save(force_insert=True)


def test_a_withdrawal_withdraws_all_translations_in_one_transaction(
    original: Publication, edith: User, mona: User
) -> None:
    make_translation(original, edith, mona)
    withdraw_verdict(claim_id=original.claim_id, moderator=mona, reason="The count was made up.")
    french = state(original)
    assert french.publication
    assert french.publication.kind == Kind.WITHDRAWN
    assert french.publication.note == "The count was made up."
    assert [*FactCheck.objects.values_list("withdrawn", flat=True)] == [True, True]
    with pytest.raises(NothingToTranslate):
        begin_translation(claim_id=original.claim_id, language="fr", editor=edith)
    assert is_log_whole()


@pytest.mark.django_db(transaction=True)
def test_the_database_refuses_a_withdrawal_that_leaves_a_translation(edith: User, mona: User, monkeypatch: Any) -> None:
    original = make_publication(edith, mona)
    make_translation(original, edith, mona)
    monkeypatch.setattr("claims.services.publications.end_translations", lambda claim, publication: None)
    with pytest.raises(DatabaseError, match="are still public"):
        withdraw_verdict(claim_id=original.claim_id, moderator=mona, reason="The count was made up.")
    assert Claim.objects.get(pk=original.claim_id).status == "published"


def test_a_translation_is_withdrawn_alone_and_published_again(original: Publication, edith: User, mona: User) -> None:
    about: dict[str, Any] = {"claim_id": original.claim_id, "language": "fr"}
    make_translation(original, edith, mona)
    with pytest.raises(ReasonMissing):
        withdraw_translation(**about, moderator=mona, reason="")
    withdraw_translation(**about, moderator=mona, reason="Contresens.")
    with pytest.raises(TranslationNotPublic):
        withdraw_translation(**about, moderator=mona, reason="Contresens.")
    assert Claim.objects.get(pk=original.claim_id).publication == original
    assert take_correction_over(original, edith, mona).kind == Kind.CORRECTED


def test_a_passage_is_taken_out_of_translations_too(original: Publication, edith: User, mona: User, ada: User) -> None:
    make_translation(original, edith, mona)
    redact_passage(claim_id=original.claim_id, passage="service des parcs", reason="law", by=ada)
    french = state(original)
    assert french.publication
    assert "[removed]" in french.publication.content.justification
    for text in (french.justification, french.publication.document, str(french.publication.page)):
        assert "service des parcs" not in text
    assert Claim.objects.get(pk=original.claim_id).publication.kind == Kind.REDACTED  # type: ignore[union-attr]
    assert french.behind_since is None
    assert is_log_whole()


def test_a_removal_takes_the_translations_along(original: Publication, edith: User, mona: User, ada: User) -> None:
    make_translation(original, edith, mona)
    remove_data(kind="claim", subject=original.claim_id, reason="law", by=ada)
    french = state(original)
    assert french.publication
    assert french.publication.kind == Kind.REMOVED
    assert french.summary == "[removed]"
    assert FRENCH["summary"] not in str(french.publication.page)
    with pytest.raises(Removed):
        begin_translation(claim_id=original.claim_id, language="fr", editor=edith)
    assert is_log_whole()
