"""The verbs of tips."""

from django.utils.translation import gettext_lazy as _

from claims.event_data import Verb
from claims.event_data.desk import (
    ReaderNotified,
    TipChanged,
    TipEmailsErased,
    TipGrouping,
    TipsDecided,
    TipSuggestion,
    TipSuggestionJudged,
)

TIP_SUBMITTED = Verb("tip.submitted", _("Tip received"), TipChanged)
TIP_GROUPED = Verb("tip.grouped", _("Tip grouped with another"), TipGrouping)
TIP_SUGGESTED = Verb("tip.suggested", _("Claim suggested for a tip"), TipSuggestion)
TIP_LINKED = Verb("tip.linked", _("Linked to a tip"), TipsDecided)
TIP_DECLINED = Verb("tip.declined", _("Tip declined"), TipsDecided)
TIP_REOPENED = Verb("tip.reopened", _("Link to a tip removed"), TipsDecided)
TIP_SUGGESTION_REJECTED = Verb("tip.suggestion_rejected", _("Suggestion for a tip rejected"), TipSuggestionJudged)
TIP_SUGGESTION_RESTORED = Verb(
    "tip.suggestion_restored", _("Rejected suggestion for a tip restored"), TipSuggestionJudged
)
TIP_SEPARATED = Verb("tip.separated", _("Tip separated from another"), TipGrouping)
TIP_ARTICLE_CREATED = Verb("tip.article_created", _("Tip submitted as an article"), TipChanged)
TIP_EMAILS_ERASED = Verb("tips.emails_erased", _("E-mail addresses of readers erased"), TipEmailsErased)
READER_NOTIFIED = Verb("tip_reader.notified", _("Reader informed"), ReaderNotified)
