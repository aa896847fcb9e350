"""The end of translations: one by one, or all of them with their original."""

from claims.event_data.translations import TranslationWithdrawn
from claims.models import Claim, Event, Publication, Translation, User
from claims.services.events import record_event
from claims.services.publication_records import save_publication
from claims.services.translation_builder import build_translation_end
from claims.verbs.translations import TRANSLATION_WITHDRAWN

Kind = Publication.Kind


def end_translations(claim: Claim, original: Publication) -> None:
    """Withdraw or remove the public translations of a locked claim, as its original was in the same transaction."""
    public = claim.translations.select_for_update(no_key=True, of=("self",)).select_related("publication__verdict")
    for translation in public.filter(publication__isnull=False).exclude(publication__kind__in=Publication.GONE_KINDS):
        end_translation(claim, translation, Kind(original.kind), original.note, original.published_by)


def end_translation(claim: Claim, translation: Translation, kind: Kind, reason: str, by: User) -> Event:
    """Withdraw or remove one public translation of a locked claim."""
    translation.claim = claim
    publication = save_publication(build_translation_end(translation, kind, reason, by))
    translation.publication, translation.behind_since = publication, None
    translation.version += 1
    translation.save(update_fields=["publication", "version"])
    data = TranslationWithdrawn(language=translation.language, revision=publication.revision, reason=reason)
    return record_event(TRANSLATION_WITHDRAWN, actor=by, claim=claim, data=data)
