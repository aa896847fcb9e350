"""Verdicts in a second language, made by services."""

from claims.models import Publication, User
from claims.services.moderation import approve_verdict
from claims.services.translations import (
    begin_translation,
    publish_translation,
    save_translation,
    submit_translation,
)
from claims.services.verdicts import begin_correction, save_draft, submit_verdict
from tests.stories import newest_publication, newest_verdict, published

FRENCH = {
    "headline": "Les trois cents arbres",
    "statement": "300 arbres ont été plantés.",
    "summary": "Deux arbres de moins, mais presque.",
    "justification": "Le service des parcs a compté 298 arbres.",
}


def write_translation(original: Publication, editor: User, language: str = "fr", **texts: str) -> None:
    """Write the translation of a published verdict."""
    translation = begin_translation(claim_id=original.claim_id, language=language, editor=editor)
    save_translation(
        claim_id=original.claim_id,
        language=language,
        editor=editor,
        version=translation.version,
        texts={**FRENCH, **texts},
    )


def make_translation(
    original: Publication, editor: User, moderator: User, language: str = "fr", **texts: str
) -> Publication:
    """Publish the translation of a published verdict; returns what readers see of it."""
    write_translation(original, editor, language, **texts)
    submit_translation(claim_id=original.claim_id, language=language, editor=editor)
    publish_translation(claim_id=original.claim_id, language=language, moderator=moderator)
    return newest_publication(original.claim_id)


def take_correction_over(original: Publication, editor: User, moderator: User) -> Publication:
    """Publish the French translation anew, with a note."""
    return make_translation(original, editor, moderator, correction="Le compte était faux.")


def correct_publication(original: Publication, editor: User, moderator: User) -> Publication:
    """Publish a correction of the original with another rating."""
    claim_id = original.claim_id
    begin_correction(claim_id=claim_id, editor=editor, reason="A reader called.")
    justification = "The parks office counted two of them twice."
    texts = {"summary": "Far fewer.", "justification": justification, "correction": "We had miscounted."}
    version = newest_verdict(claim_id).version
    save_draft(claim_id=claim_id, editor=editor, version=version, rating="false", **texts)
    submit_verdict(claim_id=claim_id, editor=editor)
    approve_verdict(claim_id=claim_id, moderator=moderator)
    return published(claim_id, moderator)
