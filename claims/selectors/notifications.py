"""Reading who has been told about a change of what they reported, and who has yet to be."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from operator import attrgetter
from typing import TypeVar

from django.db.models import Exists, F, OuterRef, QuerySet
from django.utils import timezone

from claims.models import Appeal, Claim, Notification, Publication, Report
from claims.models.mail import Mail

MailType = TypeVar("MailType", bound=Mail)
MAX_NOTIFICATIONS = 200
MAIL_RETRY_DELAY = timedelta(minutes=10)
"""How long a mail that could not be sent waits for its next attempt."""

DueNotification = tuple[int, int | None]
"""A report and the publication that its reporter is to hear of; None for how the report was closed."""


def list_due_report_notifications() -> list[DueNotification]:
    """What reporters who left an address have not been told yet, `LIMIT` at most."""
    return [*_due_for_revisions(), *_due_for_closed_reports(), *_due_again()][:MAX_NOTIFICATIONS]


def list_due_appeal_ids() -> list[int]:
    """Answered objections whose owners have not been told yet, `LIMIT` at most; who is shut out is told nothing."""
    told = Notification.objects.filter(appeal=OuterRef("pk"))
    waiting = Appeal.objects.filter(closed__isnull=False, appellant__is_active=True).exclude(Exists(told))
    new = list(waiting.order_by("closed").values_list("pk", flat=True)[:MAX_NOTIFICATIONS])
    again = (
        filter_failed_mails(Notification.objects.filter(appeal__isnull=False))
        .order_by("last_attempt")
        .values_list("appeal", flat=True)
    )
    return [*new, *(pk for pk in again[:MAX_NOTIFICATIONS] if pk)][:MAX_NOTIFICATIONS]


def _due_for_revisions() -> list[DueNotification]:
    """Revisions that followed the one somebody reported."""
    others = "publication__claim__publications"
    reports = Report.objects.exclude(email="").annotate(later=F(others), number=F(f"{others}__revision"))
    told = Notification.objects.filter(report=OuterRef("pk"), publication=OuterRef("later"))
    reports = reports.filter(number__gt=F("publication__revision")).exclude(Exists(told))
    return list(reports.order_by("later", "pk").values_list("pk", "later")[:MAX_NOTIFICATIONS])


def _due_for_closed_reports() -> list[DueNotification]:
    told = Notification.objects.filter(report=OuterRef("pk"), publication__isnull=True)
    reports = Report.objects.exclude(email="").filter(closed__isnull=False).exclude(Exists(told))
    return [(report, None) for report in reports.order_by("pk").values_list("pk", flat=True)[:MAX_NOTIFICATIONS]]


def _due_again() -> list[DueNotification]:
    unsent = (
        filter_failed_mails(Notification.objects.filter(report__isnull=False))
        .order_by("last_attempt")
        .values_list("report", "publication")
    )
    return [(report, about) for report, about in unsent[:MAX_NOTIFICATIONS] if report]


def filter_failed_mails(mails: QuerySet[MailType]) -> QuerySet[MailType]:
    """Those of the mails that could not be sent, and whose next attempt is due."""
    unsent = mails.filter(sent__isnull=True, attempts__lt=Mail.MAX_ATTEMPTS)
    return unsent.filter(last_attempt__lt=timezone.now() - MAIL_RETRY_DELAY)


@dataclass(frozen=True, slots=True)
class ReporterReceipt:
    """Whether one reporter was told of one thing; `publication` None is how the report was closed."""

    report: Report
    publication: Publication | None
    sent: datetime | None
    attempts: int

    @property
    def state(self) -> str:
        """In a word: told, waiting, failed, or no address."""
        if self.sent:
            return "told"
        if not self.report.email:
            return "no address"
        return "failed" if self.attempts >= Notification.MAX_ATTEMPTS else "waiting"


def list_reporter_receipts(claim: Claim, reports: Iterable[Report]) -> list[ReporterReceipt]:
    """For reports about a claim's verdict, what each reporter is to be told and whether that was done."""
    notices = Notification.objects.filter(report__publication__claim=claim)
    known = {(notice.report_id, notice.publication_id): notice for notice in notices[: MAX_NOTIFICATIONS * 10]}
    revisions = list(claim.publications.defer("document", "page").order_by("-revision")[:MAX_NOTIFICATIONS])
    return [
        _build_receipt(report, about, known.get((report.pk, about.pk if about else None)))
        for report in sorted(reports, key=attrgetter("pk"), reverse=True)
        for about in _subjects_of(report, revisions)
    ]


def _subjects_of(report: Report, revisions: list[Publication]) -> list[Publication | None]:
    later: list[Publication | None] = [each for each in revisions if each.revision > report.publication.revision]
    return [*later, None] if report.closed else later


def _build_receipt(report: Report, about: Publication | None, notice: Notification | None) -> ReporterReceipt:
    return ReporterReceipt(report, about, notice.sent if notice else None, notice.attempts if notice else 0)
