"""The reasons of a comparison of two claims in words. Of Django, this table imports the translations alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from claims.language_names import name_language
from claims.nlp.comparison import ComparisonReason, ReasonCode

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

REASON_TEXTS: dict[ReasonCode, StrOrPromise] = {
    ReasonCode.SHARED_NAMES: _("Both name: %(ours)s"),
    ReasonCode.SHARED_WORDS: _("Words in common: %(ours)s"),
    ReasonCode.EQUAL_NUMBERS: _("The same number: %(ours)s"),
    ReasonCode.EQUAL_DATES: _("The same time: %(ours)s"),
    ReasonCode.EQUAL_SOURCES: _("The same source: %(ours)s"),
    ReasonCode.DIFFERENT_NUMBERS: _("Different numbers: %(ours)s here, %(theirs)s there"),
    ReasonCode.UNPAIRED_NUMBERS: _("Numbers of different things: %(ours)s here, %(theirs)s there"),
    ReasonCode.DIFFERENT_DATES: _("Different times: %(ours)s here, %(theirs)s there"),
    ReasonCode.DIFFERENT_PLACES: _("Different places: %(ours)s here, %(theirs)s there"),
    ReasonCode.UNPAIRED_NAMES: _("Different names: %(ours)s here, %(theirs)s there"),
    ReasonCode.OTHER_WORDS: _("Different words: %(ours)s here, %(theirs)s there"),
    ReasonCode.OPPOSITE_WORDS: _("The opposite: %(ours)s here, %(theirs)s there"),
    ReasonCode.NEGATION: _("Only one of them is negated: %(ours)s"),
    ReasonCode.UNCERTAIN: _("Only one of them is uncertain: %(ours)s%(theirs)s"),
    ReasonCode.EXCHANGED_NAMES: _("Words have changed places: %(ours)s here, %(theirs)s there"),
    ReasonCode.DIFFERENT_SOURCES: _("Different sources: %(ours)s here, %(theirs)s there"),
    ReasonCode.FIRST_PERSON: _("Somebody speaks of themselves"),
    ReasonCode.OTHER_LANGUAGE: _("Different languages: %(ours)s here, %(theirs)s there"),
    ReasonCode.UNREAD_LANGUAGE: _("The desk does not read negations in this language"),
}
"""What each reason says; `ours` are the words of this claim, `theirs` those of the other."""


LANGUAGE_CODES = frozenset({ReasonCode.OTHER_LANGUAGE, ReasonCode.UNREAD_LANGUAGE})
"""Reasons whose words are codes of languages."""


def reason_text(reason: ComparisonReason) -> str:
    """Return a reason in the language of the page."""
    ours, theirs = reason.ours, reason.theirs
    if reason.code in LANGUAGE_CODES:
        ours, theirs = name_language(ours), name_language(theirs)
    return str(REASON_TEXTS[reason.code]) % {"ours": ours, "theirs": theirs}
