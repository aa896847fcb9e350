"""What the events on a page of history changed: each verb has its own way to know."""

from collections.abc import Callable, Iterable
from typing import Any

from claims.models import Claim, Event, Verdict
from claims.publication_page import PageEvidence
from claims.selectors import history
from claims.services.verdicts import TEXTS
from claims.web import changes, pieces, reading_words
from claims.web.drafts import Drafts, Pair
from claims.web.pieces import Change, Effort, Piece

LABELS = {
    "rating": "Rating",
    "summary": "Summary",
    "justification": "Justification",
    "correction": "What is corrected",
}


class Changed:
    """Called with the runs of a page in their order, newest first; what is needed for all of them is read once.

    All `verdicts` of the claim, newest first with their evidence, spare reading them where the runs are the newest:
    there nothing was saved since, or what was does not fit and is not told.
    """

    def __init__(
        self,
        claim: Claim,
        runs: list[list[Event]],
        effort: Effort,
        *,
        whole: bool = False,
        verdicts: list[Verdict] | None = None,
    ) -> None:
        self.effort, self.whole = effort, whole
        self.drafts = _drafts(claim, runs) if verdicts is None else _saved(verdicts)
        self.submitted = _submitted(claim, runs) if verdicts is None else _frozen(verdicts)
        # A page that has read the verdicts tells what was new in each when it was handed in: nothing else goes out.
        newest = _newest(runs, "verdict.published") if verdicts is None else 0
        self.publications = history.publications(claim, newest) if newest else {}

    def __call__(self, run: list[Event]) -> list[Change]:
        """What this run changed; nothing where that is not known."""
        tell = WAYS.get(run[0].verb)
        return tell(self, run) if tell else []

    def draft(self, run: list[Event]) -> list[Change]:
        """Saves of one person: each text before the first and after the last of them."""
        return [self._field(name, pair) for name, pair in self.drafts.run(run).items()]

    def _field(self, name: str, pair: Pair) -> Change:
        before, after = map(changes.rating, pair) if name == "rating" else pair
        return pieces.change(LABELS.get(name, name), before, after, self.effort, whole=self.whole)

    def dropped(self, run: list[Event]) -> list[Change]:
        """A draft that was given up; what it said is told by the saves before."""
        self.drafts.back(run)
        return []

    def reading(self, run: list[Event]) -> list[Change]:
        """A reading as it was and as it is."""
        before, after = (reading_words.parts(run[0].data[when]) for when in ("before", "after"))
        return changes.compared(before, after, self.effort, whole=self.whole)

    def evidence(self, run: list[Event]) -> list[Change]:
        """What came into a draft, or went out of it."""
        data, kind = run[0].data, "del" if run[0].verb == "evidence.removed" else "ins"
        said = changes.evidence_text(PageEvidence.from_json(data.get("item", {})))
        return [Change(data.get("question", ""), [Piece(kind, said)] if said else [])]

    def submission(self, run: list[Event]) -> list[Change]:
        """What is new since the verdict was handed in before."""
        at = next((i for i, each in enumerate(self.submitted) if each.revision == run[0].data.get("revision")), None)
        if at is None or at + 1 >= len(self.submitted):
            return []
        return changes.submitted(self.submitted[at + 1], self.submitted[at], self.effort, whole=self.whole)

    def publication(self, run: list[Event]) -> list[Change]:
        """What reads differently in public."""
        revision = run[0].data.get("revision", 0)
        before, after = self.publications.get(revision - 1), self.publications.get(revision)
        return changes.between(before, after, self.effort, whole=self.whole) if before and after else []


WAYS: dict[str, Callable[[Changed, list[Event]], list[Change]]] = {
    "verdict.drafted": Changed.draft,
    "verdict.kept": Changed.dropped,
    "verdict.withdrawn": Changed.dropped,
    "claim.corrected": Changed.reading,
    "evidence.added": Changed.evidence,
    "evidence.removed": Changed.evidence,
    "verdict.submitted": Changed.submission,
    "verdict.published": Changed.publication,
}
"""How each verb knows what it changed; others change nothing that can be read word by word."""


def _revisions(runs: Iterable[list[Event]], verb: str) -> set[int]:
    return {int(run[0].data.get("revision", 0)) for run in runs if run[0].verb == verb}


def _newest(runs: list[list[Event]], verb: str) -> int:
    return max(_revisions(runs, verb), default=0)


def _drafts(claim: Claim, runs: list[list[Event]]) -> Drafts:
    """As they were just after the newest event of the page."""
    revisions = _revisions(runs, history.SAVED)
    if not revisions:
        return Drafts({})
    drafts = _saved(history.drafts(claim, revisions).values())
    drafts.back(history.saves_after(claim, runs[0][0].pk))
    return drafts


def _saved(verdicts: Iterable[Verdict]) -> Drafts:
    return Drafts({verdict.revision: _texts(verdict) for verdict in verdicts})


def _texts(verdict: Verdict) -> dict[str, Any]:
    return {name: getattr(verdict, name) for name in TEXTS}


def _frozen(verdicts: list[Verdict]) -> list[Verdict]:
    return [verdict for verdict in verdicts if not verdict.is_draft]


def _submitted(claim: Claim, runs: list[list[Event]]) -> list[Verdict]:
    newest = _newest(runs, "verdict.submitted")
    return history.submitted(claim, newest) if newest > 1 else []
