"""The mails that carry notifications, and the end of them by a link within (RFC 8058)."""

from collections import defaultdict
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.core import signing
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import ngettext

from claims.models import DeskNotification, NotificationMail, User
from claims.notification_kinds import CENTRE, DIGEST, MAILED_CHANNELS, NOTIFICATION_KINDS
from claims.refusals import NotFound, require_found
from claims.selectors.desk_notifications import (
    describe_notification,
    get_notification_settings,
    list_mailed_notifications,
    list_unmailed_notifications,
)
from claims.selectors.identity import get_identity
from claims.services.languages import mail_language
from claims.services.mail_outbox import begin_mail, send_mail_once
from claims.services.notification_settings import save_notification_settings

TOKEN_SALT = "claims.notification_mails"  # noqa: S105 - separates these signatures from others


@dataclass(frozen=True, slots=True)
class Subscription:
    """The mails that a link ends: those of one person by one channel."""

    person: User
    channel: str


@transaction.atomic
def bundle_notifications() -> list[NotificationMail]:
    """Put what is to be mailed now into mails, one for each person and channel. Workers share the notifications."""
    bundles: dict[tuple[int, str], list[int]] = defaultdict(list)
    for row in list_unmailed_notifications().select_for_update(skip_locked=True, of=("self",)):
        bundles[row.person_id, row.channel].append(row.pk)
    mails = []
    for (person, channel), notifications in bundles.items():
        mail = NotificationMail.objects.create(person_id=person, channel=channel)
        DeskNotification.objects.filter(pk__in=notifications).update(mail=mail)
        mails.append(mail)
    return mails


def send_notification_mail(*, mail_id: int) -> bool:
    """Send a mail with notifications once. Returns whether it was sent."""
    return send_mail_once(_begin_mail(mail_id), _send, lambda _: None)


@transaction.atomic
def _begin_mail(mail_id: int) -> NotificationMail | None:
    rows = NotificationMail.objects.select_related("person").select_for_update(of=("self",))
    mail = rows.get(pk=mail_id)
    if mail.person.is_active and list_mailed_notifications(mail):
        return begin_mail(mail)
    mail.notifications.filter(mail__sent__isnull=True).update(channel=CENTRE, mail_due=None, mail=None)
    return None


def _send(mail: NotificationMail) -> None:
    with translation.override(mail_language(mail.person)):
        _build_message(mail).send()


def _build_message(mail: NotificationMail) -> EmailMessage:
    notifications = list_mailed_notifications(mail)
    sentences = [(describe_notification(row), _link_to(row)) for row in notifications]
    unsubscribe_url = build_unsubscribe_url(mail.person, mail.channel)
    context = {
        "notifications": sentences,
        "desk": get_identity().name,
        "unsubscribe_url": unsubscribe_url,
        "settings_url": settings.BASE_URL + reverse("notification_settings"),
    }
    return EmailMessage(
        _build_subject(mail, [sentence for sentence, _ in sentences]),
        render_to_string("mail/notifications.txt", context),
        settings.DEFAULT_FROM_EMAIL,
        [mail.person.email],
        headers={
            "List-Unsubscribe": f"<{unsubscribe_url}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            "Auto-Submitted": "auto-generated",
            "Message-ID": f"<notifications-{mail.pk}@{_mail_domain()}>",
        },
    )


def _build_subject(mail: NotificationMail, sentences: list[str]) -> str:
    """Return the sentence of a single notification, else their number."""
    if len(sentences) == 1 and mail.channel != DIGEST:
        return " ".join(sentences[0].split())
    count = len(sentences)
    text = ngettext("%(count)d notification from %(desk)s", "%(count)d notifications from %(desk)s", count)
    return text % {"count": count, "desk": get_identity().name}


def _mail_domain() -> str:
    return urlsplit(settings.BASE_URL).hostname or "localhost"


def _link_to(notification: DeskNotification) -> str:
    return f"{settings.BASE_URL}{reverse('notification', args=[notification.pk])}"


def build_unsubscribe_url(person: User, channel: str) -> str:
    """Return the link that ends the mails of a person by a channel; it needs no sign-in and does not expire."""
    token = signing.dumps([person.pk, channel], salt=TOKEN_SALT)
    return f"{settings.BASE_URL}{reverse('notifications_unsubscribe', args=[token])}"


def read_unsubscribe_token(token: str) -> Subscription:
    """Return what a link ends; raises `NotFound` for one that the desk has not signed."""
    try:
        person_id, channel = signing.loads(token, salt=TOKEN_SALT)
    except (signing.BadSignature, ValueError, TypeError) as error:
        raise NotFound from error
    if channel not in MAILED_CHANNELS:
        raise NotFound
    person = User.objects.select_related("notification_settings").filter(pk=person_id).first()
    return Subscription(require_found(person), channel)


@transaction.atomic
def end_notification_mails(*, token: str) -> Subscription:
    """End the mails of a link: their kinds stay on the desk, and what waits is not mailed. Safe to repeat."""
    subscription = read_unsubscribe_token(token)
    person, channel = subscription.person, subscription.channel
    chosen = get_notification_settings(person)
    channels = {kind: chosen.channel_of(kind) for kind in NOTIFICATION_KINDS}
    ended = {kind: CENTRE for kind, current in channels.items() if current == channel}
    waiting = DeskNotification.objects.filter(person=person, channel=channel, seen__isnull=True)
    waiting.filter(mail__isnull=True).update(channel=CENTRE, mail_due=None)
    waiting.filter(mail__sent__isnull=True).update(channel=CENTRE, mail_due=None, mail=None)
    if ended:
        save_notification_settings(person=person, channels=ended, by_mail=True)
    return subscription


def is_mail_in_use(person: User, channel: str) -> bool:
    """Return whether a person has a kind of notifications that comes by this channel."""
    chosen = get_notification_settings(person)
    return any(chosen.channel_of(kind) == channel for kind in NOTIFICATION_KINDS)
