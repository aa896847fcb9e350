"""The page of a person's articles, reports and appeals, with the outcome of each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from claims.models import User
from claims.selectors.appeals import list_appeals_of_user
from claims.selectors.articles import count_claims_by_status, list_articles
from claims.selectors.reports import list_reports_by
from claims.web.access import SignedInRequest, require_ability
from claims.web.contributor_statuses import CONTRIBUTOR_STATUS_LABELS
from claims.web.query_parameters import page_from

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, slots=True)
class SubmissionTab:
    """One kind of submission: its code in the URL and its label."""

    code: str
    label: StrOrPromise


SUBMISSION_TABS = (
    SubmissionTab("articles", _("Articles")),
    SubmissionTab("reports", _("Reports")),
    SubmissionTab("appeals", _("Appeals")),
)


@require_ability("articles.see")
@require_safe
def my_submissions_page(request: SignedInRequest) -> HttpResponse:
    """List one kind of this person's submissions, newest first; `?tab=` chooses the kind."""
    codes = {item.code for item in SUBMISSION_TABS}
    tab = request.GET.get("tab", "")
    tab = tab if tab in codes else SUBMISSION_TABS[0].code
    page = page_from(request, _tab_rows(request.user, tab))
    context = {"tab": tab, "tabs": SUBMISSION_TABS, "page": page, "rows": _row_contexts(tab, page.rows)}
    return render(request, "account/my_submissions/list.html", context)


def _tab_rows(user: User, tab: str) -> QuerySet[Any]:
    if tab == "reports":
        return list_reports_by(user)
    return list_appeals_of_user(user) if tab == "appeals" else list_articles(user=user)


def _row_contexts(tab: str, rows: list[Any]) -> list[dict[str, Any]]:
    """Return each row; an article comes with the number of its claims in each state."""
    numbers = count_claims_by_status(rows) if tab == "articles" and rows else {}
    return [{"row": row, "results": _result_counts(numbers.get(row.pk, {}))} for row in rows]


def _result_counts(numbers: dict[str, int]) -> list[tuple[int, StrOrPromise]]:
    return [(numbers[status], label) for status, label in CONTRIBUTOR_STATUS_LABELS.items() if status in numbers]
