"""Event data of verdicts, their evidence, and the reports of readers."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from claims.event_data.base import EventData
from claims.event_data.claims import Moved
from claims.json_data import JsonData
from claims.outcomes import REPORT_OUTCOMES
from claims.report_reasons import REPORT_REASONS

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

QUOTE_FINDINGS: dict[str, StrOrPromise] = {
    "verbatim": _("The quote appears word for word."),
    "gaps": _("The quote appears with words left out."),
    "cut": _("The quote appears, but is cut inside a word or a number."),
    "missing": _("The quote does not appear on the page."),
    "none": "",
}
"""The results of a quote check, by code."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictDrafted(EventData):
    """A draft was saved: the changed fields, with a delta and a checksum each (see `claims.text_deltas`).

    Deltas that are too large to store are left out. `reviewed` are the numbers of changed evidence whose sentences
    the editor has looked at again.
    """

    revision: int
    changed: list[str]
    delta: dict[str, list[Any]] = field(default_factory=dict)
    sums: dict[str, int] = field(default_factory=dict)
    reviewed: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictSubmitted(Moved):
    """The submitted revision and its rating; `rating_words` if it is in own words."""

    revision: int
    rating: str
    rating_words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval(JsonData):
    """An approval: the moderator and the time."""

    by: int | None
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictSentBack(Moved):
    """`notes_by_part` are notes about single parts of the verdict; `approval` is the approval that was withdrawn."""

    reason: str
    notes_by_part: dict[str, str] = field(default_factory=dict)
    approval: Approval | None = None

    def notes(self) -> list[StrOrPromise]:
        """Return what has to change."""
        return [self.reason]


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicationScheduled(EventData):
    """A publication or a withdrawal that waits to go out; `words` are the note or the reason for it."""

    words: str = ""

    def notes(self) -> list[StrOrPromise]:
        """Return the note or the reason."""
        return [self.words]


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictPublished(Moved):
    """The published revision; `lacks` has the codes of publication checks it did not pass, `note` the explanation."""

    revision: int
    lacks: list[str] = field(default_factory=list)
    note: str = ""

    def notes(self) -> list[StrOrPromise]:
        """Return why it was published without passing the checks."""
        return [self.note]


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionStarted(Moved):
    """A correction was started; `reason` says what has to be corrected, for the desk only."""

    reason: str

    def notes(self) -> list[StrOrPromise]:
        """Return the reason."""
        return [gettext("For the desk only: %(reason)s") % {"reason": self.reason}]


@dataclass(frozen=True, slots=True, kw_only=True)
class DeletedDraft(JsonData):
    """The texts of a deleted draft, without those that are too long for the history."""

    revision: int
    texts: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftContent(JsonData):
    """The content of a draft that an undo restores; `evidence` as `selectors.evidence.dump_evidence` returns it."""

    author_id: int
    authors: list[int]
    rating: str
    summary: str
    justification: str
    correction: str
    evidence: list[dict[str, Any]]
    headline: str = ""
    conclusion: str = ""
    last_evidence: int = 0
    rating_words: str = ""
    scale_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftDeleted(Moved):
    """A move that deletes the draft of the claim, if it has one."""

    dropped: DeletedDraft | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionAbandoned(DraftDeleted):
    """A correction was abandoned."""

    draft: DraftContent | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictWithdrawn(DraftDeleted):
    """The revision of the withdrawal, and the reason that readers see."""

    revision: int
    reason: str

    def notes(self) -> list[StrOrPromise]:
        """Return the reason."""
        return [gettext("For readers: %(reason)s") % {"reason": self.reason}]


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceChanged(EventData):
    """Evidence as the history shows it; `item` has its texts by field.

    `insisted` says why its source depends on the claim's own, if an editor counts it as independent all the same.
    """

    evidence: int
    question: str
    item: dict[str, str]
    insisted: str = ""

    def notes(self) -> list[StrOrPromise]:
        """Return why the source depends on the claim's own."""
        sentence = gettext("Counted as independent although: %(reason)s")
        return [sentence % {"reason": self.insisted}] if self.insisted else []


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceAdded(EvidenceChanged):
    """`snapshot` is the id of the snapshot of its page."""

    snapshot: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceReused(EventData):
    """The evidence that was copied from the verdict on the claim `original`: the ids and questions of the copies."""

    original: int
    evidence: list[int]
    questions: list[str]

    def notes(self) -> list[StrOrPromise]:
        """Return from which claim it comes, and the questions."""
        return [gettext("From the verdict on claim %(claim)s") % {"claim": self.original}, *self.questions]


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceEdited(EvidenceChanged):
    """`changed` has each field before and after; the fields are those of `selectors.evidence.dump_evidence`."""

    changed: dict[str, list[Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceRemoved(EvidenceChanged):
    """`was` is its content, as `selectors.evidence.dump_evidence` returns it."""

    was: dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceFetchedAgain(EvidenceChanged):
    """The snapshot of its page before, and the one that is being fetched."""

    before: int | None
    snapshot: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceExamined(EvidenceChanged):
    """`finding` is a code of `QUOTE_FINDINGS`; `dependence` says why its source is not independent."""

    finding: str
    dependence: str = ""

    def notes(self) -> list[StrOrPromise]:
        """Return the question, the result of the quote check, and why the source is not independent."""
        return [self.question, QUOTE_FINDINGS[self.finding], self.dependence]


@dataclass(frozen=True, slots=True, kw_only=True)
class FileStored(EventData):
    """A file was uploaded: the SHA-256 of what is stored, and its size."""

    sha256: str
    size_bytes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportSubmitted(EventData):
    """A reader's report; `reason` is a code of `REPORT_REASONS`."""

    report: int
    reason: str

    def notes(self) -> list[StrOrPromise]:
        """Return the reason."""
        return [REPORT_REASONS.get(self.reason, self.reason)]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportClosed(EventData):
    """A report was closed."""

    report: int
    outcome: str

    def notes(self) -> list[StrOrPromise]:
        """Return the outcome."""
        return [REPORT_OUTCOMES.get(self.outcome, "")]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportEmailsErased(EventData):
    """The reports whose e-mail addresses were erased."""

    reports: list[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReporterNotified(EventData):
    """Somebody got a mail about a report, with the revision that followed from it, or about an appeal."""

    report: int | None = None
    appeal: int | None = None
    revision: int | None = None
