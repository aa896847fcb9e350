"""Why a fact-check may be about the same claim and why it may not, in words for editors.

Of Django, this table imports the translations alone. The comparison gives each reason as a code with the words of the
claim (`ours`) and of the fact-check (`theirs`).
"""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from claims.nlp.comparison import ComparisonReason, ReasonCode

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

REASON_TEXTS: "dict[ReasonCode, StrOrPromise]" = {
    ReasonCode.SHARED_NAMES: _("Names in both: %(ours)s"),
    ReasonCode.SHARED_WORDS: _("Words in both: %(ours)s"),
    ReasonCode.EQUAL_NUMBERS: _("The same number: %(ours)s"),
    ReasonCode.EQUAL_DATES: _("The same time: %(ours)s"),
    ReasonCode.EQUAL_SOURCES: _("The same source: %(ours)s"),
    ReasonCode.DIFFERENT_NUMBERS: _("Different numbers. Claim: %(ours)s. Fact-check: %(theirs)s."),
    ReasonCode.UNPAIRED_NUMBERS: _("Numbers of different things. Claim: %(ours)s. Fact-check: %(theirs)s."),
    ReasonCode.DIFFERENT_DATES: _("Different times. Claim: %(ours)s. Fact-check: %(theirs)s."),
    ReasonCode.DIFFERENT_PLACES: _("Different places. Claim: %(ours)s. Fact-check: %(theirs)s."),
    ReasonCode.UNPAIRED_NAMES: _("Different names. Claim: %(ours)s. Fact-check: %(theirs)s."),
    ReasonCode.OTHER_WORDS: _("Other words. Claim: %(ours)s. Fact-check: %(theirs)s."),
    ReasonCode.OPPOSITE_WORDS: _("Opposite words. Claim: %(ours)s. Fact-check: %(theirs)s."),
    ReasonCode.NEGATION: _("One of them negates what the other says. %(ours)s"),
    ReasonCode.EXCHANGED_NAMES: _("The names are exchanged. Claim: %(ours)s. Fact-check: %(theirs)s."),
    ReasonCode.DIFFERENT_SOURCES: _("Different sources. Claim: %(ours)s. Fact-check: %(theirs)s."),
    ReasonCode.FIRST_PERSON: _("The words speak of “I” or “we”, and the sources are not known to be the same."),
    ReasonCode.OTHER_LANGUAGE: _("Different languages. Claim: %(ours)s. Fact-check: %(theirs)s."),
    ReasonCode.UNREAD_LANGUAGE: _("The desk compares numbers and dates in this language, and no negation."),
}
"""The text of each code."""


def describe_match_reason(reason: ComparisonReason) -> str:
    """Return the text of a reason in the language of whoever reads it."""
    return str(REASON_TEXTS[reason.code] % {"ours": reason.ours, "theirs": reason.theirs}).strip()
