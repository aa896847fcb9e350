"""Your reports: what one has handed in, reported and objected to, and what became of it."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from claims.models import User
from claims.selectors.appeals import list_appeals_of_user
from claims.selectors.articles import count_claims_by_status, list_articles
from claims.selectors.reports import list_reports_by
from claims.web.access import SignedInRequest, require_ability
from claims.web.query_parameters import page_from
from claims.workflow import Status


@dataclass(frozen=True, slots=True)
class SubmissionTab:
    """One kind of report: its code in the address and its name."""

    code: str
    label: str


SUBMISSION_TABS = (
    SubmissionTab("articles", "Articles"),
    SubmissionTab("reports", "Problems"),
    SubmissionTab("appeals", "Objections"),
)

STATUS_RESULTS = {
    Status.DETECTED: "to be decided",
    Status.QUEUED: "in the queue",
    Status.IN_REVIEW: "being checked",
    Status.AWAITING_APPROVAL: "before a second person",
    Status.APPROVED: "about to be published",
    Status.PUBLISHED: "published",
    Status.DISMISSED: "dismissed",
    Status.WITHDRAWN: "withdrawn",
}
"""What became of claims, for somebody who is not of the desk."""


@require_ability("articles.see")
@require_safe
def my_submissions_page(request: SignedInRequest) -> HttpResponse:
    """One kind of what this person has reported, newest first."""
    codes = {tab.code for tab in SUBMISSION_TABS}
    what = request.GET.get("what", "")
    what = what if what in codes else SUBMISSION_TABS[0].code
    page = page_from(request, _tab_rows(request.user, what))
    context = {"what": what, "tabs": SUBMISSION_TABS, "page": page, "rows": _row_contexts(what, page.rows)}
    return render(request, "account/my_submissions/list.html", context)


def _tab_rows(user: User, what: str) -> QuerySet[Any]:
    if what == "reports":
        return list_reports_by(user)
    return list_appeals_of_user(user) if what == "appeals" else list_articles(user=user)


def _row_contexts(what: str, rows: list[Any]) -> list[dict[str, Any]]:
    """Each row; an article with how many of its claims are where."""
    numbers = count_claims_by_status(rows) if what == "articles" and rows else {}
    return [{"row": row, "results": _result_counts(numbers.get(row.pk, {}))} for row in rows]


def _result_counts(numbers: dict[str, int]) -> list[tuple[int, str]]:
    return [(numbers[status], words) for status, words in STATUS_RESULTS.items() if status in numbers]
