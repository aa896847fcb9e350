"""Reports of problems in verdicts: the open ones, those of a person, and those about a claim."""

from django.db.models import F, QuerySet

from claims.models import Claim, Report, User

MAX_REPORTS = 50


def list_open_reports() -> QuerySet[Report]:
    """Return the open reports, oldest first."""
    return Report.objects.filter(closed__isnull=True).select_related("publication", "reporter").order_by("id")


def list_reports_by(reporter: User) -> QuerySet[Report]:
    """Return the reports of a person with an account, newest first."""
    reports = Report.objects.filter(reporter=reporter).select_related("publication").order_by("-id")
    return reports.defer("publication__document", "publication__page")


def list_reports_of_claim(claim: Claim) -> list[Report]:
    """Return the reports about the verdict of a claim, open ones first, then the newest, up to `MAX_REPORTS`."""
    if claim.publication_id is None:
        return []
    reports = Report.objects.filter(publication__claim=claim).select_related("publication", "reporter", "closed_by")
    return list(reports.order_by(F("closed").desc(nulls_first=True), "-id")[:MAX_REPORTS])
