"""Event data of tips, accounts, tokens, webhooks, imports, and of how the desk is set up."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from claims.event_data.base import EventData, JsonData


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageChanged(EventData):
    """`language` is the code of the language a person reads in; empty where the browser decides."""

    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TipChanged(EventData):
    """A tip."""

    tip: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TipHead(TipChanged):
    """`duplicate_of` is the older tip about the same."""

    duplicate_of: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TipSuggestion(TipChanged):
    """`suggested` is the claim that the tip may be about, `score` how alike they are, from 0 to 1."""

    suggested: int | None
    score: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TipUnlike(TipSuggestion):
    """`claim` is the claim that the tip is not about, or may be about again."""

    claim: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TipsDecided(TipChanged):
    """`times` counts the tips about the same; `reason` is a code of `Tip.Reason`."""

    times: int
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TipsForgotten(EventData):
    """The tips whose addresses were erased."""

    tips: list[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReaderNotified(TipChanged):
    """A mail went out to a reader, about this revision of a verdict if there is one."""

    revision: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountEvent(EventData):
    """`user` is whom it happened to; the database has an index of these events by it."""

    user: int


@dataclass(frozen=True, slots=True, kw_only=True)
class UserInvited(AccountEvent):
    """The role that was given."""

    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountState(JsonData):
    """What an admin can change in an account."""

    name: str
    role: str
    active: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class UserChanged(AccountEvent):
    """An account before and after."""

    before: AccountState
    after: AccountState


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleChanged(EventData):
    """Whether a role needs a second factor."""

    role: str
    mfa_required: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class KeysChanged(EventData):
    """The keys that were given, by the name of their action."""

    keys: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenChanged(EventData):
    """`key` is the beginning of the token, by which its owner knows it."""

    key: str
    name: str = ""
    scopes: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class LogSigned(EventData):
    """The entry of the log that was signed."""

    sequence: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WebhookChanged(EventData):
    """`why` is a code of `Webhook.Pause`."""

    webhook: int
    url: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WebhookEdited(EventData):
    """The settings of a webhook before and after, by name."""

    webhook: int
    before: dict[str, str]
    after: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryReplayed(EventData):
    """`entry` is the entry of the log that is delivered once more."""

    webhook: int
    entry: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseHeld(EventData):
    """`before` is who held the case until then."""

    case: int
    before: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewChanged(EventData):
    """A saved search: its name, the name before, and its query."""

    view: int
    name: str
    before: str = ""
    query: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicChanged(EventData):
    """A topic: its name, and the name before."""

    topic: int
    name: str
    before: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WeightsChanged(EventData):
    """The points of each part of the priority, before and after."""

    before: dict[str, float]
    after: dict[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class WeightsFollowed(EventData):
    """How many claims got their new place, and the id of the last; None says that all have it."""

    upto: int | None
    claims: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SnapshotChanged(EventData):
    """A copy of a page, or why there is none."""

    snapshot: int
    url: str
    error: str = ""
    sha256: str = ""
    words: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportChanged(EventData):
    """An import of fact-checks that was asked for, or that failed."""

    feed: str
    run: int
    error: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewsImported(EventData):
    """How many fact-checks of a feed were read, and what became of them; `refused` by code."""

    feed: str
    read: int
    added: int
    changed: int
    unchanged: int
    refused: dict[str, Any]
