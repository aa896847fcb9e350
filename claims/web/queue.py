"""The queue: what is mine, what waits and why it waits there, who works on what."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from claims.keys import VIEWS
from claims.models import View
from claims.models.lengths import length_limit
from claims.refusals import NotFound
from claims.selectors import articles, choices, claims, queries, views
from claims.selectors import queue as selectors
from claims.selectors.filters import LOOKED, ME, NOBODY, NONE, QUEUED, Filter
from claims.selectors.filters import found as find_claims
from claims.services import queue as services
from claims.web import filters, said
from claims.web.access import PersonsRequest, needs
from claims.web.query import page_from
from claims.web.standings import standings
from claims.workflow import MOVES, Status


@needs("queue.see")
@require_safe
def listed(request: PersonsRequest) -> HttpResponse:
    """Next, mine, what waits or what else is asked for, and what the others have."""
    asked = queries.read(request.GET)
    query = queries.written(asked)
    if any(request.GET.get(name) == "" for name in queries.PARAMETERS):
        return redirect(f"{reverse('queue')}?{query}")  # a form also sends what was left empty
    found = find_claims(asked, request.user)
    page = page_from(request, claims.with_appearances(found.claims))
    taken = selectors.taken()
    context = {
        "waiting": standings(page.rows),
        "page": page,
        "is_cut": found.cut,
        "is_later_page": "cursor" in request.GET,
        "looked": LOOKED,
        "mine": selectors.mine_with_reasons(request.user),
        "others": [lease for lease in taken if lease.editor_id != request.user.pk],
        "query": query,
        "by_priority": asked.state == QUEUED,
        **_filtered(request, asked),
    }
    return render(request, "queue/list.html", context)


def _filtered(request: PersonsRequest, asked: Filter) -> dict[str, Any]:
    """The filter as chips, as a form, and the tabs of what is filtered often."""
    offered, mine = choices.offered(), list(views.of_person(request.user))
    names, people_names = offered.topics | {NONE: "no topic"}, offered.people
    query = queries.written(asked)
    told = {"topic": names.get(asked.topic, ""), "assignee": people_names.get(asked.assignee, "")}
    return {
        "asked": asked,
        "chips": filters.chips(asked, told | {"article": _title(asked.article)}),
        "topics": names.items(),
        "people": ((ME, "me"), (NOBODY, "nobody in particular"), *people_names.items()),
        "days": filters.DAYS.items(),
        "states": [(status.value, status.label) for status in Status],
        "number": queries.WRITERS["number"](asked.number) if asked.number else "",
        "views": [(view, f"view_{view.place}" if view.place <= VIEWS else "") for view in mine],
        "view": next((view for view in mine if view.query == query), None),
        "removed": request.GET.get("removed", "")[: length_limit(View, "name")],
    }


def _title(article_id: int | None) -> str:
    try:
        return articles.detail(article_id, text=False).title if article_id else ""
    except NotFound:
        return "none"


@needs("queue.see")
@require_POST
def take_next(request: PersonsRequest) -> HttpResponse:
    """Lease the next claim and go there; it can be given back with one key."""
    event = services.take_next(editor=request.user)
    if event is None:
        messages.info(request, "Nothing waits in the queue.")
        return redirect("queue")
    said.decided(request, MOVES["take"].done, event)
    return redirect("claim", event.claim_id)
