"""Notifications: which reporters and appellants are to be notified, and who has been."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from operator import attrgetter
from typing import TypeVar

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from claims.models import Appeal, Claim, Notification, Publication, Report
from claims.models.mail import Mail
from claims.selectors.retention import expiry_of

MailType = TypeVar("MailType", bound=Mail)
MAX_NOTIFICATIONS = 200
MAIL_RETRY_DELAY = timedelta(minutes=10)
"""The delay between two attempts to send a mail."""

DueNotification = tuple[int, int | None]
"""A report and the publication to notify its reporter of; None for the closing of the report."""


def list_due_report_notifications() -> list[DueNotification]:
    """Return the due notifications of reporters with an email address, up to `MAX_NOTIFICATIONS`."""
    return [*_due_for_revisions(), *_due_for_closed_reports(), *_due_again()][:MAX_NOTIFICATIONS]


def list_due_appeal_ids() -> list[int]:
    """Return ids of closed appeals whose active appellants are not notified yet, up to `MAX_NOTIFICATIONS`."""
    notifications = Notification.objects.filter(appeal=OuterRef("pk"))
    appeals = Appeal.objects.filter(closed__isnull=False, appellant__is_active=True).exclude(Exists(notifications))
    new = list(appeals.order_by("closed").values_list("pk", flat=True)[:MAX_NOTIFICATIONS])
    again = (
        filter_failed_mails(Notification.objects.filter(appeal__isnull=False))
        .order_by("last_attempt")
        .values_list("appeal", flat=True)
    )
    return [*new, *(pk for pk in again[:MAX_NOTIFICATIONS] if pk)][:MAX_NOTIFICATIONS]


def _due_for_revisions() -> list[DueNotification]:
    """Return reports with the later revisions of the reported verdict."""
    others = "publication__claim__publications"
    reports = Report.objects.exclude(email="").filter(**{f"{others}__translation__isnull": True})
    reports = reports.annotate(later=F(others), number=F(f"{others}__revision"))
    notifications = Notification.objects.filter(report=OuterRef("pk"), publication=OuterRef("later"))
    reports = reports.filter(number__gt=F("publication__revision")).exclude(Exists(notifications))
    return list(reports.order_by("later", "pk").values_list("pk", "later")[:MAX_NOTIFICATIONS])


def _due_for_closed_reports() -> list[DueNotification]:
    notifications = Notification.objects.filter(report=OuterRef("pk"), publication__isnull=True)
    reports = Report.objects.exclude(email="").filter(closed__isnull=False).exclude(Exists(notifications))
    return [(report, None) for report in reports.order_by("pk").values_list("pk", flat=True)[:MAX_NOTIFICATIONS]]


def _due_again() -> list[DueNotification]:
    unsent = (
        filter_failed_mails(Notification.objects.filter(report__isnull=False))
        .order_by("last_attempt")
        .values_list("report", "publication")
    )
    return [(report, about) for report, about in unsent[:MAX_NOTIFICATIONS] if report]


def list_erasable_report_ids() -> list[int]:
    """Return ids of reports whose e-mail address has expired, see `claims.retention`; up to `MAX_NOTIFICATIONS`."""
    mails = Notification.objects.filter(report=OuterRef("pk"), sent__isnull=False)
    recent = Exists(mails.filter(sent__gt=expiry_of("report_addresses")))
    expired = Q(Exists(mails), closed__isnull=False) | Q(created__lte=expiry_of("unanswered_report_addresses"))
    reports = Report.objects.exclude(email="").filter(expired).exclude(recent).order_by("id")
    return list(reports.values_list("pk", flat=True)[:MAX_NOTIFICATIONS])


def filter_failed_mails(mails: QuerySet[MailType]) -> QuerySet[MailType]:
    """Return the mails that could not be sent and whose next attempt is due."""
    unsent = mails.filter(sent__isnull=True, attempts__lt=Mail.MAX_ATTEMPTS)
    return unsent.filter(last_attempt__lt=timezone.now() - MAIL_RETRY_DELAY)


@dataclass(frozen=True, slots=True)
class ReporterReceipt:
    """Whether a reporter was notified; `publication` None stands for the closing of the report."""

    report: Report
    publication: Publication | None
    sent: datetime | None
    attempts: int

    @property
    def state(self) -> Mail.State:
        """Return whether the reporter was notified."""
        if self.sent:
            return Mail.State.SENT
        if not self.report.email:
            return Mail.State.NO_ADDRESS
        return Mail.State.FAILED if self.attempts >= Notification.MAX_ATTEMPTS else Mail.State.WAITING


def list_reporter_receipts(claim: Claim, reports: Iterable[Report]) -> list[ReporterReceipt]:
    """Return the receipts of the reporters of a claim: what each is notified of, and the state."""
    notifications = Notification.objects.filter(report__publication__claim=claim)
    existing = {
        (notification.report_id, notification.publication_id): notification
        for notification in notifications[: MAX_NOTIFICATIONS * 10]
    }
    originals = claim.publications.filter(translation__isnull=True).defer("document", "page")
    revisions = list(originals.order_by("-revision")[:MAX_NOTIFICATIONS])
    return [
        _build_receipt(report, about, existing.get((report.pk, about.pk if about else None)))
        for report in sorted(reports, key=attrgetter("pk"), reverse=True)
        for about in _subjects_of(report, revisions)
    ]


def _subjects_of(report: Report, revisions: list[Publication]) -> list[Publication | None]:
    later: list[Publication | None] = [each for each in revisions if each.revision > report.publication.revision]
    return [*later, None] if report.closed else later


def _build_receipt(report: Report, about: Publication | None, notification: Notification | None) -> ReporterReceipt:
    return ReporterReceipt(
        report, about, notification.sent if notification else None, notification.attempts if notification else 0
    )
