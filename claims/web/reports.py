"""Your reports: what one has handed in, reported and objected to, and what became of it."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from claims.models import User
from claims.selectors import articles, contests, moderation
from claims.web.access import PersonsRequest, needs
from claims.web.query import page_from
from claims.workflow import Status


@dataclass(frozen=True, slots=True)
class Tab:
    """One kind of report: its code in the address and its name."""

    code: str
    label: str


TABS = (Tab("articles", "Articles"), Tab("flags", "Problems"), Tab("contests", "Objections"))

RESULTS = {
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


@needs("articles.see")
@require_safe
def reports(request: PersonsRequest) -> HttpResponse:
    """One kind of what this person has reported, newest first."""
    codes = {tab.code for tab in TABS}
    what = request.GET.get("what", "")
    what = what if what in codes else TABS[0].code
    page = page_from(request, _rows(request.user, what))
    context = {"what": what, "tabs": TABS, "page": page, "rows": _told(what, page.rows)}
    return render(request, "reports/list.html", context)


def _rows(user: User, what: str) -> QuerySet[Any]:
    if what == "flags":
        return moderation.flags_by(user)
    return contests.of_user(user) if what == "contests" else articles.listed(user=user)


def _told(what: str, rows: list[Any]) -> list[dict[str, Any]]:
    """Each row; an article with how many of its claims are where."""
    numbers = articles.tallies(rows) if what == "articles" and rows else {}
    return [{"row": row, "results": _results(numbers.get(row.pk, {}))} for row in rows]


def _results(numbers: dict[str, int]) -> list[tuple[int, str]]:
    return [(numbers[status], words) for status, words in RESULTS.items() if status in numbers]
