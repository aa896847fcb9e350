"""The text changes of the events on a page of history."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from claims.event_data.claims import ClaimCorrected
from claims.event_data.verdicts import (
    DraftDeleted,
    EvidenceAdded,
    EvidenceChanged,
    EvidenceRemoved,
    VerdictDrafted,
    VerdictPublished,
    VerdictSubmitted,
)
from claims.models import Claim, Event, Verdict
from claims.publication_page import PageEvidence
from claims.selectors.history import (
    get_publications_by_revision,
    get_verdicts_by_revision,
    iterate_saves_after,
    list_submitted_verdicts,
)
from claims.selectors.scales import list_rating_labels
from claims.services.verdicts import DRAFT_TEXT_FIELDS
from claims.web.history.draft_history import DraftHistory, FieldChange
from claims.web.reading_text import reading_parts
from claims.web.text_diff import DiffBudget, DiffPiece, TextChange, diff_part
from claims.web.verdict_changes import diff_parts, diff_publications, diff_verdicts, evidence_text

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

FIELD_LABELS: dict[str, StrOrPromise] = {
    "rating": _("Rating"),
    "rating_words": _("Rating in own words"),
    "headline": _("Headline"),
    "summary": _("Summary"),
    "conclusion": _("Conclusion"),
    "justification": _("Justification"),
    "correction": _("Correction note"),
}


class EventChanges:
    """Call it with the runs of a page in their order, newest first. What all of them need is read once.

    A page of the newest runs that has read all `verdicts` of the claim, newest first with their evidence, hands them
    in, so that they are not read again. A save after the page was read makes the texts unknown; they are left out.
    """

    def __init__(
        self,
        claim: Claim,
        runs: list[list[Event]],
        budget: DiffBudget,
        *,
        whole: bool = False,
        verdicts: Sequence[Verdict] | None = None,
    ) -> None:
        self.budget, self.whole, self.verdicts = budget, whole, verdicts
        self.drafts = _load_drafts(claim, runs) if verdicts is None else _draft_history(verdicts)
        self.submitted = _load_submitted(claim, runs) if verdicts is None else _submitted_verdicts(verdicts)
        # Publications are compared only where the verdicts were not handed in: their submissions show the same changes.
        newest = max(_revisions(runs, VerdictPublished), default=0) if verdicts is None else 0
        self.publications = get_publications_by_revision(claim, newest) if newest else {}

    def __call__(self, run: list[Event]) -> list[TextChange]:
        """Return what this run changed; nothing where that is unknown."""
        changes: list[TextChange] = []
        match run[0].payload:
            case VerdictDrafted():
                changes = self._draft_changes(run)
            case DraftDeleted():
                self.drafts.step_back(run)  # the saves before show its texts
            case ClaimCorrected() as data:
                changes = self._reading_changes(data)
            case EvidenceAdded() as data:
                changes = self._evidence_changes(data, "ins")
            case EvidenceRemoved() as data:
                changes = self._evidence_changes(data, "del")
            case VerdictSubmitted() as data:
                changes = self._submission_changes(data)
            case VerdictPublished() as data:
                changes = self._publication_changes(data)
        return changes

    @cached_property
    def _rating_labels(self) -> dict[str, str]:
        return list_rating_labels(self.verdicts[0] if self.verdicts else None)

    def _draft_changes(self, run: list[Event]) -> list[TextChange]:
        """Compare each text before the first and after the last of one person's saves."""
        return [self._field_change(name, pair) for name, pair in self.drafts.apply_run(run).items()]

    def _field_change(self, name: str, pair: FieldChange) -> TextChange:
        before, after = (self._rating_labels.get(code, code) for code in pair) if name == "rating" else pair
        return diff_part(str(FIELD_LABELS.get(name, name)), before, after, self.budget, whole=self.whole)

    def _reading_changes(self, data: ClaimCorrected) -> list[TextChange]:
        """Compare a reading before and after its correction."""
        before, after = reading_parts(data.before), reading_parts(data.after)
        return diff_parts(before, after, self.budget, whole=self.whole)

    def _evidence_changes(self, data: EvidenceChanged, kind: str) -> list[TextChange]:
        """Show evidence that was added to a draft, or removed from it."""
        text = evidence_text(PageEvidence.from_json(dict(data.item)))
        return [TextChange(data.question, [DiffPiece(kind, text)] if text else [])]

    def _submission_changes(self, data: VerdictSubmitted) -> list[TextChange]:
        """Compare a submitted verdict with the submission before it."""
        index = next((i for i, verdict in enumerate(self.submitted) if verdict.revision == data.revision), None)
        if index is None or index + 1 >= len(self.submitted):
            return []
        return diff_verdicts(self.submitted[index + 1], self.submitted[index], self.budget, whole=self.whole)

    def _publication_changes(self, data: VerdictPublished) -> list[TextChange]:
        """Compare a publication with the one before it."""
        earlier = max((number for number in self.publications if number < data.revision), default=0)
        before, after = self.publications.get(earlier), self.publications.get(data.revision)
        return diff_publications(before, after, self.budget, whole=self.whole) if before and after else []


RevisionEvent = VerdictDrafted | VerdictSubmitted | VerdictPublished


def _revisions(runs: Iterable[list[Event]], kind: type[RevisionEvent]) -> set[int]:
    """Return the revisions that the events with this data are about."""
    return {payload.revision for run in runs if isinstance(payload := run[0].payload, kind)}


def _load_drafts(claim: Claim, runs: list[list[Event]]) -> DraftHistory:
    """Return the drafts as they were just after the newest event of the page."""
    revisions = _revisions(runs, VerdictDrafted)
    if not revisions:
        return DraftHistory({})
    drafts = _draft_history(get_verdicts_by_revision(claim, revisions).values())
    drafts.step_back(iterate_saves_after(claim, runs[0][0].pk))
    return drafts


def _draft_history(verdicts: Iterable[Verdict]) -> DraftHistory:
    return DraftHistory({verdict.revision: _draft_texts(verdict) for verdict in verdicts})


def _draft_texts(verdict: Verdict) -> dict[str, Any]:
    return {name: getattr(verdict, name) for name in DRAFT_TEXT_FIELDS}


def _submitted_verdicts(verdicts: Iterable[Verdict]) -> list[Verdict]:
    return [verdict for verdict in verdicts if not verdict.is_draft]


def _load_submitted(claim: Claim, runs: list[list[Event]]) -> list[Verdict]:
    newest = max(_revisions(runs, VerdictSubmitted), default=0)
    return list_submitted_verdicts(claim, newest) if newest > 1 else []
