"""Event data of claims: moves, readings, plans, comments, matches, appeals."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext as translate

from claims.dismissals import DISMISSALS
from claims.event_data.base import EventData, JsonData

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved(EventData):
    """A claim went from one status to another; both are empty where the event changed no status.

    `batch` is the id of the request in which many claims moved at once.
    """

    from_status: str = ""
    to_status: str = ""
    batch: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimAdded(EventData):
    """An editor marked the passage from `start` to `end`, in characters of the article."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimDismissed(Moved):
    """`reason` is a code of `claims.dismissals`."""

    reason: str
    note: str = ""

    def notes(self) -> list[StrOrPromise]:
        """The reason and the note."""
        known = DISMISSALS.get(self.reason)
        return [known.label if known else self.reason, self.note]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimReopened(Moved):
    """`dismissal` is the reason for which the claim was dismissed; `appeals` are the appeals that reopened it."""

    dismissal: str = ""
    appeals: list[int] = field(default_factory=list)
    outcome: str = ""
    note: str = ""

    def notes(self) -> list[StrOrPromise]:
        """The moderator's answer to an appeal."""
        return [self.note, self.outcome]


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaseLapsed(Moved):
    """`lapsed` is whose lease had run out, if one had."""

    lapsed: str = ""

    def notes(self) -> list[StrOrPromise]:
        """Whose lease had run out."""
        return [translate("The lease of %(editor)s had expired.") % {"editor": self.lapsed}] if self.lapsed else []


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimTakenOver(EventData):
    """The editor who held the claim before: the id, and the name at that time."""

    editor: int
    holder: str

    def notes(self) -> list[StrOrPromise]:
        """From whom it was taken."""
        return [translate("From %(editor)s, whose draft goes on.") % {"editor": self.holder}]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanChange(JsonData):
    """One part of a plan, before and after, as the history shows it; a deadline in ISO 8601.

    `restore` is what an undo puts back: the id of a topic or an editor, or the deadline.
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
        """The parts that changed, by name."""
        parts = {"topic": self.topic, "assignee": self.assignee, "deadline": self.deadline}
        return {name: part for name, part in parts.items() if part}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadLink(JsonData):
    """A link of the source chain; `start` and `end` are characters of the article."""

    name: str
    kind: str
    cue: str
    start: int | None
    end: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadQuantity(JsonData):
    """A number as it was read; `start` and `end` are characters of the article."""

    low: float | None
    high: float | None
    unit: str
    modifier: str
    start: int | None
    end: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimReading(JsonData):
    """All that an editor can correct in a reading; see `selectors.facts.of`."""

    start: int
    end: int
    exact: str
    hedged: bool
    denied: bool
    sources: list[ReadLink]
    quantities: list[ReadQuantity]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimCorrected(EventData):
    """The reading before and after a correction."""

    before: ClaimReading
    after: ClaimReading


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentChanged(EventData):
    """A comment was added, deleted or restored; `mentioned` are the ids of the people it names."""

    comment: int
    mentioned: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchesSuggested(EventData):
    """The fact-checks that are new beside a claim, and how many went."""

    reviews: list[int]
    gone: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchJudgement(JsonData):
    """What an editor said about a match, and when."""

    state: str
    by_id: int | None = None
    at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchJudged(EventData):
    """A fact-check was judged; `was` is the judgement before."""

    match: int
    publisher: str
    url: str
    was: MatchJudgement

    def notes(self) -> list[StrOrPromise]:
        """Whose fact-check it is."""
        return [self.publisher]


@dataclass(frozen=True, slots=True, kw_only=True)
class DismissalAppealed(EventData):
    """An appeal against a dismissal."""

    appeal: int
    reason: str

    def notes(self) -> list[StrOrPromise]:
        """Why the claim should be checked."""
        return [self.reason]


@dataclass(frozen=True, slots=True, kw_only=True)
class AppealsClosed(EventData):
    """The appeals that were answered."""

    appeals: list[int]
    outcome: str
    note: str = ""

    def notes(self) -> list[StrOrPromise]:
        """The answer."""
        return [self.note, self.outcome]


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleReach(EventData):
    """How many people have seen an article, before and after."""

    before: int
    after: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingStarted(EventData):
    """`attempt` counts from 1."""

    attempt: int

    def notes(self) -> list[StrOrPromise]:
        """Which attempt it is."""
        return [translate("Attempt %(number)s") % {"number": self.attempt}]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingFailed(EventData):
    """Why an article could not be read."""

    error: str

    def notes(self) -> list[StrOrPromise]:
        """The error."""
        return [self.error]


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleRead(EventData):
    """The pipeline that read an article, and how many claims it found."""

    pipeline: str
    claims: int

    def notes(self) -> list[StrOrPromise]:
        """The pipeline and the number of claims."""
        return [
            translate("Pipeline: %(name)s") % {"name": self.pipeline},
            translate("Claims found: %(number)s") % {"number": self.claims},
        ]
