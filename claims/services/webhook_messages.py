"""The messages that webhooks receive: a change of the public log, or an event of the desk."""

import json
from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext

from claims.models import Delivery, Event, LogEntry, User
from claims.models.webhook_event import WEBHOOK_EVENTS
from claims.refusals import require_found
from claims.selectors.desk_notifications import describe_notification, find_unseen_notification
from claims.selectors.identity import get_identity
from claims.services.languages import mail_language

ROOM_TEXT_CHARACTERS = 300
"""Characters of a claim or a title in a message to a room."""


def build_message(delivery: Delivery) -> dict[str, Any]:
    """Build the message of a delivery.

    Its `data` is a change as in ``/api/v1/changes/``, or an event as in the histories of the API with a text and a URL.
    """
    event, entry = delivery.event, delivery.entry
    data = _describe_event(event) if event else _describe_entry(require_found(entry))
    return {"type": delivery.message_type, "timestamp": data["at"], "data": data}


def build_room_text(delivery: Delivery) -> str:
    """Return the message of a delivery to a room, in the language of the desk: what happened, to what, by whom.

    A notification is the sentence of the notification centre, in the language of the person.
    """
    event, entry = delivery.event, delivery.entry
    if event and delivery.is_notification:
        return _build_notification_text(event, delivery.webhook.owner)
    with translation.override(get_identity().language):
        row = WEBHOOK_EVENTS.get(delivery.message_type)
        happened = str(row.label if row else gettext("This is a test message from the desk"))
        if event is None:
            publication = require_found(entry).publication
            text, actor, url = publication.headline, "", settings.BASE_URL + publication.get_absolute_url()
        else:
            data = _describe_event(event)
            text, actor, url = data["text"], str(event.actor or ""), data["url"] or settings.BASE_URL
        quoted = gettext("“%(text)s”") % {"text": " ".join(text.split())[:ROOM_TEXT_CHARACTERS]} if text else ""
        by = gettext("by %(name)s") % {"name": actor} if actor else ""
    return " · ".join(part for part in (happened, quoted, by, url) if part)


def _build_notification_text(event: Event, person: User) -> str:
    notification = require_found(find_unseen_notification(person, event.pk))
    with translation.override(mail_language(person)):
        return f"{describe_notification(notification)} · {_url_of('notification', notification.pk)}"


def _describe_entry(entry: LogEntry) -> dict[str, Any]:
    publication = entry.publication
    return {
        "sequence": entry.sequence,
        "entry_sha256": entry.entry_sha256,
        "claim": publication.claim_id,
        "revision": publication.revision,
        "kind": publication.kind,
        "note": publication.note,
        "at": _format_time(publication.published),
        "language": publication.language,
        "translation_of": _url_of("verdict", publication.claim_id) if publication.translation_id else None,
        "url": settings.BASE_URL + publication.get_absolute_url(),
        "review": None if publication.is_gone else json.loads(publication.document),
    }


def _describe_event(event: Event) -> dict[str, Any]:
    """Return the event with the text of its claim or the title of its article, and the page of the desk about it."""
    claim, article = event.claim, event.article
    return {
        "id": event.pk,
        "verb": event.verb,
        "actor": {"id": event.actor.pk, "name": str(event.actor)} if event.actor else None,
        "article": event.article_id,
        "claim": event.claim_id,
        "data": event.data,
        "at": _format_time(event.at),
        "text": claim.text if claim else article.title if article else "",
        "url": _url_of("claim", claim.pk) if claim else _url_of("article", article.pk) if article else None,
    }


def _url_of(page: str, pk: int) -> str:
    return f"{settings.BASE_URL}{reverse(page, args=[pk])}"


def _format_time(at: datetime) -> str:
    return at.isoformat().replace("+00:00", "Z")
