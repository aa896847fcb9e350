"""Notifications of people with an account: written with their event, seen by the person, deleted when old."""

from datetime import datetime, time

from django.conf import settings
from django.utils import timezone

from claims.event_data.claims import CommentChanged
from claims.event_data.relations import RelationsSuggested
from claims.mail_times import next_time_of_day
from claims.models import DeskNotification, Event, NotificationMail, User
from claims.notification_kinds import DIGEST, MAIL, OCCASIONS, OFF, NotificationKind
from claims.permissions import allows
from claims.selectors.desk_notifications import (
    end_quiet_hours,
    find_clock_of,
    get_notification_settings,
    list_expired_notification_ids,
    list_recipients,
    list_unseen_notifications,
)
from claims.selectors.notification_recipients import RECIPIENTS
from claims.selectors.retention import SWEEP_ROWS, expiry_of
from claims.services.event_deliveries import create_notification_deliveries


def create_notifications(event: Event) -> None:
    """Write a notification for each person whom the event concerns; `record_event` calls this in its transaction.

    Nobody is notified of what they did themselves, or of what their role does not see.
    """
    kinds = _find_kinds(event)
    if not kinds:
        return
    built = [_build(event, person, kinds[person.pk]) for person in list_recipients(kinds)]
    rows = DeskNotification.objects.bulk_create(row for row in built if row)
    if rows:
        create_notification_deliveries(event, rows)


def _find_kinds(event: Event) -> dict[int, NotificationKind]:
    """Return the kind for each person: the first of the table that concerns them."""
    kinds: dict[int, NotificationKind] = {}
    for kind, occasion in OCCASIONS.get(event.verb, ()):
        for person in RECIPIENTS[occasion.recipients](event) - {None, event.actor_id}:
            if person is not None:
                kinds.setdefault(person, kind)
    return kinds


def _build(event: Event, person: User, kind: NotificationKind) -> DeskNotification | None:
    channel = get_notification_settings(person).channel_of(kind.code)
    if channel == OFF or not allows(person, kind.ability):
        return None
    return DeskNotification(
        person=person,
        kind=kind.code,
        event=event,
        claim=event.claim,
        article=None if event.claim_id else event.article,
        relation_id=event.payload.relation if isinstance(event.payload, RelationsSuggested) else None,
        comment_id=event.payload.comment if isinstance(event.payload, CommentChanged) else None,
        channel=channel,
        mail_due=_find_mail_time(person, channel),
    )


def _find_mail_time(person: User, channel: str) -> datetime | None:
    """Return when a notification is to be mailed, outside of the quiet hours; None if it is not."""
    if channel not in (MAIL, DIGEST):
        return None
    now = find_clock_of(person, timezone.now())
    return end_quiet_hours(person, next_time_of_day(now, time(settings.DIGEST_HOUR)) if channel == DIGEST else now)


def mark_notifications_seen(*, person: User, claim_id: int | None = None, notification_id: int | None = None) -> int:
    """Mark notifications of a person as seen: one, those about a claim, or all; return their number.

    No event: nothing is decided.
    """
    chosen = {"claim": claim_id, "pk": notification_id}
    conditions = {name: value for name, value in chosen.items() if value is not None}
    return list_unseen_notifications(person).filter(**conditions).update(seen=timezone.now())


def forget_comment(*, comment_id: int) -> None:
    """Count the notifications of a removed comment as seen, so that nobody is mailed of it."""
    DeskNotification.objects.filter(comment=comment_id, seen__isnull=True).update(seen=timezone.now())


def delete_expired_notifications() -> int:
    """Delete old notifications and their mails, up to `SWEEP_ROWS`. Returns the number of notifications."""
    expired = list_expired_notification_ids()
    DeskNotification.objects.filter(pk__in=expired).delete()
    old = NotificationMail.objects.filter(created__lt=expiry_of("notifications")).order_by("created")
    NotificationMail.objects.filter(pk__in=list(old.values_list("pk", flat=True)[:SWEEP_ROWS])).delete()
    return len(expired)
