"""The workflow of a claim: one table for trigger, permissions, buttons, messages, keys and API.

Plain Python, except for translation.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy, pgettext_lazy

from claims.verbs import DECISION_UNDONE
from claims.verbs.claims import CLAIM_ACCEPTED, CLAIM_DISMISSED, CLAIM_RELEASED, CLAIM_REOPENED, CLAIM_TAKEN
from claims.verbs.verdicts import (
    CORRECTION_ABANDONED,
    CORRECTION_STARTED,
    PUBLICATION_SCHEDULED,
    VERDICT_APPROVED,
    VERDICT_PUBLISHED,
    VERDICT_SENT_BACK,
    VERDICT_SUBMITTED,
    VERDICT_WITHDRAWN,
    WITHDRAWAL_SCHEDULED,
)

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from claims.event_data import Verb


class Role(StrEnum):
    """The roles; each role may do all that the roles before it may."""

    CONTRIBUTOR = "contributor"
    EDITOR = "editor"
    MODERATOR = "moderator"
    ADMIN = "admin"

    @property
    def rank(self) -> int:
        """The rank of the role; a contributor has 0."""
        return list(Role).index(self)

    @property
    def label(self) -> str:
        """The label of the role, in the current language."""
        return str(ROLE_LABELS[self])


ROLE_LABELS: dict[Role, StrOrPromise] = {
    Role.CONTRIBUTOR: _("contributor"),
    Role.EDITOR: _("editor"),
    Role.MODERATOR: _("moderator"),
    Role.ADMIN: _("admin"),
}


class Status(StrEnum):
    """The status of a claim. Ratings are another matter: see `ratings`."""

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
        """The label of the status, in the current language."""
        return str(STATUS_LABELS[self])


STATUS_LABELS: dict[Status, StrOrPromise] = {
    Status.DETECTED: _("detected"),
    Status.QUEUED: _("queued"),
    Status.IN_REVIEW: _("in review"),
    Status.AWAITING_APPROVAL: _("awaiting approval"),
    Status.APPROVED: _("approved"),
    Status.PUBLISHED: pgettext_lazy("claim", "published"),
    Status.DISMISSED: _("dismissed"),
    Status.WITHDRAWN: pgettext_lazy("claim", "withdrawn"),
}

INITIAL_STATUSES = (Status.DETECTED, Status.QUEUED)
"""The statuses of a new claim: detected by a reading, or added by an editor."""

SUBMITTED_STATUSES = (Status.AWAITING_APPROVAL, Status.APPROVED)
"""The statuses between submission and publication, in which nothing that is to be published can change."""


class Place(StrEnum):
    """Where a move is offered."""

    CARD = "card"
    """The claim's card beside its article."""
    CLAIM = "claim"
    """The claim's own page."""
    FORM = "form"
    """The verdict's form."""
    MODERATION = "moderation"
    """The moderator's page of a verdict."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A step that a claim can take: from any of `sources` to `target`, by `role` or higher.

    `conditions` of `permissions.moves` are checked too. `verb` is the event that it records. Its service calls the
    person `person` and asks for `inputs`, of `reason`, `note`, `notes` and `duplicate_of`;
    `reason_label` says who reads the reason. `label` stands on its button, `key` presses
    it on the pages `key_pages`, a list of keys has it under `key_group`. `places` offer it; moderators find it with the
    kinds of case in `case_kinds` too.
    `done` says what has happened, `done_beside` says it on a card, and `next_page` names the page that follows.
    A move with `batch_done`, one and many, can be made with many claims at once. A move with `waiting_verb` waits
    until it is made and can be undone meanwhile: it records this event first, and `done_waiting` says so.
    """

    name: str
    sources: tuple[Status, ...]
    target: Status
    role: Role
    verb: Verb[Any]
    label: StrOrPromise
    done: StrOrPromise
    conditions: tuple[str, ...] = ()
    next_page: str = "claim"
    person: str = "editor"
    inputs: tuple[str, ...] = ()
    reason_label: StrOrPromise = ""
    places: tuple[Place, ...] = (Place.CLAIM,)
    case_kinds: tuple[str, ...] = ()
    done_beside: StrOrPromise = ""
    batch_done: StrOrPromise = ""
    waiting_verb: Verb[Any] | None = None
    done_waiting: StrOrPromise = ""
    key: str = ""
    key_group: StrOrPromise = ""
    key_pages: str = ""

    @property
    def verbs(self) -> tuple[Verb[Any], ...]:
        """The events that it records."""
        return tuple(filter(None, (self.waiting_verb, self.verb)))

    @property
    def needs_reason(self) -> bool:
        """Whether the person has to give a reason."""
        return "reason" in self.inputs


_S = Status
CLAIM_KEYS: Final = _("Claim")
CHECKING_KEYS: Final = _("Checking a claim")
MODERATION_KEYS: Final = _("Moderation")
_CARD_AND_CLAIM = (Place.CARD, Place.CLAIM)

MOVES: dict[str, Move] = {
    move.name: move
    for move in (
        Move(
            name="accept", sources=(_S.DETECTED,), target=_S.QUEUED, role=Role.EDITOR, verb=CLAIM_ACCEPTED,
            label=_("Accept"),
            done=_("The claim is accepted and waits in the queue."), done_beside=_("Accepted."),
            batch_done=ngettext_lazy("%(count)d claim accepted.", "%(count)d claims accepted.", "count"),
            places=_CARD_AND_CLAIM, key="a", key_group=CLAIM_KEYS, key_pages="article,claim",
        ),
        Move(
            name="dismiss", sources=(_S.DETECTED, _S.QUEUED, _S.IN_REVIEW), target=_S.DISMISSED, role=Role.EDITOR,
            verb=CLAIM_DISMISSED,
            label=_("Dismiss"), conditions=("never_published", "holds_claim_or_moderates"),
            done=_("The claim is dismissed."), done_beside=_("Dismissed: %(reason)s."),
            batch_done=ngettext_lazy("%(count)d claim dismissed.", "%(count)d claims dismissed.", "count"),
            next_page="queue", inputs=("reason", "note", "duplicate_of"), places=_CARD_AND_CLAIM,
            key="d", key_group=CLAIM_KEYS, key_pages="article,claim",
        ),
        Move(
            name="reopen", sources=(_S.DISMISSED, _S.QUEUED), target=_S.DETECTED, role=Role.EDITOR,
            verb=CLAIM_REOPENED,
            label=_("Back to triage"), conditions=("never_published",),
            done=_("The claim is back in triage."), done_beside=_("Back in triage."), places=_CARD_AND_CLAIM, key="b",
            key_group=CLAIM_KEYS, key_pages="article,claim",
        ),
        Move(
            name="take", sources=(_S.QUEUED,), target=_S.IN_REVIEW, role=Role.EDITOR, verb=CLAIM_TAKEN,
            label=_("Take"),
            done=_("You are checking this claim now."), places=_CARD_AND_CLAIM, key="t", key_group=CLAIM_KEYS,
            key_pages="article,claim,queue",
        ),
        Move(
            name="release", sources=(_S.IN_REVIEW,), target=_S.QUEUED, role=Role.EDITOR, verb=CLAIM_RELEASED,
            label=_("Release"), conditions=("holds_claim_or_moderates",),
            done=_("The claim is back in the queue. Your draft is saved."), next_page="queue", key="l",
            key_group=CHECKING_KEYS, key_pages="claim",
        ),
        Move(
            name="submit", sources=(_S.IN_REVIEW,), target=_S.AWAITING_APPROVAL, role=Role.EDITOR,
            verb=VERDICT_SUBMITTED,
            label=_("Submit"), conditions=("holds_claim",),
            done=_("The verdict is submitted. A moderator will review it."), next_page="queue", places=(Place.FORM,),
            key="s", key_group=CHECKING_KEYS, key_pages="claim",
        ),
        Move(
            name="recall", sources=(_S.AWAITING_APPROVAL,), target=_S.IN_REVIEW, role=Role.EDITOR,
            verb=DECISION_UNDONE,
            label=_("Recall"), conditions=("submitted_it", "case_is_free"),
            done=_("The verdict is a draft again."), key="z", key_group=CHECKING_KEYS, key_pages="claim",
        ),
        Move(
            name="approve", sources=(_S.AWAITING_APPROVAL,), target=_S.APPROVED, role=Role.MODERATOR,
            verb=VERDICT_APPROVED,
            label=_("Approve"), conditions=("did_not_write_it", "case_is_free"),
            done=_("The verdict is approved. You can publish it now."), next_page="claim_moderation",
            person="moderator", places=(Place.MODERATION,), case_kinds=("verdict",), key="=accept",
            key_group=MODERATION_KEYS, key_pages="moderation,verdict",
        ),
        Move(
            name="publish", sources=(_S.APPROVED,), target=_S.PUBLISHED, role=Role.MODERATOR,
            verb=VERDICT_PUBLISHED, waiting_verb=PUBLICATION_SCHEDULED,
            done_waiting=_("The verdict goes out in a moment. Until then you can undo this."),
            label=_("Publish"), conditions=("case_is_free",),
            done=_("The verdict is published."), next_page="moderation",
            person="moderator", inputs=("note",), places=(Place.MODERATION,), case_kinds=("publish",), key="P",
            key_group=MODERATION_KEYS, key_pages="moderation,verdict",
        ),
        Move(
            name="send_back", sources=(_S.AWAITING_APPROVAL, _S.APPROVED), target=_S.IN_REVIEW, role=Role.MODERATOR,
            verb=VERDICT_SENT_BACK,
            label=_("Send back"), conditions=("case_is_free",),
            done=_("The verdict is back with its author."), next_page="moderation",
            person="moderator", inputs=("reason", "notes"),
            reason_label=_("What has to change? The author will see it."), places=(Place.MODERATION,),
            case_kinds=("verdict", "publish"), key="=reopen", key_group=MODERATION_KEYS, key_pages="moderation,verdict",
        ),
        Move(
            name="unapprove", sources=(_S.APPROVED,), target=_S.AWAITING_APPROVAL, role=Role.MODERATOR,
            verb=DECISION_UNDONE,
            label=_("Undo approval"), conditions=("approved_it", "case_is_free"),
            done=_("The approval is undone."), next_page="claim_moderation", person="moderator",
            places=(Place.MODERATION,), key="=recall", key_group=MODERATION_KEYS, key_pages="verdict",
        ),
        Move(
            name="correct", sources=(_S.PUBLISHED, _S.WITHDRAWN), target=_S.IN_REVIEW, role=Role.EDITOR,
            verb=CORRECTION_STARTED,
            label=_("Start a correction"),
            done=_("The correction is started. Readers see the published verdict until it is published."),
            inputs=("reason",),
            reason_label=_("What has to be corrected? Only the desk sees this. Readers see the correction note."),
            key="C", key_group=CHECKING_KEYS, key_pages="claim,verdict",
        ),
        Move(
            name="keep", sources=(_S.IN_REVIEW, _S.QUEUED), target=_S.PUBLISHED, role=Role.EDITOR,
            verb=CORRECTION_ABANDONED,
            label=_("Keep as published"), conditions=("published_before", "not_withdrawn", "holds_claim_or_moderates"),
            done=_("The published verdict stays as it is."),
        ),
        Move(
            name="withdraw", sources=(_S.PUBLISHED, _S.QUEUED, _S.IN_REVIEW, _S.AWAITING_APPROVAL, _S.APPROVED),
            target=_S.WITHDRAWN, role=Role.MODERATOR, verb=VERDICT_WITHDRAWN,
            waiting_verb=WITHDRAWAL_SCHEDULED,
            done_waiting=_("The verdict is withdrawn in a moment. Until then you can undo this."),
            label=_("Withdraw"), conditions=("published_before", "not_withdrawn"),
            done=_("The verdict is withdrawn. Its public page says so."),
            person="moderator", inputs=("reason",), reason_label=_("Why is it withdrawn? Readers will see this."),
            places=(Place.CLAIM, Place.MODERATION),
        ),
    )
}  # fmt: skip
"""All moves by name, in the order of their buttons."""


def moves_at(place: Place) -> list[Move]:
    """Return the moves that are offered in a place."""
    return [move for move in MOVES.values() if place in move.places]


def list_transitions() -> list[tuple[str, str]]:
    """Return all legal pairs of statuses (from, to), for the trigger of the database."""
    return sorted({(source.value, move.target.value) for move in MOVES.values() for source in move.sources})


def moves_from(status: str) -> list[Move]:
    """Return the moves from a status, in the order of the table."""
    return [move for move in MOVES.values() if status in move.sources]
