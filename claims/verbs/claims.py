"""The verbs of claims, comments, appeals and matches."""

from django.utils.translation import gettext_lazy as _

from claims.event_data import NoData, Verb
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
from claims.event_data.relations import RelationJudged, RelationsSuggested

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
LEASE_RENEWED = Verb("lease.renewed", _("Lease renewed"), NoData, listed=False)
LEASE_LEFT = Verb("lease.left", _("Page left"), NoData, listed=False)
COMMENT_ADDED = Verb("comment.added", _("Comment added"), CommentChanged, listed=False)
COMMENT_REMOVED = Verb("comment.removed", _("Comment deleted"), CommentChanged, listed=False)
COMMENT_RESTORED = Verb("comment.restored", _("Comment restored"), CommentChanged, listed=False)
DISMISSAL_APPEALED = Verb("appeal.submitted", _("Dismissal appealed"), DismissalAppealed)
APPEAL_CLOSED = Verb("appeal.closed", _("Appeal answered"), AppealsClosed)
MATCH_SUGGESTED = Verb("match.suggested", _("Earlier fact-checks suggested"), MatchesSuggested)
MATCH_CONFIRMED = Verb(
    "match.confirmed", _("Fact-check confirmed"), MatchJudged,
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
RELATIONS_SUGGESTED = Verb("relations.suggested", _("Related claims suggested"), RelationsSuggested)
RELATION_CONFIRMED = Verb(
    "relation.confirmed", _("Relation to a claim confirmed"), RelationJudged,
    decides=True, reversal="restore_relation",
)  # fmt: skip
RELATION_REJECTED = Verb(
    "relation.rejected", _("Relation to a claim rejected"), RelationJudged,
    decides=True, reversal="restore_relation",
)  # fmt: skip
RELATION_REOPENED = Verb(
    "relation.reopened", _("Judgement on a relation reversed"), RelationJudged,
    decides=True, reversal="restore_relation",
)  # fmt: skip
