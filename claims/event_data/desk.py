"""Event data of tips, accounts, tokens, webhooks, imports and settings of the desk."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from claims.event_data.base import EventData
from claims.json_data import JsonData


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageChanged(EventData):
    """`language` is the code of the person's language; empty for the language of the browser."""

    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeZoneChanged(EventData):
    """`time_zone` is the name of the person's time zone; empty for that of the desk."""

    time_zone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DensityChanged(EventData):
    """`density` is a code of `claims.models.user.Density`."""

    density: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TipChanged(EventData):
    """A tip."""

    tip: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TipGrouping(TipChanged):
    """A tip was grouped or separated; `duplicate_of` is the older tip."""

    duplicate_of: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TipSuggestion(TipChanged):
    """`suggested` is the suggested claim, `score` its similarity to the tip, from 0 to 1."""

    suggested: int | None
    score: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TipSuggestionJudged(TipSuggestion):
    """`claim` is the suggestion that was rejected or restored."""

    claim: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TipsDecided(TipChanged):
    """`times` counts the tips of the group; `reason` is a code of `Tip.Reason`."""

    times: int
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TipEmailsErased(EventData):
    """The tips whose e-mail addresses were erased."""

    tips: list[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReaderNotified(TipChanged):
    """A reader got a mail, about this revision of a verdict if there is one."""

    revision: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountEvent(EventData):
    """`user` is the owner of the account; the database has an index of these events by user."""

    user: int


@dataclass(frozen=True, slots=True, kw_only=True)
class UserInvited(AccountEvent):
    """The role of the new account."""

    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountState(JsonData):
    """The parts of an account that an admin can change."""

    name: str
    role: str
    active: bool
    public_name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class UserChanged(AccountEvent):
    """An account before and after."""

    before: AccountState
    after: AccountState


@dataclass(frozen=True, slots=True, kw_only=True)
class FactorEvent(AccountEvent):
    """`factor` is "password", "code", "sso" or the kind of a second factor.

    `change` is "added", "removed", "renewed" or "renamed".

    What somebody typed is not stored.
    """

    factor: str
    change: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleChanged(EventData):
    """Whether a role requires two-factor authentication."""

    role: str
    mfa_required: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class KeysChanged(EventData):
    """The new keys by the name of their action."""

    keys: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class NotificationsChanged(EventData):
    """The channels that were chosen by kind, and the quiet hours, empty for none. `by_mail`: from a link in a mail."""

    channels: dict[str, str]
    quiet_from: str = ""
    quiet_until: str = ""
    by_mail: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenChanged(EventData):
    """`key` is the beginning of the token, by which its owner recognises it."""

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
    """`delivery` is the message that is sent again."""

    webhook: int
    delivery: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseHolding(EventData):
    """`before` is who held the case before."""

    case: int
    before: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedSearchChanged(EventData):
    """A saved search: its name, its previous name, and its query."""

    search: int
    name: str
    before: str = ""
    query: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScaleChanged(EventData):
    """The new version of the rating scale: its row, its number, and the codes of its points."""

    scale: int
    number: int
    codes: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicChanged(EventData):
    """A topic: its name and its previous name."""

    topic: int
    name: str
    before: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WeightsChanged(EventData):
    """The points of each part of the priority, before and after."""

    before: dict[str, float]
    after: dict[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueReprioritised(EventData):
    """How many claims were reordered, and the id of the last one; None if all claims are done."""

    up_to: int | None
    claims: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SnapshotChanged(EventData):
    """A snapshot of a page, or the error that prevented it."""

    snapshot: int
    url: str
    error: str = ""
    sha256: str = ""
    words: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportChanged(EventData):
    """An import of fact-checks that was requested or failed."""

    feed: str
    run: int
    error: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportUndone(EventData):
    """An import that was undone; `kept` fact-checks stay, since people work with them."""

    feed: str
    run: int
    removed: int
    restored: int
    kept: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FactChecksImported(EventData):
    """How many fact-checks of a feed were read, added, changed, unchanged and refused (by code).

    `archive` says that they are old verdicts of this desk, which it has not signed; `sha256` is that of the file.
    """

    feed: str
    read: int
    added: int
    changed: int
    unchanged: int
    refused: dict[str, Any]
    run: int = 0
    sha256: str = ""
    archive: bool = False
