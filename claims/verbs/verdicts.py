"""The verbs of evidence, verdicts, publications and reports."""

from django.utils.translation import gettext_lazy as _

from claims.event_data import Verb
from claims.event_data.claims import Moved
from claims.event_data.verdicts import (
    CorrectionAbandoned,
    CorrectionStarted,
    EvidenceAdded,
    EvidenceEdited,
    EvidenceExamined,
    EvidenceFetchedAgain,
    EvidenceRemoved,
    EvidenceReused,
    FileStored,
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
FILE_STORED = Verb("file.stored", _("File stored"), FileStored)
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
