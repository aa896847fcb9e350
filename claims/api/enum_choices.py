"""The sets of values of the API, each with one name in the OpenAPI document."""

from django.utils.translation import gettext_lazy as _

from claims.dismissals import DISMISSALS
from claims.frequencies import FREQUENCY_LABELS
from claims.models import (
    Appearance,
    Article,
    Case,
    ClaimRelation,
    Delivery,
    FigureMatch,
    Import,
    LearnedWeights,
    Match,
    Publication,
    Quantity,
    QuoteCheck,
    Revisit,
    Series,
    SeriesImport,
    Snapshot,
    Source,
    Submission,
    Tip,
    Translation,
    Watch,
    WatchItem,
    Webhook,
)
from claims.models.token import SCOPES
from claims.models.webhook_event import NOTIFICATION_EVENTS, NOTIFICATION_TYPE, WEBHOOK_EVENTS
from claims.nlp.comparison import ReasonCode
from claims.notification_kinds import CHANNELS, NOTIFICATION_KINDS
from claims.outcomes import APPEAL_OUTCOMES, REPORT_OUTCOMES
from claims.page_changes import PASSAGE_LABELS
from claims.priority import PRIORITY_PARTS
from claims.rating_scales import PICTURES, TONES
from claims.ratings import RATINGS
from claims.relation_kinds import RELATION_CHOICES, SUGGESTION_CHOICES
from claims.removal_reasons import REMOVABLE_LABELS, REMOVAL_REASONS
from claims.report_reasons import REPORT_REASONS
from claims.room_formats import WEBHOOK_FORMATS
from claims.selectors.desk_exports import EXPORT_STATES as DESK_EXPORT_STATES
from claims.services.requirements import SUBMISSION
from claims.verbs.desk import WEBHOOK_TESTED
from claims.watch_rules import INTERVALS, OUTCOMES
from claims.workflow import Role, Status

STATUSES = [(status.value, status.label) for status in Status]
ROLES = [(role.value, role.value) for role in Role]
CANONICAL_RATINGS = [(rating.code, rating.label) for rating in RATINGS.values()]
SCALE_TONES = list(TONES.items())
SCALE_PICTURES = [(code, picture.label) for code, picture in PICTURES.items()]
SUBMISSION_REQUIREMENTS = [(each.code, each.label) for each in SUBMISSION if not each.advised]
SUBMISSION_ADVICE = [(each.code, each.label) for each in SUBMISSION if each.advised]
ARTICLE_STATUSES = Article.Status.choices
ARTICLE_KINDS = Article.Kind.choices
CASE_KINDS = Case.Kind.choices
TRANSLATION_STATES = Translation.State.choices
REPORT_REASON_CHOICES = list(REPORT_REASONS.items())
REPORT_OUTCOME_CHOICES = list(REPORT_OUTCOMES.items())
APPEAL_OUTCOME_CHOICES = list(APPEAL_OUTCOMES.items())
REMOVAL_KINDS = list(REMOVABLE_LABELS.items())
REMOVAL_REASON_CHOICES = list(REMOVAL_REASONS.items())
NOTIFICATION_CHANNELS = list(CHANNELS.items())
NOTIFICATION_KIND_CHOICES = [(row.code, row.label) for row in NOTIFICATION_KINDS.values()]
PRIORITY_PART_CHOICES = [(part.code, part.label) for part in PRIORITY_PARTS]
PUBLICATION_KINDS = Publication.Kind.choices
MATCH_STATES = Match.State.choices
MATCH_RELATIONS = SUGGESTION_CHOICES
LEARNING_OUTCOMES = LearnedWeights.Outcome.choices
FIGURE_STATES = FigureMatch.State.choices
SERIES_FREQUENCIES = list(FREQUENCY_LABELS.items())
SERIES_MULTIPLIERS = Series.Multiplier.choices
SERIES_IMPORT_STATES = SeriesImport.State.choices
RELATION_KIND_CHOICES = RELATION_CHOICES
REASON_CODES = [(code.value, code.value) for code in ReasonCode]
RELATION_STATES = ClaimRelation.State.choices
TIP_STATES = Tip.State.choices
TIP_REASONS = Tip.Reason.choices
QUOTE_STATES = QuoteCheck.State.choices
SNAPSHOT_STATES = Snapshot.State.choices
SOURCE_KINDS = Source.Kind.choices
ASSERTIONS = Appearance.Assertion.choices
QUANTITY_KINDS = Quantity.Kind.choices
DISMISSAL_REASONS = [(row.code, row.label) for row in DISMISSALS.values()]
TOKEN_SCOPES = list(SCOPES.items())
WEBHOOK_EVENT_CHOICES = [(row.name, row.label) for row in WEBHOOK_EVENTS.values()]
WEBHOOK_FORMAT_CHOICES = list(WEBHOOK_FORMATS.items())
WEBHOOK_MESSAGE_TYPES = [
    *((name, label) for name, label in WEBHOOK_EVENT_CHOICES if name not in NOTIFICATION_EVENTS),
    (WEBHOOK_TESTED.name, WEBHOOK_TESTED.label),
    (NOTIFICATION_TYPE, _("A notification, to a room of its person")),
]
EXPORT_STATES = list(DESK_EXPORT_STATES.items())
IMPORT_STATES = Import.State.choices
SUBMISSION_STATES = Submission.State.choices
WEBHOOK_PAUSES = Webhook.Pause.choices
DELIVERY_STATES = Delivery.State.choices
REVISIT_FINDINGS = Revisit.Finding.choices
PASSAGE_FINDINGS = list(PASSAGE_LABELS.items())
WATCH_KINDS = Watch.Kind.choices
WATCH_INTERVALS = list(INTERVALS.items())
WATCH_PAUSES = Watch.Pause.choices
WATCH_OUTCOMES = list(OUTCOMES.items())
WATCH_ITEM_OUTCOMES = WatchItem.Outcome.choices
