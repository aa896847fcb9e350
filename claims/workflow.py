"""The way of a claim: one table from which trigger, permissions, buttons, API and diagram come.

Plain Python: nothing here knows Django, a database or a page.
"""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """Who may do what; each role may do all that the ones before it may."""

    CONTRIBUTOR = "contributor"
    EDITOR = "editor"
    MODERATOR = "moderator"
    ADMIN = "admin"

    @property
    def rank(self) -> int:
        """Height on the ladder, contributor 0."""
        return list(Role).index(self)


class Status(StrEnum):
    """Where a claim stands. What it was rated is another matter: see `ratings`."""

    DETECTED = "detected"
    QUEUED = "queued"
    IN_REVIEW = "in_review"
    AWAITING_APPROVAL = "awaiting_approval"
    APPROVED = "approved"
    PUBLISHED = "published"
    DISMISSED = "dismissed"
    WITHDRAWN = "withdrawn"

    @property
    def label(self) -> str:
        """The words that a person reads."""
        return self.value.replace("_", " ")


FIRST = (Status.DETECTED, Status.QUEUED)
"""What a new claim may be: found by the machine, or put into the queue by an editor."""


@dataclass(frozen=True, slots=True)
class Move:
    """A step that a claim can take: from any of `sources` to `target`, by `role` or higher.

    `label` is what the button says, `key` the key that presses it, `verb` the event it leaves.
    """

    name: str
    sources: tuple[Status, ...]
    target: Status
    role: Role
    label: str
    verb: str
    key: str = ""
    needs_reason: bool = False


UNDONE = "decision.undone"
"""The event that every decision leaves when it is taken back; its data say which."""

_S = Status
MOVES: dict[str, Move] = {
    move.name: move
    for move in (
        Move("accept", (_S.DETECTED,), _S.QUEUED, Role.EDITOR, "Accept", "claim.accepted", "a"),
        Move(
            "dismiss",
            (_S.DETECTED, _S.QUEUED, _S.IN_REVIEW),
            _S.DISMISSED,
            Role.EDITOR,
            "Dismiss",
            "claim.dismissed",
            "d",
            needs_reason=True,
        ),
        Move(
            "reopen",
            (_S.DISMISSED, _S.QUEUED),
            _S.DETECTED,
            Role.EDITOR,
            "Back to triage",
            "claim.reopened",
            "b",
        ),
        Move("take", (_S.QUEUED,), _S.IN_REVIEW, Role.EDITOR, "Take", "claim.taken", "t"),
        Move("release", (_S.IN_REVIEW,), _S.QUEUED, Role.EDITOR, "Release", "claim.released", "r"),
        Move("submit", (_S.IN_REVIEW,), _S.AWAITING_APPROVAL, Role.EDITOR, "Submit", "verdict.submitted", "s"),
        Move(
            "recall",
            (_S.AWAITING_APPROVAL,),
            _S.IN_REVIEW,
            Role.EDITOR,
            "Take it back",
            UNDONE,
            "z",
        ),
        Move(
            "send_back",
            (_S.AWAITING_APPROVAL, _S.APPROVED),
            _S.IN_REVIEW,
            Role.MODERATOR,
            "Send back",
            "verdict.sent_back",
            "b",
            needs_reason=True,
        ),
        Move(
            "approve",
            (_S.AWAITING_APPROVAL,),
            _S.APPROVED,
            Role.MODERATOR,
            "Approve",
            "verdict.approved",
            "a",
        ),
        Move("unapprove", (_S.APPROVED,), _S.AWAITING_APPROVAL, Role.MODERATOR, "Take approval back", UNDONE, "z"),
        Move("publish", (_S.APPROVED,), _S.PUBLISHED, Role.MODERATOR, "Publish", "verdict.published", "p"),
        Move(
            "correct",
            (_S.PUBLISHED, _S.WITHDRAWN),
            _S.IN_REVIEW,
            Role.EDITOR,
            "Correct",
            "verdict.correction_started",
            "c",
            needs_reason=True,
        ),
        Move("keep", (_S.IN_REVIEW, _S.QUEUED), _S.PUBLISHED, Role.EDITOR, "Keep as published", "verdict.kept"),
        Move(
            "withdraw",
            (_S.PUBLISHED, _S.QUEUED, _S.IN_REVIEW, _S.AWAITING_APPROVAL, _S.APPROVED),
            _S.WITHDRAWN,
            Role.MODERATOR,
            "Withdraw",
            "verdict.withdrawn",
            needs_reason=True,
        ),
    )
}

DISMISSALS: dict[str, str] = {
    "opinion": "Opinion or prediction, not a fact that can be checked",
    "trivial": "True or false, it would not matter to anybody",
    "duplicate": "Already in the queue or already checked",
    "misread": "The machine misread the text",
    "unclear": "Too vague to be checked",
    "out_of_scope": "Not what this desk checks",
}
"""Why a claim is put aside: code and the words an editor picks from."""


DECISIONS = frozenset(
    {move.verb for move in MOVES.values() if move.verb != UNDONE}
    | {
        "claim.corrected",
        "claim.planned",
        "evidence.added",
        "evidence.removed",
        "match.confirmed",
        "match.rejected",
        "match.reopened",
    }
)
"""The events by which a person decides something about a claim; the newest that stands can be taken back."""


def transitions() -> list[tuple[str, str]]:
    """All legal pairs (from, to), as the database's trigger wants them."""
    return sorted({(source.value, move.target.value) for move in MOVES.values() for source in move.sources})


def way(source: str, target: str) -> list[str]:
    """The shortest walk of legal steps from one status to another, without the first; empty where there is none."""
    walks, seen = [[source]], {source}
    for walk in walks:
        if walk[-1] == target:
            return walk[1:]
        following = sorted({after for before, after in transitions() if before == walk[-1]} - seen)
        seen.update(following)
        walks += [[*walk, status] for status in following]
    return []


def moves_from(status: str) -> list[Move]:
    """The moves that start here, in the order of the table."""
    return [move for move in MOVES.values() if status in move.sources]


def diagram() -> str:
    """The workflow as a Mermaid state diagram, for the README."""
    lines = ["stateDiagram-v2"]
    lines += [f"    [*] --> {first}" for first in FIRST]
    lines += [f"    {source} --> {move.target}: {move.name}" for move in MOVES.values() for source in move.sources]
    return "\n".join(lines)
