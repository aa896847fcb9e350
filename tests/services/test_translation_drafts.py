"""Drafts of translations that nobody wants to submit: deleted, or again what readers see."""

from typing import Any

import pytest

from claims.models import Case, Publication, Translation, User
from claims.refusals import NotAllowed, VersionConflict
from claims.services.translation_drafts import discard_translation
from claims.services.translations import (
    begin_translation,
    save_translation,
    send_back_translation,
    submit_translation,
    withdraw_translation,
)
from claims.translation_refusals import NoTranslationDraft, TranslationSubmitted
from tests.stories import make_publication
from tests.translation_stories import FRENCH, make_translation, take_correction_over, write_translation


@pytest.fixture
def original(edith: User, mona: User) -> Publication:
    """A published verdict in English."""
    return make_publication(edith, mona)


def read_translation(original: Publication) -> Translation:
    return Translation.objects.select_related("publication").get(claim=original.claim_id, language="fr")


def test_a_draft_that_readers_never_saw_is_discarded_and_begun_afresh(
    original: Publication, cora: User, edith: User, emil: User, mona: User
) -> None:
    about: dict[str, Any] = {"claim_id": original.claim_id, "language": "fr"}
    write_translation(original, edith)
    submit_translation(**about, editor=edith)
    with pytest.raises(TranslationSubmitted):
        discard_translation(**about, editor=edith)
    send_back_translation(**about, moderator=mona, reason="Le titre.")
    with pytest.raises(NotAllowed):
        discard_translation(**about, editor=cora)
    with pytest.raises(VersionConflict):
        discard_translation(**about, editor=emil, version=1)
    event = discard_translation(**about, editor=emil)
    assert (event.verb, event.actor, event.data) == ("translation.discarded", emil, {"language": "fr"})
    assert not Translation.objects.exists()
    assert not Case.objects.filter(kind="translation").exists()
    assert begin_translation(**about, editor=edith).summary == ""


def test_a_discarded_correction_is_again_what_readers_see(
    original: Publication, edith: User, emil: User, mona: User
) -> None:
    about: dict[str, Any] = {"claim_id": original.claim_id, "language": "fr"}
    french = make_translation(original, edith, mona)
    before = read_translation(original)
    with pytest.raises(NoTranslationDraft):
        discard_translation(**about, editor=edith)
    version = begin_translation(**about, editor=mona).version
    save_translation(**about, editor=emil, version=version, texts={"summary": "Autre.", "headline": "Autre titre"})
    discard_translation(**about, editor=emil)
    after = read_translation(original)
    changed = {"version", "saved", "submitted", "approved", "_state"}
    assert {**vars(after), **dict.fromkeys(changed)} == {**vars(before), **dict.fromkeys(changed)}
    assert (after.publication, after.state) == (french, Translation.State.PUBLISHED)


def test_a_discarded_draft_of_a_withdrawn_translation_leaves_it_withdrawn(
    original: Publication, edith: User, mona: User
) -> None:
    about: dict[str, Any] = {"claim_id": original.claim_id, "language": "fr"}
    make_translation(original, edith, mona)
    take_correction_over(original, edith, mona)
    withdraw_translation(**about, moderator=mona, reason="Contresens.")
    begin_translation(**about, editor=mona)
    discard_translation(**about, editor=mona)
    french = read_translation(original)
    assert (french.is_public, french.is_draft, french.authors, french.summary) == (
        False, False, [edith.pk], FRENCH["summary"],
    )  # fmt: skip
