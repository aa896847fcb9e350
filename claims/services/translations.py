"""Translations of published verdicts: written, submitted, approved by another person, published, withdrawn."""

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from claims.event_data.translations import (
    TranslationDrafted,
    TranslationEvent,
    TranslationPublished,
    TranslationSentBack,
)
from claims.language_names import is_language
from claims.models import Claim, Event, Publication, Translation, User
from claims.models.translation import TRANSLATED_FIELDS
from claims.permissions import demand
from claims.refusals import ReasonMissing, VersionConflict, require_found
from claims.selectors.translations import find_missing_parts, get_original
from claims.services.cases import check_case
from claims.services.claims import lock_claim
from claims.services.events import record_event
from claims.services.lengths import check_lengths, check_markup, check_reasons
from claims.services.publication_log import lock_log
from claims.services.publication_records import save_publication
from claims.services.translation_builder import build_translation
from claims.services.translation_ends import end_translation
from claims.translation_refusals import (
    OriginalLanguage,
    TranslationBehind,
    TranslationIncomplete,
    TranslationNotPublic,
    TranslationNotWaiting,
    TranslationSubmitted,
    TranslatorCannotApprove,
    UnknownLanguage,
)
from claims.verbs.translations import (
    TRANSLATION_DRAFTED,
    TRANSLATION_PUBLISHED,
    TRANSLATION_RECALLED,
    TRANSLATION_SENT_BACK,
    TRANSLATION_STARTED,
    TRANSLATION_SUBMITTED,
)

MISSING_LABELS = {
    "statement": _("the claim"),
    "summary": _("a summary"),
    "conclusion": _("a conclusion"),
    "justification": _("a justification"),
    "correction": _("a note about what is corrected"),
    "citations": _("the citations of the original, each where it belongs"),
}
"""What a translation may lack, by the codes of `find_missing_parts`."""


def lock_translation(claim_id: int, language: str, version: int | None = None) -> tuple[Claim, Translation]:
    """Lock a claim and its translation until the transaction ends; refuse if somebody has changed it since."""
    claim = lock_claim(claim_id)
    rows = Translation.objects.select_for_update(no_key=True, of=("self",)).filter(claim=claim, language=language)
    translation = require_found(rows.select_related("publication__verdict", "verdict").first())
    translation.claim = claim
    if version is not None and translation.version != version:
        raise VersionConflict(claim=claim.pk, version=translation.version)
    return claim, translation


def _add_author(translation: Translation, editor: User) -> None:
    translation.author, translation.saved = editor, timezone.now()
    if editor.pk not in translation.authors:
        translation.authors = [*translation.authors, editor.pk]


def _save(translation: Translation) -> None:
    translation.version += 1
    translation.save()


@transaction.atomic
def begin_translation(*, claim_id: int, language: str, editor: User) -> Translation:
    """Open the translation of a published verdict for writing; a published one is opened for a correction.

    One that is open already is returned as it is.
    """
    demand(editor, "translations.write")
    code = language.strip().lower().replace("_", "-")
    if not is_language(code):
        raise UnknownLanguage(language=language[:40])
    claim = lock_claim(claim_id)
    original = get_original(claim)
    if original.language == code:
        raise OriginalLanguage(language=code)
    translation = Translation.objects.filter(claim=claim, language=code).first()
    if translation and translation.is_waiting:
        raise TranslationSubmitted
    if translation and translation.is_draft and translation.verdict_id == original.verdict_id:
        return translation
    translation = translation or Translation(claim=claim, language=code, version=0)
    translation.verdict_id, translation.correction = original.verdict_id, ""
    translation.submitted = translation.approved = translation.approved_by = None
    _add_author(translation, editor)
    _save(translation)
    record_event(TRANSLATION_STARTED, actor=editor, claim=claim, data=TranslationEvent(language=code))
    return translation


@transaction.atomic
def save_translation(
    *, claim_id: int, language: str, editor: User, version: int, texts: Mapping[str, str]
) -> Translation:
    """Save texts of a translation, by the names of `TRANSLATED_FIELDS`; those that are not named stay."""
    demand(editor, "translations.write")
    check_lengths(Translation, **texts)
    check_markup(texts.get("justification", ""), field="justification")
    claim, translation = lock_translation(claim_id, language, version)
    if not translation.is_draft:
        raise TranslationSubmitted
    changed = [
        name for name in TRANSLATED_FIELDS if texts.get(name, getattr(translation, name)) != getattr(translation, name)
    ]
    if not changed:
        return translation
    for name in changed:
        setattr(translation, name, texts[name])
    _add_author(translation, editor)
    _save(translation)
    record_event(
        TRANSLATION_DRAFTED, actor=editor, claim=claim, data=TranslationDrafted(language=language, changed=changed)
    )
    return translation


@transaction.atomic
def submit_translation(*, claim_id: int, language: str, editor: User, version: int | None = None) -> Event:
    """Submit a translation to the moderators; until they decide, it cannot be changed."""
    demand(editor, "translations.write")
    claim, translation = lock_translation(claim_id, language, version)
    if not translation.is_draft:
        raise TranslationSubmitted
    original = _check_current(claim, translation)
    if missing := find_missing_parts(translation, original):
        labels = ", ".join(str(MISSING_LABELS[name]) for name in missing)
        raise TranslationIncomplete(gettext("Still missing: %(parts)s.") % {"parts": labels}, missing=missing)
    translation.submitted, translation.sent_back, translation.sent_back_reason = timezone.now(), None, ""
    _add_author(translation, editor)
    _save(translation)
    return record_event(TRANSLATION_SUBMITTED, actor=editor, claim=claim, data=TranslationEvent(language=language))


def _check_current(claim: Claim, translation: Translation) -> Publication:
    """Return the public original; refuse a translation of an earlier revision of it."""
    original = get_original(claim)
    if original.verdict_id != translation.verdict_id:
        raise TranslationBehind(language=translation.language)
    return original


def _lock_waiting(claim_id: int, language: str, version: int | None, moderator: User) -> tuple[Claim, Translation]:
    """Lock a translation that waits for approval, which no other moderator holds."""
    demand(moderator, "translations.decide")
    claim, translation = lock_translation(claim_id, language, version)
    if not translation.is_waiting:
        raise TranslationNotWaiting
    check_case(moderator, translation=translation)
    return claim, translation


@transaction.atomic
def recall_translation(*, claim_id: int, language: str, editor: User, version: int | None = None) -> Event:
    """Take a submitted translation back before a moderator decides; it can be changed again."""
    demand(editor, "translations.write")
    claim, translation = lock_translation(claim_id, language, version)
    if not translation.is_waiting:
        raise TranslationNotWaiting
    check_case(editor, translation=translation)
    translation.submitted = None
    _save(translation)
    return record_event(TRANSLATION_RECALLED, actor=editor, claim=claim, data=TranslationEvent(language=language))


@transaction.atomic
def send_back_translation(
    *, claim_id: int, language: str, moderator: User, reason: str, version: int | None = None
) -> Event:
    """Send a submitted translation back with a reason for the desk; it can be changed again."""
    if not reason.strip():
        raise ReasonMissing(gettext("Explain what has to change. The translator will see it."))
    check_reasons(reason=reason)
    claim, translation = _lock_waiting(claim_id, language, version, moderator)
    translation.submitted, translation.sent_back = None, timezone.now()
    translation.sent_back_reason = reason.strip()
    _save(translation)
    data = TranslationSentBack(language=language, reason=reason.strip())
    return record_event(TRANSLATION_SENT_BACK, actor=moderator, claim=claim, data=data)


@transaction.atomic
def publish_translation(*, claim_id: int, language: str, moderator: User, version: int | None = None) -> Event:
    """Approve a submitted translation as a second person, and publish it: for the first time, or as a correction."""
    claim, translation = _lock_waiting(claim_id, language, version, moderator)
    if moderator.pk in translation.authors:
        raise TranslatorCannotApprove
    original = _check_current(claim, translation)
    lock_log()
    translation.approved, translation.approved_by = timezone.now(), moderator
    translation.save(update_fields=["approved", "approved_by"])
    translation.publication = save_publication(build_translation(translation, original, moderator))
    translation.version += 1
    translation.save(update_fields=["publication", "version"])
    data = TranslationPublished(language=language, revision=translation.publication.revision)
    return record_event(TRANSLATION_PUBLISHED, actor=moderator, claim=claim, data=data)


@transaction.atomic
def withdraw_translation(
    *, claim_id: int, language: str, moderator: User, reason: str, version: int | None = None
) -> Event:
    """Withdraw a public translation alone; its page stays with the reason, and the original as it is."""
    demand(moderator, "translations.decide")
    if not reason.strip():
        raise ReasonMissing(gettext("Explain why the translation is withdrawn. Readers will see it."))
    check_reasons(reason=reason)
    claim, translation = lock_translation(claim_id, language, version)
    if not translation.is_public:
        raise TranslationNotPublic
    check_case(moderator, translation=translation)
    lock_log()
    return end_translation(claim, translation, Publication.Kind.WITHDRAWN, reason.strip(), moderator)
