"""Telling those who reported a problem, or objected to a dismissal, what became of it."""

from typing import Any, cast

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse

from claims.event_data.verdicts import ReporterNotified
from claims.models import Appeal, Notification, Publication, Report
from claims.services.events import record_event
from claims.services.mail_outbox import begin_mail, send_mail_once
from claims.verbs import REPORTER_NOTIFIED

MAIL_SUBJECTS = {
    "": "What became of your report",
    Publication.Kind.CORRECTED: "A verdict that you reported was corrected",
    Publication.Kind.WITHDRAWN: "A verdict that you reported was withdrawn",
}


def notify_reporter(*, report_id: int, publication_id: int | None) -> bool:
    """Send one reporter one mail, unless it was sent or is being sent; says whether it went."""
    return send_mail_once(
        _begin_notification(report_id=report_id, publication_id=publication_id), _send_report_mail, _record_sent
    )


def notify_appellant(*, appeal_id: int) -> bool:
    """Send whoever objected to a dismissal one mail about the answer; as `tell`."""
    return send_mail_once(_begin_notification(appeal_id=appeal_id), _send_appeal_mail, _record_sent)


@transaction.atomic
def _begin_notification(**about: Any) -> Notification | None:
    made, _ = Notification.objects.get_or_create(**about)
    things = ("report__publication", "publication", "appeal__claim", "appeal__appellant")
    rows = Notification.objects.select_related(*things).select_for_update(of=("self",))
    return begin_mail(rows.get(pk=made.pk))


def _record_sent(notice: Notification) -> None:
    if notice.appeal:
        data = ReporterNotified(appeal=notice.appeal_id)
        record_event(REPORTER_NOTIFIED, actor=None, claim=notice.appeal.claim, data=data)
    elif notice.report:
        about = notice.publication.revision if notice.publication else None
        data = ReporterNotified(report=notice.report_id, revision=about)
        record_event(REPORTER_NOTIFIED, actor=None, claim=notice.report.publication.claim, data=data)


def _send_appeal_mail(notice: Notification) -> None:
    appeal = cast(Appeal, notice.appeal)
    told = {
        "appeal": appeal,
        "desk": settings.DESK_NAME,
        "upheld": appeal.outcome == Appeal.Outcome.UPHELD,
        "url": f"{settings.BASE_URL}{reverse('my_submissions')}?what=appeals",
    }
    body = render_to_string("mail/appeal_answer.txt", told)
    send_mail("What became of your objection", body, settings.DEFAULT_FROM_EMAIL, [appeal.appellant.email])


def _send_report_mail(notice: Notification) -> None:
    report, about = cast(Report, notice.report), notice.publication
    told = {
        "report": report,
        "about": about,
        "desk": settings.DESK_NAME,
        "upheld": report.outcome == Report.Outcome.UPHELD,
        "url": settings.BASE_URL + reverse("verdict", args=[report.publication.claim_id]),
    }
    body = render_to_string("mail/report_update.txt", told)
    send_mail(MAIL_SUBJECTS[about.kind if about else ""], body, settings.DEFAULT_FROM_EMAIL, [report.email])
