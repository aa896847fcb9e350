"""How a person is notified: a channel for each kind of notification, and quiet hours."""

from collections.abc import Mapping
from datetime import time
from typing import TypedDict

from django.db import transaction
from django.utils.translation import gettext

from claims.event_data.desk import NotificationsChanged
from claims.models import NotificationSettings, User
from claims.notification_kinds import CHANNELS, NOTIFICATION_KINDS
from claims.refusals import BadValue
from claims.services.events import record_event
from claims.verbs.desk import NOTIFICATIONS_CHANGED


class QuietHours(TypedDict):
    """From when until when no mail is sent; both None for no quiet hours."""

    quiet_from: time | None
    quiet_until: time | None


@transaction.atomic
def save_notification_settings(
    *, person: User, channels: Mapping[str, str], quiet: QuietHours | None = None, by_mail: bool = False
) -> NotificationSettings:
    """Choose channels for some kinds, and the quiet hours if `quiet` is given. Notifications from now on follow."""
    _check_channels(channels)
    if quiet:
        _check_quiet_hours(quiet)
    NotificationSettings.objects.get_or_create(person=person)
    chosen = NotificationSettings.objects.select_for_update().get(person=person)
    chosen.channels = chosen.channels | dict(channels)
    if quiet:
        chosen.quiet_from, chosen.quiet_until = quiet["quiet_from"], quiet["quiet_until"]
    chosen.save()
    record_event(
        NOTIFICATIONS_CHANGED,
        actor=person,
        data=NotificationsChanged(
            channels=chosen.channels,
            quiet_from=_format(chosen.quiet_from),
            quiet_until=_format(chosen.quiet_until),
            by_mail=by_mail,
        ),
    )
    return chosen


def _check_channels(channels: Mapping[str, str]) -> None:
    if unknown := [kind for kind in channels if kind not in NOTIFICATION_KINDS]:
        sentence = gettext("There is no kind of notification “%(name)s”.")
        raise BadValue(sentence % {"name": unknown[0][:40]}, field="channels")
    if unknown := [channel for channel in channels.values() if channel not in CHANNELS]:
        sentence = gettext("Notifications cannot come by “%(name)s”. Choose one of the list.")
        raise BadValue(sentence % {"name": unknown[0][:40]}, field="channels")


def _check_quiet_hours(quiet: QuietHours) -> None:
    start, end = quiet["quiet_from"], quiet["quiet_until"]
    if (start is None) != (end is None):
        raise BadValue(gettext("Enter both times of the quiet hours, or none."), field="quiet_until")
    if start is not None and start == end:
        raise BadValue(gettext("The quiet hours must end at another time than they begin."), field="quiet_until")


def _format(at: time | None) -> str:
    return at.isoformat("minutes") if at else ""
