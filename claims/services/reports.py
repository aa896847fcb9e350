"""Reports: readers report problems in published verdicts, moderators close the reports."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from claims.event_data.verdicts import ReportClosed, ReportEmailsErased, ReportSubmitted
from claims.models import Publication, Report, User
from claims.permissions import demand
from claims.refusals import BadValue, IllegalMove, ReasonMissing, require_found
from claims.report_reasons import REPORT_REASONS
from claims.selectors.notifications import list_erasable_report_ids
from claims.services.cases import check_case
from claims.services.events import record_event
from claims.services.lengths import check_lengths
from claims.verbs.verdicts import REPORT_CLOSED, REPORT_EMAILS_ERASED, REPORT_SUBMITTED


@transaction.atomic
def report_problem(
    *, publication: Publication, reason: str, text: str, email: str = "", reporter: User | None = None
) -> Report:
    """Report a problem in a published verdict; the report waits for a moderator."""
    if reason not in REPORT_REASONS:
        raise BadValue(gettext("Choose what is wrong."), field="reason")
    if not text.strip():
        raise ReasonMissing(gettext("Explain in a few words what is wrong."))
    check_lengths(Report, text=text, email=email)
    report = Report.objects.create(
        publication=publication, reason=reason, text=text.strip(), email=email, reporter=reporter
    )
    data = ReportSubmitted(report=report.pk, reason=reason)
    record_event(REPORT_SUBMITTED, actor=reporter, claim=publication.claim, data=data)
    return report


@transaction.atomic
def close_report(*, report_id: int, moderator: User, outcome: str, note: str = "") -> Report:
    """Close a report: accept or reject it."""
    demand(moderator, "reports.close")
    if outcome not in Report.Outcome:
        raise BadValue(gettext("Choose whether the reader is right or the verdict stands."), field="outcome")
    check_lengths(Report, note=note)
    report = require_found(Report.objects.select_for_update(no_key=True, of=("self",)).filter(pk=report_id).first())
    if report.closed:
        raise IllegalMove(gettext("This report has already been closed."))
    check_case(moderator, report=report)
    report.closed, report.closed_by = timezone.now(), moderator
    report.outcome, report.note = outcome, note.strip()
    report.save(update_fields=["closed", "closed_by", "outcome", "note"])
    data = ReportClosed(report=report.pk, outcome=outcome)
    record_event(REPORT_CLOSED, actor=moderator, claim=report.publication.claim, data=data)
    return report


@transaction.atomic
def erase_report_emails() -> int:
    """Erase e-mail addresses whose time is up, a portion per call; return their number."""
    ids = list_erasable_report_ids()
    erased = Report.objects.filter(pk__in=ids).update(email="") if ids else 0
    if erased:
        record_event(REPORT_EMAILS_ERASED, actor=None, data=ReportEmailsErased(reports=ids))
    return erased
