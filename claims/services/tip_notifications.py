"""Notifications: mails to readers about the outcome of their tips."""

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from claims.event_data.desk import ReaderNotified
from claims.models import Publication, Tip, TipNotification
from claims.selectors.identity import get_identity
from claims.selectors.tip_notifications import is_tip_notification_due
from claims.services.events import record_event
from claims.services.mail_outbox import begin_mail, send_mail_once
from claims.verbs.tips import READER_NOTIFIED

MAIL_SUBJECTS = {
    "": _("The outcome of your tip"),
    Publication.Kind.PUBLISHED: _("We have checked the claim that you sent us"),
    Publication.Kind.CORRECTED: _("A verdict on your tip has been corrected"),
    Publication.Kind.WITHDRAWN: _("A verdict on your tip has been withdrawn"),
    Publication.Kind.REDACTED: _("A verdict on your tip has been changed"),
    Publication.Kind.REMOVED: _("A verdict on your tip has been removed"),
}


def notify_tip_reader(*, tip_id: int, publication_id: int | None) -> bool:
    """Mail a reader once about a decision or a publication, if it still stands. Returns whether the mail was sent."""
    return send_mail_once(_begin_notification(tip_id, publication_id), _send_mail, _record_sent)


@transaction.atomic
def _begin_notification(tip_id: int, publication_id: int | None) -> TipNotification | None:
    tip = (
        Tip.objects.select_for_update(no_key=True, of=("self",))
        .select_related("claim__publication", "claim__duplicate_of__publication")
        .get(pk=tip_id)
    )
    if not is_tip_notification_due(tip, publication_id):
        return None
    publication = Publication.objects.get(pk=publication_id) if publication_id else None
    notification = TipNotification.objects.get_or_create(tip=tip, publication=publication)[0]
    notification.tip, notification.publication = tip, publication
    return begin_mail(notification)


def _record_sent(notification: TipNotification) -> None:
    revision = notification.publication.revision if notification.publication else None
    data = ReaderNotified(tip=notification.tip_id, revision=revision)
    record_event(READER_NOTIFIED, actor=None, claim=notification.tip.claim, data=data)


def _send_mail(notification: TipNotification) -> None:
    tip, publication = notification.tip, notification.publication
    context = {
        "tip": tip,
        "about": publication,
        "desk": get_identity().name,
        "status_url": settings.BASE_URL + reverse("tip_status", args=[tip.key]),
        "days": settings.RETENTION_DAYS["tip_addresses"],
        "url": settings.BASE_URL + publication.get_absolute_url() if publication else "",
    }
    with translation.override(get_identity().language):
        subject = str(MAIL_SUBJECTS[publication.kind if publication else ""])
        body = render_to_string("mail/tip_update.txt", context)
    send_mail(subject, body, settings.DEFAULT_FROM_EMAIL, [tip.email])
