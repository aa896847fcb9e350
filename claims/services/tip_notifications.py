"""Telling readers what became of what they asked."""

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse

from claims.event_data.desk import ReaderNotified
from claims.models import Publication, Tip, TipNotification
from claims.selectors.tip_notifications import is_tip_notification_due
from claims.services.events import record_event
from claims.services.mail_outbox import begin_mail, send_mail_once
from claims.verbs import READER_NOTIFIED

MAIL_SUBJECTS = {
    "": "What became of your question",
    Publication.Kind.PUBLISHED: "We have checked what you asked about",
    Publication.Kind.CORRECTED: "A verdict that you asked for was corrected",
    Publication.Kind.WITHDRAWN: "A verdict that you asked for was withdrawn",
}


def notify_tip_reader(*, tip_id: int, publication_id: int | None) -> bool:
    """Send one reader one mail, unless it was sent, is being sent, or holds no longer; says whether it went."""
    return send_mail_once(_begin_notification(tip_id, publication_id), _send_mail, _record_sent)


@transaction.atomic
def _begin_notification(tip_id: int, publication_id: int | None) -> TipNotification | None:
    tip = Tip.objects.select_for_update(no_key=True, of=("self",)).select_related("claim").get(pk=tip_id)
    if not is_tip_notification_due(tip, publication_id):
        return None
    about = Publication.objects.get(pk=publication_id) if publication_id else None
    notice, _ = TipNotification.objects.get_or_create(tip=tip, publication=about)
    notice.tip, notice.publication = tip, about
    return begin_mail(notice)


def _record_sent(notice: TipNotification) -> None:
    about = notice.publication.revision if notice.publication else None
    data = ReaderNotified(tip=notice.tip_id, revision=about)
    record_event(READER_NOTIFIED, actor=None, claim=notice.tip.claim, data=data)


def _send_mail(notice: TipNotification) -> None:
    tip, about = notice.tip, notice.publication
    told = {
        "tip": tip,
        "about": about,
        "desk": settings.DESK_NAME,
        "kept": settings.BASE_URL + reverse("tip_status", args=[tip.key]),
        "days": TipNotification.EMAIL_LIFETIME.days,
        "url": settings.BASE_URL + reverse("verdict", args=[about.claim_id]) if about else "",
    }
    body = render_to_string("mail/tip_update.txt", told)
    send_mail(MAIL_SUBJECTS[about.kind if about else ""], body, settings.DEFAULT_FROM_EMAIL, [tip.email])
