"""The verbs of events: one row each, with everything that is known about the verb.

Plain Python, except for translation. `claims.services.events.record_event` writes an event from a row.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from claims.event_data import NoData, Verb
from claims.event_data.articles import (
    ArticleConfirmed,
    ArticleEdited,
    ArticleReach,
    ArticleRead,
    ArticleResubmitted,
    ReadingFailed,
    ReadingStarted,
)
from claims.event_data.claims import (
    AppealsClosed,
    ClaimAdded,
    ClaimCorrected,
    ClaimDismissed,
    ClaimPlanned,
    ClaimRead,
    ClaimReopened,
    ClaimTakenOver,
    CommentChanged,
    DismissalAppealed,
    LeaseLapsed,
    MatchesSuggested,
    MatchJudged,
    Moved,
)
from claims.event_data.desk import (
    AccountEvent,
    CaseHolding,
    DeliveryReplayed,
    DensityChanged,
    FactChecksImported,
    FactorEvent,
    ImportChanged,
    KeysChanged,
    LanguageChanged,
    LogSigned,
    NotificationsChanged,
    QueueReprioritised,
    ReaderNotified,
    RoleChanged,
    SavedSearchChanged,
    SnapshotChanged,
    TimeZoneChanged,
    TipChanged,
    TipEmailsErased,
    TipGrouping,
    TipsDecided,
    TipSuggestion,
    TipSuggestionJudged,
    TokenChanged,
    TopicChanged,
    UserChanged,
    UserInvited,
    WebhookChanged,
    WebhookEdited,
    WeightsChanged,
)
from claims.event_data.operation import BackupReported, HeadWitnessed, LogCountersigned
from claims.event_data.retention import DataErased, DataRemoved
from claims.event_data.submissions import SubmissionChanged
from claims.event_data.verdicts import (
    CorrectionAbandoned,
    CorrectionStarted,
    DraftDeleted,
    EvidenceAdded,
    EvidenceEdited,
    EvidenceExamined,
    EvidenceFetchedAgain,
    EvidenceRemoved,
    EvidenceReused,
    PublicationScheduled,
    ReportClosed,
    ReportEmailsErased,
    ReporterNotified,
    ReportSubmitted,
    VerdictDrafted,
    VerdictPublished,
    VerdictSentBack,
    VerdictSubmitted,
    VerdictWithdrawn,
)

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionUndone(Moved):
    """A decision was undone; `event` is its id, `undone` its verb."""

    event: int
    undone: str

    def notes(self) -> list[StrOrPromise]:
        """Return the label of what was undone."""
        return [VERBS[self.undone].label]


# Articles -----------------------------------------------------------------------------

SUBMISSION_RECEIVED = Verb("submission.received", _("File or URL submitted"), SubmissionChanged)
SUBMISSION_FAILED = Verb("submission.failed", _("File or URL could not be read"), SubmissionChanged)
SUBMISSION_RETRIED = Verb("submission.retried", _("File or URL tried again"), SubmissionChanged)
ARTICLE_SUBMITTED = Verb("article.submitted", _("Submitted"), NoData)
ARTICLE_SUBMITTED_AGAIN = Verb("article.submitted_again", _("Submitted again"), ArticleResubmitted)
ARTICLE_CONFIRMED = Verb("article.confirmed", _("Text found at its address"), ArticleConfirmed)
ARTICLE_EDITED = Verb("article.edited", _("Details edited"), ArticleEdited, decides=True, reversal="restore_details")
ARTICLE_REACH_CHANGED = Verb("article.reach_changed", _("Reach changed"), ArticleReach)
ARTICLE_READING = Verb("article.reading", _("Reading started"), ReadingStarted)
ARTICLE_READ = Verb("article.read", _("Read"), ArticleRead)
ARTICLE_READING_FAILED = Verb("article.reading_failed", _("Reading failed; it will be retried"), ReadingFailed)
ARTICLE_FAILED = Verb("article.failed", _("Could not be read"), ReadingFailed)
ARTICLE_RETRIED = Verb("article.retried", _("Retry requested"), NoData)
ARTICLE_REREAD = Verb("article.reread", _("New reading requested"), NoData)
ARTICLE_READING_ACCEPTED = Verb("article.reading_accepted", _("New reading accepted"), ArticleRead)

# Claims -------------------------------------------------------------------------------

CLAIM_ADDED = Verb("claim.added", _("Added from the article"), ClaimAdded, alters_claim=True)
CLAIM_ACCEPTED = Verb(
    "claim.accepted", _("Accepted into the queue"), Moved,
    decides=True, alters_claim=True, reversal="restore_status",
)  # fmt: skip
CLAIM_DISMISSED = Verb(
    "claim.dismissed", _("Dismissed"), ClaimDismissed,
    decides=True, alters_claim=True, reversal="reverse_dismissal",
)  # fmt: skip
CLAIM_REOPENED = Verb(
    "claim.reopened", _("Moved back to triage"), ClaimReopened,
    decides=True, alters_claim=True, reversal="reverse_reopening",
)  # fmt: skip
CLAIM_TAKEN = Verb(
    "claim.taken", _("Taken from the queue"), LeaseLapsed, decides=True, alters_claim=True, reversal="reverse_taking"
)
CLAIM_TAKEN_OVER = Verb("claim.taken_over", _("Taken over"), ClaimTakenOver, alters_claim=True)
CLAIM_RELEASED = Verb(
    "claim.released", _("Returned to the queue"), LeaseLapsed,
    decides=True, alters_claim=True, reversal="reverse_release",
)  # fmt: skip
CLAIM_CORRECTED = Verb(
    "claim.corrected", _("Reading corrected"), ClaimCorrected,
    decides=True, alters_claim=True, reversal="restore_reading",
)  # fmt: skip
CLAIM_READ = Verb("claim.read", _("Passage read"), ClaimRead, alters_claim=True)
CLAIM_PLANNED = Verb(
    "claim.planned", _("Planned"), ClaimPlanned,
    decides=True, alters_claim=True, reversal="restore_plan",
)  # fmt: skip
CLAIM_DEADLINE_NEAR = Verb("claim.deadline_near", _("Deadline is near"), NoData)
DECISION_UNDONE = Verb("decision.undone", _("Undone"), DecisionUndone, alters_claim=True)
LEASE_RENEWED = Verb("lease.renewed", _("Lease renewed"), NoData, listed=False)
LEASE_LEFT = Verb("lease.left", _("Page left"), NoData, listed=False)
COMMENT_ADDED = Verb("comment.added", _("Comment added"), CommentChanged, listed=False)
COMMENT_REMOVED = Verb("comment.removed", _("Comment deleted"), CommentChanged, listed=False)
COMMENT_RESTORED = Verb("comment.restored", _("Comment restored"), CommentChanged, listed=False)
DISMISSAL_APPEALED = Verb("appeal.submitted", _("Dismissal appealed"), DismissalAppealed)
APPEAL_CLOSED = Verb("appeal.closed", _("Appeal answered"), AppealsClosed)
MATCH_SUGGESTED = Verb("match.suggested", _("Earlier fact-checks suggested"), MatchesSuggested)
MATCH_CONFIRMED = Verb(
    "match.confirmed", _("Fact-check confirmed: the same claim"), MatchJudged,
    decides=True, reversal="restore_judgement",
)  # fmt: skip
MATCH_REJECTED = Verb(
    "match.rejected", _("Fact-check rejected: another claim"), MatchJudged,
    decides=True, reversal="restore_judgement",
)  # fmt: skip
MATCH_REOPENED = Verb(
    "match.reopened", _("Judgement on a fact-check reversed"), MatchJudged,
    decides=True, reversal="restore_judgement",
)  # fmt: skip

# Verdicts -----------------------------------------------------------------------------

EVIDENCE_ADDED = Verb(
    "evidence.added", _("Evidence added"), EvidenceAdded, decides=True, reversal="reverse_added_evidence"
)
EVIDENCE_REUSED = Verb(
    "evidence.reused", _("Evidence of an earlier verdict added"), EvidenceReused,
    decides=True, reversal="reverse_reused_evidence",
)  # fmt: skip
EVIDENCE_CHANGED = Verb("evidence.changed", _("Evidence changed"), EvidenceEdited)
EVIDENCE_REMOVED = Verb(
    "evidence.removed", _("Evidence removed"), EvidenceRemoved,
    decides=True, reversal="reverse_removed_evidence",
)  # fmt: skip
EVIDENCE_FETCHED_AGAIN = Verb("evidence.fetched_again", _("Evidence page fetched again"), EvidenceFetchedAgain)
EVIDENCE_EXAMINED = Verb("evidence.examined", _("Evidence page stored, quote checked"), EvidenceExamined)
VERDICT_DRAFTED = Verb("verdict.drafted", _("Draft saved"), VerdictDrafted)
VERDICT_SUBMITTED = Verb(
    "verdict.submitted", _("Verdict submitted"), VerdictSubmitted,
    decides=True, alters_claim=True, reversal="reverse_submission", folded=True,
)  # fmt: skip
VERDICT_SENT_BACK = Verb(
    "verdict.sent_back", _("Verdict sent back"), VerdictSentBack,
    decides=True, alters_claim=True, reversal="reverse_sending_back",
)  # fmt: skip
VERDICT_APPROVED = Verb(
    "verdict.approved", _("Verdict approved"), Moved,
    decides=True, alters_claim=True, reversal="reverse_approval",
)  # fmt: skip
PUBLICATION_SCHEDULED = Verb(
    "publication.scheduled", _("Publication started"), PublicationScheduled,
    decides=True, alters_claim=True, reversal="stop_publication",
)  # fmt: skip
WITHDRAWAL_SCHEDULED = Verb(
    "withdrawal.scheduled", _("Withdrawal started"), PublicationScheduled,
    decides=True, alters_claim=True, reversal="stop_publication",
)  # fmt: skip
VERDICT_PUBLISHED = Verb(
    "verdict.published", _("Verdict published"), VerdictPublished,
    decides=True, public=True, alters_claim=True, folded=True,
)  # fmt: skip
CORRECTION_STARTED = Verb(
    "correction.started", _("Correction started"), CorrectionStarted,
    decides=True, alters_claim=True, reversal="reverse_correction",
)  # fmt: skip
CORRECTION_ABANDONED = Verb(
    "correction.abandoned", _("Correction abandoned; published verdict unchanged"), CorrectionAbandoned,
    decides=True, alters_claim=True, reversal="restore_correction",
)  # fmt: skip
VERDICT_WITHDRAWN = Verb(
    "verdict.withdrawn", _("Verdict withdrawn"), VerdictWithdrawn,
    decides=True, public=True, alters_claim=True,
)  # fmt: skip
REPORT_SUBMITTED = Verb("report.submitted", _("Reported by a reader"), ReportSubmitted)
REPORT_CLOSED = Verb("report.closed", _("Report closed"), ReportClosed)
REPORT_EMAILS_ERASED = Verb("reports.emails_erased", _("E-mail addresses of reporters erased"), ReportEmailsErased)
REPORTER_NOTIFIED = Verb("reporter.notified", _("Reporter informed of the outcome"), ReporterNotified)

# Tips ---------------------------------------------------------------------------------

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

# The desk -----------------------------------------------------------------------------

USER_INVITED = Verb("user.invited", _("Invited"), UserInvited)
USER_INVITED_AGAIN = Verb("user.invited_again", _("Invited again"), AccountEvent)
USER_CHANGED = Verb("user.changed", _("Account changed"), UserChanged)
USER_SIGNED_IN = Verb("user.signed_in", _("Signed in"), AccountEvent)
USER_SIGN_IN_FAILED = Verb("user.sign_in_failed", _("Sign-in failed"), FactorEvent)
USER_PASSWORD_CHANGED = Verb("user.password_changed", _("Password changed; API tokens ended"), AccountEvent)
USER_EMAIL_CHANGED = Verb("user.email_changed", _("E-mail address changed"), AccountEvent)
USER_FACTOR_CHANGED = Verb("user.factor_changed", _("Second factor changed"), FactorEvent)
USER_SESSIONS_ENDED = Verb("user.sessions_ended", _("Sessions ended"), AccountEvent)
USER_DATA_DOWNLOADED = Verb("user.data_downloaded", _("Own data downloaded"), AccountEvent)
DATA_ERASED = Verb("data.erased", _("Expired data erased"), DataErased)
DATA_REMOVED = Verb("data.removed", _("Removed for good"), DataRemoved)
ROLE_CHANGED = Verb("role.changed", _("Role changed"), RoleChanged)
KEYS_CHANGED = Verb("keys.changed", _("Keyboard shortcuts changed"), KeysChanged)
LANGUAGE_CHANGED = Verb("language.changed", _("Language changed"), LanguageChanged)
TOUR_ENDED = Verb("tour.ended", _("Tour of the desk ended"), NoData)
TIME_ZONE_CHANGED = Verb("time_zone.changed", _("Time zone changed"), TimeZoneChanged)
DENSITY_CHANGED = Verb("density.changed", _("Density of lists changed"), DensityChanged)
NOTIFICATIONS_CHANGED = Verb("notifications.changed", _("Notifications changed"), NotificationsChanged)
TOKEN_ISSUED = Verb("token.issued", _("Token created"), TokenChanged)
TOKEN_REVOKED = Verb("token.revoked", _("Token revoked"), TokenChanged)
LOG_SIGNED = Verb("log.signed", _("Log signed"), LogSigned)
LOG_COUNTERSIGNED = Verb("log.countersigned", _("Log countersigned by a witness"), LogCountersigned)
HEAD_WITNESSED = Verb("head.witnessed", _("Head of another desk countersigned"), HeadWitnessed)
FORK_FOUND = Verb("head.fork_found", _("Head of another desk contradicts an earlier one"), HeadWitnessed)
BACKUP_MADE = Verb("backup.made", _("Backup made"), BackupReported)
BACKUP_DRILLED = Verb("backup.drilled", _("Backup restored on trial"), BackupReported)
WEBHOOK_CREATED = Verb("webhook.created", _("Webhook created"), WebhookChanged)
WEBHOOK_CHANGED = Verb("webhook.changed", _("Webhook changed"), WebhookEdited)
WEBHOOK_ROTATED = Verb("webhook.rotated", _("Webhook secret rotated"), WebhookChanged)
WEBHOOK_PAUSED = Verb("webhook.paused", _("Webhook paused"), WebhookChanged)
WEBHOOK_RESUMED = Verb("webhook.resumed", _("Webhook resumed"), WebhookChanged)
WEBHOOK_ENDED = Verb("webhook.ended", _("Webhook ended"), WebhookChanged)
WEBHOOK_TESTED = Verb("webhook.tested", _("Test message to a webhook"), WebhookChanged)
WEBHOOK_REPLAYED = Verb("webhook.replayed", _("Webhook delivery repeated"), DeliveryReplayed)
CASE_TAKEN = Verb("case.taken", _("Case taken"), CaseHolding)
CASE_RENEWED = Verb("case.renewed", _("Case held longer"), CaseHolding)
CASE_TAKEN_OVER = Verb("case.taken_over", _("Case taken over"), CaseHolding)
CASE_RELEASED = Verb("case.released", _("Case released"), CaseHolding)
SEARCH_SAVED = Verb("saved_search.saved", _("Search saved"), SavedSearchChanged)
SEARCH_RENAMED = Verb("saved_search.renamed", _("Saved search renamed"), SavedSearchChanged)
SEARCH_DELETED = Verb("saved_search.deleted", _("Saved search deleted"), SavedSearchChanged)
TOPIC_ADDED = Verb("topic.added", _("Topic added"), TopicChanged)
TOPIC_CHANGED = Verb("topic.changed", _("Topic changed"), TopicChanged)
WEIGHTS_CHANGED = Verb("weights.changed", _("Weights changed"), WeightsChanged)
QUEUE_REPRIORITISED = Verb("queue.reprioritised", _("Queue reordered by the new weights"), QueueReprioritised)
SNAPSHOT_REQUESTED = Verb("snapshot.requested", _("Page requested"), SnapshotChanged)
SNAPSHOT_STORED = Verb("snapshot.stored", _("Page stored"), SnapshotChanged)
SNAPSHOT_DELAYED = Verb("snapshot.delayed", _("Page not available; the fetch will be retried"), SnapshotChanged)
SNAPSHOT_FAILED = Verb("snapshot.failed", _("Page could not be fetched"), SnapshotChanged)
IMPORT_REQUESTED = Verb("import.requested", _("Import requested"), ImportChanged)
IMPORT_FAILED = Verb("import.failed", _("Import failed"), ImportChanged)
FACT_CHECKS_IMPORTED = Verb("fact_checks.imported", _("Fact-checks imported"), FactChecksImported)

VERBS: dict[str, Verb[Any]] = {row.name: row for row in list(globals().values()) if isinstance(row, Verb)}
"""All verbs by name, in the order of this file."""
DECISIONS = frozenset(row.name for row in VERBS.values() if row.decides)
"""Decisions of people about claims; the newest that stands can be undone, unless it is public."""
CLAIM_ALTERING_VERBS = tuple(row.name for row in VERBS.values() if row.alters_claim)
UNLISTED_VERBS = tuple(row.name for row in VERBS.values() if not row.listed)
ACCOUNT_VERBS = tuple(row.name for row in VERBS.values() if issubclass(row.data, AccountEvent))
SIGN_IN_VERBS = (USER_SIGNED_IN.name, USER_SIGN_IN_FAILED.name)
BACKUP_VERBS = (BACKUP_MADE.name, BACKUP_DRILLED.name)
DRAFT_DELETING_VERBS = tuple(row.name for row in VERBS.values() if issubclass(row.data, DraftDeleted))
