"""The verbs of translations of verdicts."""

from django.utils.translation import gettext_lazy as _

from claims.event_data import Verb
from claims.event_data.translations import (
    TranslationDrafted,
    TranslationEvent,
    TranslationPublished,
    TranslationSentBack,
    TranslationWithdrawn,
)

TRANSLATION_STARTED = Verb("translation.started", _("Translation started"), TranslationEvent)
TRANSLATION_DRAFTED = Verb("translation.drafted", _("Translation saved"), TranslationDrafted, folded=True)
TRANSLATION_SUBMITTED = Verb("translation.submitted", _("Translation submitted"), TranslationEvent)
TRANSLATION_RECALLED = Verb("translation.recalled", _("Translation recalled"), TranslationEvent)
TRANSLATION_DISCARDED = Verb("translation.discarded", _("Draft of a translation discarded"), TranslationEvent)
TRANSLATION_SENT_BACK = Verb("translation.sent_back", _("Translation sent back"), TranslationSentBack)
TRANSLATION_PUBLISHED = Verb("translation.published", _("Translation published"), TranslationPublished)
TRANSLATION_WITHDRAWN = Verb("translation.withdrawn", _("Translation withdrawn"), TranslationWithdrawn)
