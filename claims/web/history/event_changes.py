"""What the events on a page of history changed, by the data that they carry."""

from collections.abc import Iterable
from typing import Any

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
from claims.services.verdicts import DRAFT_TEXT_FIELDS
from claims.web.history.draft_history import DraftHistory, FieldChange
from claims.web.reading_text import reading_parts
from claims.web.text_diff import DiffBudget, DiffPiece, TextChange, diff_part
from claims.web.verdict_changes import diff_parts, diff_publications, diff_verdicts, evidence_text, rating_label

FIELD_LABELS = {
    "rating": "Rating",
    "summary": "Summary",
    "justification": "Justification",
    "correction": "What is corrected",
}


class EventChanges:
    """Called with the runs of a page in their order, newest first; what is needed for all of them is read once.

    All `verdicts` of the claim, newest first with their evidence, spare reading them where the runs are the newest:
    there nothing was saved since, or what was does not fit and is not told.
    """

    def __init__(
        self,
        claim: Claim,
        runs: list[list[Event]],
        effort: DiffBudget,
        *,
        whole: bool = False,
        verdicts: list[Verdict] | None = None,
    ) -> None:
        self.effort, self.whole = effort, whole
        self.drafts = _drafts(claim, runs) if verdicts is None else _saved(verdicts)
        self.submitted = _submitted(claim, runs) if verdicts is None else _frozen(verdicts)
        # A page that has read the verdicts tells what was new in each when it was handed in: nothing else goes out.
        newest = max(_revisions(runs, VerdictPublished), default=0) if verdicts is None else 0
        self.publications = get_publications_by_revision(claim, newest) if newest else {}

    def __call__(self, run: list[Event]) -> list[TextChange]:
        """What this run changed; nothing where that is not known."""
        found: list[TextChange] = []
        match run[0].payload:
            case VerdictDrafted():
                found = self.draft(run)
            case DraftDeleted():
                self.drafts.step_back(run)  # what it said is told by the saves before
            case ClaimCorrected() as data:
                found = self.reading(data)
            case EvidenceAdded() as data:
                found = self.evidence(data, "ins")
            case EvidenceRemoved() as data:
                found = self.evidence(data, "del")
            case VerdictSubmitted() as data:
                found = self.submission(data)
            case VerdictPublished() as data:
                found = self.publication(data)
        return found

    def draft(self, run: list[Event]) -> list[TextChange]:
        """Saves of one person: each text before the first and after the last of them."""
        return [self._field(name, pair) for name, pair in self.drafts.apply_run(run).items()]

    def _field(self, name: str, pair: FieldChange) -> TextChange:
        before, after = map(rating_label, pair) if name == "rating" else pair
        return diff_part(FIELD_LABELS.get(name, name), before, after, self.effort, whole=self.whole)

    def reading(self, data: ClaimCorrected) -> list[TextChange]:
        """A reading as it was and as it is."""
        before, after = reading_parts(data.before), reading_parts(data.after)
        return diff_parts(before, after, self.effort, whole=self.whole)

    def evidence(self, data: EvidenceChanged, kind: str) -> list[TextChange]:
        """What came into a draft, or went out of it."""
        text = evidence_text(PageEvidence.from_json(dict(data.item)))
        return [TextChange(data.question, [DiffPiece(kind, text)] if text else [])]

    def submission(self, data: VerdictSubmitted) -> list[TextChange]:
        """What is new since the verdict was handed in before."""
        at = next((i for i, each in enumerate(self.submitted) if each.revision == data.revision), None)
        if at is None or at + 1 >= len(self.submitted):
            return []
        return diff_verdicts(self.submitted[at + 1], self.submitted[at], self.effort, whole=self.whole)

    def publication(self, data: VerdictPublished) -> list[TextChange]:
        """What reads differently in public."""
        before, after = self.publications.get(data.revision - 1), self.publications.get(data.revision)
        return diff_publications(before, after, self.effort, whole=self.whole) if before and after else []


Revised = VerdictDrafted | VerdictSubmitted | VerdictPublished


def _revisions(runs: Iterable[list[Event]], kind: type[Revised]) -> set[int]:
    """The revisions that the events with this data are about."""
    return {payload.revision for run in runs if isinstance(payload := run[0].payload, kind)}


def _drafts(claim: Claim, runs: list[list[Event]]) -> DraftHistory:
    """As they were just after the newest event of the page."""
    revisions = _revisions(runs, VerdictDrafted)
    if not revisions:
        return DraftHistory({})
    drafts = _saved(get_verdicts_by_revision(claim, revisions).values())
    drafts.step_back(iterate_saves_after(claim, runs[0][0].pk))
    return drafts


def _saved(verdicts: Iterable[Verdict]) -> DraftHistory:
    return DraftHistory({verdict.revision: _texts(verdict) for verdict in verdicts})


def _texts(verdict: Verdict) -> dict[str, Any]:
    return {name: getattr(verdict, name) for name in DRAFT_TEXT_FIELDS}


def _frozen(verdicts: list[Verdict]) -> list[Verdict]:
    return [verdict for verdict in verdicts if not verdict.is_draft]


def _submitted(claim: Claim, runs: list[list[Event]]) -> list[Verdict]:
    newest = max(_revisions(runs, VerdictSubmitted), default=0)
    return list_submitted_verdicts(claim, newest) if newest > 1 else []
