"""The end of a draft of a translation that nobody wants to submit."""

from django.db import transaction

from claims.event_data.translations import TranslationEvent
from claims.models import Case, Event, Publication, Translation, User
from claims.permissions import demand
from claims.services.events import record_event
from claims.services.translations import lock_translation
from claims.translation_refusals import NoTranslationDraft, TranslationSubmitted
from claims.verbs.translations import (
    TRANSLATION_DISCARDED,
    TRANSLATION_DRAFTED,
    TRANSLATION_PUBLISHED,
    TRANSLATION_STARTED,
    TRANSLATION_SUBMITTED,
)

WRITING_VERBS = (TRANSLATION_STARTED.name, TRANSLATION_DRAFTED.name, TRANSLATION_SUBMITTED.name)
"""The events whose people wrote in a translation."""


@transaction.atomic
def discard_translation(*, claim_id: int, language: str, editor: User, version: int | None = None) -> Event:
    """Discard the draft of a translation: it has what readers see again, or is deleted if they never saw it."""
    demand(editor, "translations.write")
    claim, translation = lock_translation(claim_id, language, version)
    if translation.is_waiting:
        raise TranslationSubmitted
    if not translation.is_draft:
        raise NoTranslationDraft
    if translation.publication is None:
        Case.objects.filter(translation=translation).delete()
        translation.delete()
    else:
        _restore_published(translation, translation.publication)
    return record_event(TRANSLATION_DISCARDED, actor=editor, claim=claim, data=TranslationEvent(language=language))


def _restore_published(translation: Translation, shown: Publication) -> None:
    """Give a translation the texts, the people and the times of its publication."""
    page, is_corrected = shown.content, shown.kind == Publication.Kind.CORRECTED
    translation.verdict_id, translation.statement = shown.verdict_id, shown.claim_text
    translation.headline = "" if page.headline == " ".join(shown.claim_text.split()) else page.headline
    translation.summary, translation.conclusion = page.summary, page.conclusion
    translation.justification, translation.correction = page.justification, shown.note if is_corrected else ""
    events = translation.claim.events.filter(data__language=translation.language).order_by("id")
    published = events.filter(verb=TRANSLATION_PUBLISHED.name).select_related("actor").latest("id")
    written = list(events.filter(verb__in=WRITING_VERBS, id__lt=published.pk).values_list("actor", "at"))
    translation.authors = list(dict.fromkeys(actor for actor, _ in written))
    translation.author_id, translation.submitted = written[-1]
    translation.approved, translation.approved_by = published.at, published.actor
    translation.saved, translation.sent_back, translation.sent_back_reason = translation.submitted, None, ""
    translation.version += 1
    translation.save()
