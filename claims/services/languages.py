"""The language in which a person reads the desk."""

from django.db import transaction
from django.utils.translation import gettext

from claims.event_data.desk import LanguageChanged
from claims.models import User
from claims.refusals import BadValue
from claims.selectors.identity import get_identity
from claims.services.events import record_event
from claims.verbs.desk import LANGUAGE_CHANGED


@transaction.atomic
def set_language(*, person: User, language: str) -> User:
    """Save the language a person reads in; an empty one follows their browser. Refuses what the desk does not speak."""
    if language and language not in get_identity().languages:
        raise BadValue(gettext("The desk is not translated into this language."), field="language")
    person.language = language
    person.save(update_fields=["language"])
    record_event(LANGUAGE_CHANGED, actor=person, data=LanguageChanged(language=language))
    return person


def mail_language(person: User | None) -> str:
    """Return the language of mail to a person: their own, or that of the desk."""
    return (person.language if person else "") or get_identity().language
