"""Notifications: mails to reporters and appellants about the outcome."""

from typing import Any, cast

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext, gettext_lazy

from claims.event_data.verdicts import ReporterNotified
from claims.models import Appeal, Notification, Publication, Report
from claims.selectors.identity import get_identity
from claims.services.events import record_event
from claims.services.languages import mail_language
from claims.services.mail_outbox import begin_mail, send_mail_once
from claims.verbs.verdicts import REPORTER_NOTIFIED

MAIL_SUBJECTS = {
    "": gettext_lazy("The outcome of your report"),
    Publication.Kind.CORRECTED: gettext_lazy("A verdict that you reported has been corrected"),
    Publication.Kind.WITHDRAWN: gettext_lazy("A verdict that you reported has been withdrawn"),
    Publication.Kind.REDACTED: gettext_lazy("A verdict that you reported has been changed"),
    Publication.Kind.REMOVED: gettext_lazy("A verdict that you reported has been removed"),
}


def notify_reporter(*, report_id: int, publication_id: int | None) -> bool:
    """Mail a reporter once about a report or a later publication. Returns whether the mail was sent."""
    return send_mail_once(
        _begin_notification(report_id=report_id, publication_id=publication_id), _send_report_mail, _record_sent
    )


def notify_appellant(*, appeal_id: int) -> bool:
    """Mail an appellant once about the outcome. Returns whether the mail was sent."""
    return send_mail_once(_begin_notification(appeal_id=appeal_id), _send_appeal_mail, _record_sent)


@transaction.atomic
def _begin_notification(**subject: Any) -> Notification | None:
    row, _ = Notification.objects.get_or_create(**subject)
    relations = ("report__publication", "report__reporter", "publication", "appeal__claim", "appeal__appellant")
    rows = Notification.objects.select_related(*relations).select_for_update(of=("self",))
    return begin_mail(rows.get(pk=row.pk))


def _record_sent(notification: Notification) -> None:
    if notification.appeal:
        data = ReporterNotified(appeal=notification.appeal_id)
        record_event(REPORTER_NOTIFIED, actor=None, claim=notification.appeal.claim, data=data)
    elif notification.report:
        revision = notification.publication.revision if notification.publication else None
        data = ReporterNotified(report=notification.report_id, revision=revision)
        record_event(REPORTER_NOTIFIED, actor=None, claim=notification.report.publication.claim, data=data)


def _send_appeal_mail(notification: Notification) -> None:
    appeal = cast(Appeal, notification.appeal)
    context = {
        "appeal": appeal,
        "desk": get_identity().name,
        "upheld": appeal.outcome == Appeal.Outcome.UPHELD,
        "url": f"{settings.BASE_URL}{reverse('my_submissions')}?tab=appeals",
    }
    with translation.override(mail_language(appeal.appellant)):
        subject = gettext("The outcome of your appeal")
        body = render_to_string("mail/appeal_answer.txt", context)
    send_mail(subject, body, settings.DEFAULT_FROM_EMAIL, [appeal.appellant.email])


def _send_report_mail(notification: Notification) -> None:
    report, publication = cast(Report, notification.report), notification.publication
    context = {
        "report": report,
        "about": publication,
        "desk": get_identity().name,
        "upheld": report.outcome == Report.Outcome.UPHELD,
        "url": settings.BASE_URL + report.publication.get_absolute_url(),
    }
    with translation.override(mail_language(report.reporter)):
        subject = str(MAIL_SUBJECTS[publication.kind if publication else ""])
        body = render_to_string("mail/report_update.txt", context)
    send_mail(subject, body, settings.DEFAULT_FROM_EMAIL, [report.email])
