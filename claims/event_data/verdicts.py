"""Event data of verdicts, their evidence, and the reports of readers."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _

from claims.event_data.base import EventData, JsonData
from claims.event_data.claims import Moved

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

QUOTE_FINDINGS: dict[str, StrOrPromise] = {
    "verbatim": _("The quote appears word for word."),
    "gaps": _("The quote appears with words left out."),
    "cut": _("The quote appears, but is cut inside a word or a number."),
    "missing": _("The quote does not appear on the page."),
    "none": "",
}
"""What looking up a quote in its page found."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictDrafted(EventData):
    """A save of a draft: the fields that it changed, with a delta and a checksum each (see `claims.text_deltas`).

    A delta that is too large to be stored is missing.
    """

    revision: int
    changed: list[str]
    delta: dict[str, list[Any]] = field(default_factory=dict)
    sums: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictSubmitted(Moved):
    """The revision that was submitted, and its rating."""

    revision: int
    rating: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval(JsonData):
    """Who approved a verdict, and when."""

    by: int | None
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictSentBack(Moved):
    """`notes_by_part` are words about single parts of the verdict; `approval` is the approval that was withdrawn."""

    reason: str
    notes_by_part: dict[str, str] = field(default_factory=dict)
    approval: Approval | None = None

    def notes(self) -> list[StrOrPromise]:
        """What has to change."""
        return [self.reason]


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictPublished(Moved):
    """The revision that is public; `lacks` has codes of publication checks that it did not pass, `note` says why."""

    revision: int
    lacks: list[str] = field(default_factory=list)
    note: str = ""

    def notes(self) -> list[StrOrPromise]:
        """Why it was published all the same."""
        return [self.note]


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionStarted(Moved):
    """What has to be corrected."""

    reason: str

    def notes(self) -> list[StrOrPromise]:
        """The reason."""
        return [self.reason]


@dataclass(frozen=True, slots=True, kw_only=True)
class DeletedDraft(JsonData):
    """The texts of a draft that was deleted, without those that are too long for the history."""

    revision: int
    texts: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftContent(JsonData):
    """All of a draft that an undo brings back; `evidence` as `selectors.evidence.dump_evidence` returns it."""

    author_id: int
    authors: list[int]
    rating: str
    summary: str
    justification: str
    correction: str
    evidence: list[dict[str, Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftDeleted(Moved):
    """A move that deletes the draft of the claim, if it has one."""

    dropped: DeletedDraft | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictKept(DraftDeleted):
    """A correction was abandoned."""

    draft: DraftContent | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictWithdrawn(DraftDeleted):
    """The revision of the withdrawal notice, and what it says."""

    revision: int
    reason: str

    def notes(self) -> list[StrOrPromise]:
        """The reason."""
        return [self.reason]


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceChanged(EventData):
    """What a history says of evidence: `item` has the beginnings of its texts by field.

    `insisted` is why its source depends on the claim's own, where an editor counts it as independent all the same.
    """

    evidence: int
    question: str
    item: dict[str, str]
    insisted: str = ""

    def notes(self) -> list[StrOrPromise]:
        """Why the source depends on the claim's own."""
        words = translate("Counted as independent although: %(reason)s")
        return [words % {"reason": self.insisted}] if self.insisted else []


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceAdded(EvidenceChanged):
    """`snapshot` is the copy of its page."""

    snapshot: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceEdited(EvidenceChanged):
    """`changed` has each field before and after; the fields are those of `selectors.evidence.dump_evidence`."""

    changed: dict[str, list[Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceRemoved(EvidenceChanged):
    """`was` is all of it, as `selectors.evidence.dump_evidence` returns it."""

    was: dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceFetchedAgain(EvidenceChanged):
    """The copy of its page before, and the one that is being fetched."""

    before: int | None
    snapshot: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceExamined(EvidenceChanged):
    """`found` is a code of `QUOTE_FINDINGS`; `dependence` says why its source is not independent."""

    found: str
    dependence: str = ""

    def notes(self) -> list[StrOrPromise]:
        """The question, what was found, and why the source is not independent."""
        return [self.question, QUOTE_FINDINGS[self.found], self.dependence]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportSubmitted(EventData):
    """A reader's report; `reason` is a code of `Report.Reason`."""

    report: int
    reason: str

    def notes(self) -> list[StrOrPromise]:
        """The reason."""
        return [self.reason]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportClosed(EventData):
    """A report was answered."""

    report: int
    outcome: str

    def notes(self) -> list[StrOrPromise]:
        """The outcome."""
        return [self.outcome]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReporterNotified(EventData):
    """A mail went out about a report, with the revision that followed from it, or about an appeal."""

    report: int | None = None
    appeal: int | None = None
    revision: int | None = None
