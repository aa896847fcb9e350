"""Event data of claims: moves, readings, plans, comments, matches, appeals."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils.translation import gettext

from claims.dismissals import DISMISSALS
from claims.event_data.base import EventData
from claims.event_data.judgement import Judgement
from claims.json_data import JsonData
from claims.outcomes import APPEAL_OUTCOMES

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


def _outcome_label(outcome: str) -> StrOrPromise:
    return APPEAL_OUTCOMES.get(outcome, "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved(EventData):
    """A claim changed its status; both fields are empty if the event changed no status.

    `batch` is the id of the request that moved several claims.
    """

    from_status: str = ""
    to_status: str = ""
    batch: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimAdded(EventData):
    """An editor added the passage from `start` to `end`, in characters of the article."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimDismissed(Moved):
    """`reason` is a code of `claims.dismissals`; a duplicate may name the claim that it is filed under."""

    reason: str
    note: str = ""
    duplicate_of: int | None = None

    def notes(self) -> list[StrOrPromise]:
        """Return the reason and the note."""
        row = DISMISSALS.get(self.reason)
        filed = gettext("Filed under claim %(claim)s") % {"claim": self.duplicate_of} if self.duplicate_of else ""
        return [row.label if row else self.reason, filed, self.note]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimReopened(Moved):
    """`dismissal` is the reason of the dismissal, `duplicate_of` the claim that it was filed under.

    `appeals` are the appeals that reopened the claim.
    """

    dismissal: str = ""
    duplicate_of: int | None = None
    appeals: list[int] = field(default_factory=list)
    outcome: str = ""
    note: str = ""

    def notes(self) -> list[StrOrPromise]:
        """Return the moderator's decision on an appeal."""
        return [self.note, _outcome_label(self.outcome)]


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaseLapsed(Moved):
    """`lapsed` is the editor whose lease had expired, if one had."""

    lapsed: str = ""

    def notes(self) -> list[StrOrPromise]:
        """Return whose lease had expired."""
        return [gettext("The lease of %(editor)s had expired.") % {"editor": self.lapsed}] if self.lapsed else []


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimTakenOver(EventData):
    """The editor who held the claim before: id and name at that time."""

    editor: int
    holder: str

    def notes(self) -> list[StrOrPromise]:
        """Return from whom it was taken."""
        return [gettext("Taken over from %(editor)s; the draft stays.") % {"editor": self.holder}]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanChange(JsonData):
    """A part of a plan before and after, as the history shows it; a deadline in ISO 8601.

    `restore` is what an undo restores: the id of a topic or an editor, or the deadline.
    """

    before: str | None
    after: str | None
    restore: int | str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimPlanned(EventData):
    """The parts of the plan that changed."""

    topic: PlanChange | None = None
    assignee: PlanChange | None = None
    deadline: PlanChange | None = None

    @property
    def changes(self) -> dict[str, PlanChange]:
        """The changed parts by name."""
        parts = {"topic": self.topic, "assignee": self.assignee, "deadline": self.deadline}
        return {name: part for name, part in parts.items() if part}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadLink(JsonData):
    """A link of the source chain; `start` and `end` are characters of the article.

    An `unresolved` link is a pronoun of which the text leaves open whom it means.
    """

    name: str
    kind: str
    cue: str
    start: int | None
    end: int | None
    unresolved: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadQuantity(JsonData):
    """A number of the reading; `start` and `end` are characters of the article, `kind` is of `Quantity.Kind`."""

    low: float | None
    high: float | None
    unit: str
    modifier: str
    start: int | None
    end: int | None
    kind: str
    currency: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimReading(JsonData):
    """The parts of a reading that an editor can correct; see `selectors.reading_json`."""

    start: int
    end: int
    exact: str
    hedged: bool
    assertion: str = "asserted"
    statement: str = ""
    statement_problem: str = ""
    sources: list[ReadLink]
    quantities: list[ReadQuantity]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimCorrected(EventData):
    """The reading before and after a correction."""

    before: ClaimReading
    after: ClaimReading


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimRead(ClaimCorrected):
    """The reading of a passage chosen by hand, before and after the reader has read it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentChanged(EventData):
    """A comment was added, deleted or restored; `mentioned` has the ids of the people it mentions."""

    comment: int
    mentioned: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchesSuggested(EventData):
    """The ids of newly suggested fact-checks, and how many suggestions were removed."""

    fact_checks: list[int]
    removed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchJudgement(Judgement):
    """The judgement of an editor on a match, and the relation that was suggested or confirmed."""

    relation: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchJudged(EventData):
    """A fact-check was judged; `was` is the judgement before."""

    match: int
    publisher: str
    url: str
    was: MatchJudgement
    relation: str = ""

    def notes(self) -> list[StrOrPromise]:
        """Return the publisher of the fact-check."""
        return [self.publisher]


@dataclass(frozen=True, slots=True, kw_only=True)
class DismissalAppealed(EventData):
    """An appeal against a dismissal."""

    appeal: int
    reason: str

    def notes(self) -> list[StrOrPromise]:
        """Return the reason of the appeal."""
        return [self.reason]


@dataclass(frozen=True, slots=True, kw_only=True)
class AppealsClosed(EventData):
    """The appeals that were decided."""

    appeals: list[int]
    outcome: str
    note: str = ""

    def notes(self) -> list[StrOrPromise]:
        """Return the note and the outcome."""
        return [self.note, _outcome_label(self.outcome)]
