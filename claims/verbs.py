"""The verbs of events: one row for each, with everything that is known about it.

Plain Python, but for the marks for translation. `claims.services.events.record` writes an event from a row.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from django.utils.translation import gettext_lazy as _

from claims.event_data import EventData, NoData, claims, desk, verdicts

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

D = TypeVar("D", bound=EventData)


@dataclass(frozen=True, slots=True, eq=False)
class Verb(Generic[D]):
    """One kind of event.

    `label` is what histories call it; they leave out what is not `listed`, and fold what is `folded`.
    `data` is the class of its data. `decides` marks a decision of a person about a claim; the newest decision
    can be undone by the function of `claims.services.reversals` that `reversal` names, unless it is `public`.
    `alters_claim` marks what changes a claim for everybody who has it open.
    """

    name: str
    label: StrOrPromise
    data: type[D]
    decides: bool = False
    public: bool = False
    alters_claim: bool = False
    reversal: str = ""
    listed: bool = True
    folded: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionUndone(claims.Moved):
    """A decision was undone: its event, and the name of its verb."""

    event: int
    undone: str

    def notes(self) -> list[StrOrPromise]:
        """What was undone."""
        return [VERBS[self.undone].label]


# Articles -----------------------------------------------------------------------------

ARTICLE_SUBMITTED = Verb("article.submitted", _("Submitted"), NoData)
ARTICLE_SUBMITTED_AGAIN = Verb("article.submitted_again", _("Submitted again"), NoData)
ARTICLE_REACH_CHANGED = Verb("article.reach_changed", _("Reach changed"), claims.ArticleReach)
ARTICLE_READING = Verb("article.reading", _("Reading started"), claims.ReadingStarted)
ARTICLE_READ = Verb("article.read", _("Read"), claims.ArticleRead)
ARTICLE_READING_FAILED = Verb("article.reading_failed", _("Reading failed; it is tried again"), claims.ReadingFailed)
ARTICLE_FAILED = Verb("article.failed", _("Could not be read"), claims.ReadingFailed)
ARTICLE_RETRIED = Verb("article.retried", _("Another attempt requested"), NoData)
ARTICLE_REREAD = Verb("article.reread", _("New reading requested"), NoData)

# Claims -------------------------------------------------------------------------------

CLAIM_ADDED = Verb("claim.added", _("Added from the article"), claims.ClaimAdded, alters_claim=True)
CLAIM_ACCEPTED = Verb(
    "claim.accepted", _("Accepted into the queue"), claims.Moved,
    decides=True, alters_claim=True, reversal="restore_status",
)  # fmt: skip
CLAIM_DISMISSED = Verb(
    "claim.dismissed", _("Dismissed"), claims.ClaimDismissed,
    decides=True, alters_claim=True, reversal="reverse_dismissal",
)  # fmt: skip
CLAIM_REOPENED = Verb(
    "claim.reopened", _("Moved back to triage"), claims.ClaimReopened,
    decides=True, alters_claim=True, reversal="reverse_reopening",
)  # fmt: skip
CLAIM_TAKEN = Verb(
    "claim.taken", _("Taken from the queue"), claims.LeaseLapsed,
    decides=True, alters_claim=True, reversal="reverse_taking",
)  # fmt: skip
CLAIM_TAKEN_OVER = Verb("claim.taken_over", _("Taken over"), claims.ClaimTakenOver, alters_claim=True)
CLAIM_RELEASED = Verb(
    "claim.released", _("Returned to the queue"), claims.LeaseLapsed,
    decides=True, alters_claim=True, reversal="reverse_release",
)  # fmt: skip
CLAIM_CORRECTED = Verb(
    "claim.corrected", _("Reading corrected"), claims.ClaimCorrected,
    decides=True, alters_claim=True, reversal="restore_reading",
)  # fmt: skip
CLAIM_PLANNED = Verb(
    "claim.planned", _("Planned"), claims.ClaimPlanned,
    decides=True, alters_claim=True, reversal="restore_plan",
)  # fmt: skip
DECISION_UNDONE = Verb("decision.undone", _("Undone"), DecisionUndone, alters_claim=True)
LEASE_RENEWED = Verb("lease.renewed", _("Lease renewed"), NoData, listed=False)
LEASE_LEFT = Verb("lease.left", _("Page left"), NoData, listed=False)
COMMENT_ADDED = Verb("comment.added", _("Comment added"), claims.CommentChanged, listed=False)
COMMENT_REMOVED = Verb("comment.removed", _("Comment deleted"), claims.CommentChanged, listed=False)
COMMENT_RESTORED = Verb("comment.restored", _("Comment restored"), claims.CommentChanged, listed=False)
DISMISSAL_CONTESTED = Verb("dismissal.contested", _("Dismissal appealed"), claims.DismissalContested)
CONTEST_CLOSED = Verb("contest.closed", _("Appeal answered"), claims.ContestsClosed)
MATCH_SUGGESTED = Verb("match.suggested", _("Earlier fact-checks suggested"), claims.MatchesSuggested)
MATCH_CONFIRMED = Verb(
    "match.confirmed", _("Fact-check confirmed: the same claim"), claims.MatchJudged,
    decides=True, reversal="restore_judgement",
)  # fmt: skip
MATCH_REJECTED = Verb(
    "match.rejected", _("Fact-check rejected: another claim"), claims.MatchJudged,
    decides=True, reversal="restore_judgement",
)  # fmt: skip
MATCH_REOPENED = Verb(
    "match.reopened", _("Judgement on a fact-check reversed"), claims.MatchJudged,
    decides=True, reversal="restore_judgement",
)  # fmt: skip

# Verdicts -----------------------------------------------------------------------------

EVIDENCE_ADDED = Verb(
    "evidence.added", _("Evidence added"), verdicts.EvidenceAdded, decides=True, reversal="reverse_added_evidence"
)
EVIDENCE_CHANGED = Verb("evidence.changed", _("Evidence changed"), verdicts.EvidenceEdited)
EVIDENCE_REMOVED = Verb(
    "evidence.removed", _("Evidence removed"), verdicts.EvidenceRemoved,
    decides=True, reversal="reverse_removed_evidence",
)  # fmt: skip
EVIDENCE_FETCHED_AGAIN = Verb("evidence.fetched_again", _("Evidence page fetched again"), verdicts.EvidenceFetchedAgain)
EVIDENCE_EXAMINED = Verb("evidence.examined", _("Evidence page saved, quote checked"), verdicts.EvidenceExamined)
VERDICT_DRAFTED = Verb("verdict.drafted", _("Draft saved"), verdicts.VerdictDrafted)
VERDICT_SUBMITTED = Verb(
    "verdict.submitted", _("Verdict submitted"), verdicts.VerdictSubmitted,
    decides=True, alters_claim=True, reversal="reverse_submission", folded=True,
)  # fmt: skip
VERDICT_SENT_BACK = Verb(
    "verdict.sent_back", _("Verdict sent back"), verdicts.VerdictSentBack,
    decides=True, alters_claim=True, reversal="reverse_sending_back",
)  # fmt: skip
VERDICT_APPROVED = Verb(
    "verdict.approved", _("Verdict approved"), claims.Moved,
    decides=True, alters_claim=True, reversal="reverse_approval",
)  # fmt: skip
VERDICT_PUBLISHED = Verb(
    "verdict.published", _("Verdict published"), verdicts.VerdictPublished,
    decides=True, public=True, alters_claim=True, folded=True,
)  # fmt: skip
VERDICT_CORRECTION_STARTED = Verb(
    "verdict.correction_started", _("Correction started"), verdicts.CorrectionStarted,
    decides=True, alters_claim=True, reversal="reverse_correction",
)  # fmt: skip
VERDICT_KEPT = Verb(
    "verdict.kept", _("Correction abandoned; the published verdict stands"), verdicts.VerdictKept,
    decides=True, alters_claim=True, reversal="restore_correction",
)  # fmt: skip
VERDICT_WITHDRAWN = Verb(
    "verdict.withdrawn", _("Verdict withdrawn"), verdicts.VerdictWithdrawn,
    decides=True, public=True, alters_claim=True,
)  # fmt: skip
FLAG_RAISED = Verb("flag.raised", _("Reported by a reader"), verdicts.FlagRaised)
FLAG_CLOSED = Verb("flag.closed", _("Report closed"), verdicts.FlagClosed)
REPORTER_TOLD = Verb("reporter.told", _("Reporter informed of the outcome"), verdicts.ReporterTold)

# Tips ---------------------------------------------------------------------------------

TIP_ASKED = Verb("tip.asked", _("Tip received"), desk.TipChanged)
TIP_GROUPED = Verb("tip.grouped", _("Tip grouped with another"), desk.TipHead)
TIP_SUGGESTED = Verb("tip.suggested", _("Claim suggested for a tip"), desk.TipSuggestion)
TIP_LINKED = Verb("tip.linked", _("Linked to a tip"), desk.TipsDecided)
TIP_DECLINED = Verb("tip.declined", _("Tip declined"), desk.TipsDecided)
TIP_REOPENED = Verb("tip.reopened", _("Link to a tip removed"), desk.TipsDecided)
TIP_REJECTED = Verb("tip.rejected", _("Suggestion for a tip rejected"), desk.TipUnlike)
TIP_RECONSIDERED = Verb("tip.reconsidered", _("Rejected suggestion for a tip restored"), desk.TipUnlike)
TIP_SEPARATED = Verb("tip.separated", _("Tip separated from another"), desk.TipHead)
TIP_TAKEN_IN = Verb("tip.taken_in", _("Tip submitted as an article"), desk.TipChanged)
TIPS_FORGOTTEN = Verb("tips.forgotten", _("Addresses of readers erased"), desk.TipsForgotten)
READER_TOLD = Verb("reader.told", _("Reader informed"), desk.ReaderTold)

# The desk -----------------------------------------------------------------------------

USER_INVITED = Verb("user.invited", _("Invited"), desk.UserInvited)
USER_INVITED_AGAIN = Verb("user.invited_again", _("Invited again"), desk.AccountEvent)
USER_CHANGED = Verb("user.changed", _("Account changed"), desk.UserChanged)
ROLE_CHANGED = Verb("role.changed", _("Role changed"), desk.RoleChanged)
KEYS_CHANGED = Verb("keys.changed", _("Keyboard shortcuts changed"), desk.KeysChanged)
LANGUAGE_CHANGED = Verb("language.changed", _("Language changed"), desk.LanguageChanged)
TOKEN_ISSUED = Verb("token.issued", _("Token created"), desk.TokenChanged)
TOKEN_REVOKED = Verb("token.revoked", _("Token revoked"), desk.TokenChanged)
LOG_SIGNED = Verb("log.signed", _("Log signed"), desk.LogSigned)
WEBHOOK_CREATED = Verb("webhook.created", _("Webhook created"), desk.WebhookChanged)
WEBHOOK_CHANGED = Verb("webhook.changed", _("Webhook changed"), desk.WebhookEdited)
WEBHOOK_ROTATED = Verb("webhook.rotated", _("Webhook secret rotated"), desk.WebhookChanged)
WEBHOOK_PAUSED = Verb("webhook.paused", _("Webhook paused"), desk.WebhookChanged)
WEBHOOK_RESUMED = Verb("webhook.resumed", _("Webhook resumed"), desk.WebhookChanged)
WEBHOOK_ENDED = Verb("webhook.ended", _("Webhook ended"), desk.WebhookChanged)
WEBHOOK_REPLAYED = Verb("webhook.replayed", _("Webhook delivery repeated"), desk.DeliveryReplayed)
CASE_TAKEN = Verb("case.taken", _("Case taken"), desk.CaseHeld)
CASE_RENEWED = Verb("case.renewed", _("Case kept"), desk.CaseHeld)
CASE_TAKEN_OVER = Verb("case.taken_over", _("Case taken over"), desk.CaseHeld)
CASE_RELEASED = Verb("case.released", _("Case released"), desk.CaseHeld)
VIEW_SAVED = Verb("view.saved", _("Search saved"), desk.ViewChanged)
VIEW_RENAMED = Verb("view.renamed", _("Saved search renamed"), desk.ViewChanged)
VIEW_REMOVED = Verb("view.removed", _("Saved search deleted"), desk.ViewChanged)
TOPIC_ADDED = Verb("topic.added", _("Topic added"), desk.TopicChanged)
TOPIC_CHANGED = Verb("topic.changed", _("Topic changed"), desk.TopicChanged)
WEIGHTS_CHANGED = Verb("weights.changed", _("Weights changed"), desk.WeightsChanged)
WEIGHTS_FOLLOWED = Verb("weights.followed", _("Claims reordered by the new weights"), desk.WeightsFollowed)
SNAPSHOT_ASKED = Verb("snapshot.asked", _("Page requested"), desk.SnapshotChanged)
SNAPSHOT_KEPT = Verb("snapshot.kept", _("Page saved"), desk.SnapshotChanged)
SNAPSHOT_DELAYED = Verb("snapshot.delayed", _("Page not available yet"), desk.SnapshotChanged)
SNAPSHOT_FAILED = Verb("snapshot.failed", _("Page could not be fetched"), desk.SnapshotChanged)
REVIEWS_IMPORT_ASKED = Verb("reviews.import_asked", _("Import requested"), desk.ImportChanged)
REVIEWS_IMPORT_FAILED = Verb("reviews.import_failed", _("Import failed"), desk.ImportChanged)
REVIEWS_IMPORTED = Verb("reviews.imported", _("Fact-checks imported"), desk.ReviewsImported)

VERBS: dict[str, Verb[Any]] = {row.name: row for row in list(globals().values()) if isinstance(row, Verb)}
"""All verbs by name, in the order of this file."""

DECISIONS = frozenset(row.name for row in VERBS.values() if row.decides)
"""The decisions of people about claims; the newest that stands can be undone, unless it is public."""

ALTERING = tuple(row.name for row in VERBS.values() if row.alters_claim)
UNLISTED = tuple(row.name for row in VERBS.values() if not row.listed)
OF_PEOPLE = tuple(row.name for row in VERBS.values() if issubclass(row.data, desk.AccountEvent))
DELETING_DRAFTS = tuple(row.name for row in VERBS.values() if issubclass(row.data, verdicts.DraftDeleted))
