"""Reports of problems in verdicts: the open ones, those of a person, and those about a claim."""

from django.db.models import F, QuerySet

from claims.models import Claim, Report, User

MAX_REPORTS = 50


def list_open_reports() -> QuerySet[Report]:
    """What readers reported and nobody has answered, oldest first."""
    return Report.objects.filter(closed__isnull=True).select_related("publication", "reporter").order_by("id")


def list_reports_by(reporter: User) -> QuerySet[Report]:
    """What somebody with an account reported, newest first."""
    found = Report.objects.filter(reporter=reporter).select_related("publication").order_by("-id")
    return found.defer("publication__document", "publication__page")


def list_reports_of_claim(claim: Claim) -> list[Report]:
    """What readers reported about a claim's verdict, the open reports first, then the newest."""
    if claim.publication_id is None:
        return []
    reports = Report.objects.filter(publication__claim=claim).select_related("publication", "reporter", "closed_by")
    return list(reports.order_by(F("closed").desc(nulls_first=True), "-id")[:MAX_REPORTS])
