"""Refusals of translations of verdicts; see `claims.refusals`."""

from django.utils.translation import gettext_lazy as _

from claims.refusals import Refusal


class NothingToTranslate(Refusal):
    code = "nothing_to_translate"
    title = _("This claim has no public verdict. Only a published verdict can be translated.")


class UnknownLanguage(Refusal):
    code, status = "unknown_language", 422
    title = _("This is not the code of a language. Give one like “fr” or “pt-br”.")


class OriginalLanguage(Refusal):
    code, status = "original_language", 422
    title = _("The verdict is written in this language. Choose another one.")


class TranslationIncomplete(Refusal):
    code, status = "translation_incomplete", 422
    title = _("The translation is not complete.")


class TranslationBehind(Refusal):
    code = "translation_behind"
    title = _("The verdict was corrected after this translation was begun. Take over the correction first.")


class TranslationNotWaiting(Refusal):
    code = "translation_not_waiting"
    title = _("This translation is not waiting for approval.")


class TranslationSubmitted(Refusal):
    code = "translation_submitted"
    title = _("This translation is submitted. Recall it to change it, or wait for the moderator.")


class NoTranslationDraft(Refusal):
    code = "no_translation_draft"
    title = _("There is no draft of this translation.")


class TranslatorCannotApprove(Refusal):
    code, status = "translator_cannot_approve", 403
    title = _("You wrote in this translation. Another moderator must approve it.")


class TranslationNotPublic(Refusal):
    code = "translation_not_public"
    title = _("Readers do not see this translation.")
