"""The events that a webhook can receive: publications, events of the desk, and notifications of its owner."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from claims.event_data import Verb
from claims.models.publication import Publication
from claims.notification_kinds import NOTIFICATION_KINDS
from claims.verbs.articles import ARTICLE_FAILED, ARTICLE_READ
from claims.verbs.claims import CLAIM_ACCEPTED, CLAIM_DEADLINE_NEAR, CLAIM_PLANNED
from claims.verbs.desk import DATA_REMOVED
from claims.verbs.verdicts import REPORT_SUBMITTED, VERDICT_APPROVED, VERDICT_SENT_BACK, VERDICT_SUBMITTED

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, slots=True)
class WebhookEvent:
    """An event that a webhook can receive: the type of the message and its label."""

    name: str
    label: StrOrPromise


@dataclass(frozen=True, slots=True)
class PublicationEvent(WebhookEvent):
    """A publication of this kind. Everybody may receive it, in the order of the log."""

    kind: str


@dataclass(frozen=True, slots=True)
class DeskEvent(WebhookEvent):
    """An event of the desk with this verb, which is the type of the message too.

    It goes to owners whose role has the ability, and to those who submitted its article if `for_submitters`.
    """

    verb: Verb[Any]
    ability: str
    for_submitters: bool = False


@dataclass(frozen=True, slots=True)
class NotificationEvent(WebhookEvent):
    """A notification of the owner, of a kind of `claims.notification_kinds`; a room alone can receive it."""

    kind: str
    ability: str


def _desk_event(verb: Verb[Any], label: StrOrPromise, *, ability: str, for_submitters: bool = False) -> DeskEvent:
    return DeskEvent(verb.name, label, verb, ability, for_submitters)


NOTIFICATION_EVENTS: dict[str, NotificationEvent] = {
    row.name: row
    for row in (
        NotificationEvent(f"notification.{kind.code}", kind.label, kind.code, kind.ability)
        for kind in NOTIFICATION_KINDS.values()
    )
}
"""The notifications that the room of a person can receive, by name."""

EVENT_OF_NOTIFICATION = {row.kind: row.name for row in NOTIFICATION_EVENTS.values()}

NOTIFICATION_TYPE = "notification"
"""The type of a message with a notification, of whatever kind."""

WEBHOOK_EVENTS: dict[str, WebhookEvent] = {
    row.name: row
    for row in (
        PublicationEvent("verdict.published", _("A verdict is published"), Publication.Kind.PUBLISHED),
        PublicationEvent("verdict.corrected", _("A verdict is corrected"), Publication.Kind.CORRECTED),
        PublicationEvent("verdict.withdrawn", _("A verdict is withdrawn"), Publication.Kind.WITHDRAWN),
        PublicationEvent("verdict.redacted", _("Words are removed from a verdict"), Publication.Kind.REDACTED),
        PublicationEvent("verdict.removed", _("A verdict is removed"), Publication.Kind.REMOVED),
        _desk_event(ARTICLE_READ, _("An article is read"), ability="claims.see", for_submitters=True),
        _desk_event(ARTICLE_FAILED, _("An article cannot be read"), ability="claims.see", for_submitters=True),
        _desk_event(CLAIM_ACCEPTED, _("A claim is accepted into the queue"), ability="claims.see"),
        _desk_event(CLAIM_PLANNED, _("A claim gets an editor, a deadline or a topic"), ability="claims.see"),
        _desk_event(CLAIM_DEADLINE_NEAR, _("The deadline of a claim is near"), ability="claims.see"),
        _desk_event(VERDICT_SUBMITTED, _("A verdict is submitted"), ability="claims.see"),
        _desk_event(VERDICT_SENT_BACK, _("A verdict is sent back"), ability="claims.see"),
        _desk_event(VERDICT_APPROVED, _("A verdict is approved"), ability="claims.see"),
        _desk_event(DATA_REMOVED, _("An admin removes something for good"), ability="data.remove"),
        _desk_event(REPORT_SUBMITTED, _("A reader reports a problem in a verdict"), ability="moderation.see"),
        *NOTIFICATION_EVENTS.values(),
    )
}
"""All events that a webhook can receive, by the type of the message."""

EVENT_OF_KIND = {row.kind: row.name for row in WEBHOOK_EVENTS.values() if isinstance(row, PublicationEvent)}
DESK_EVENTS = {row.name: row for row in WEBHOOK_EVENTS.values() if isinstance(row, DeskEvent)}
"""The events of the desk that webhooks can receive, by verb."""
