"""The queue: what is mine, what waits and why it waits there, who works on what."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from claims.keys import MAX_SAVED_SEARCH_KEYS
from claims.models import SavedSearch
from claims.models.lengths import length_limit
from claims.refusals import NotFound
from claims.selectors import queue_filters
from claims.selectors.articles import get_article
from claims.selectors.claims import with_appearances
from claims.selectors.filter_choices import get_filter_choices
from claims.selectors.queue import list_own_leases_with_reasons, list_running_leases
from claims.selectors.queue_filters import (
    ASSIGNEE_ME,
    ASSIGNEE_NOBODY,
    QUEUED_STATE,
    TOPIC_NONE,
    QueueFilter,
    filter_claims,
)
from claims.selectors.queue_query_strings import PARAMETERS, WRITERS, format_filter, parse_filter
from claims.selectors.saved_searches import list_saved_searches
from claims.services import queue
from claims.web.access import SignedInRequest, require_ability
from claims.web.desk.filter_chips import DAY_LABELS, build_filter_chips
from claims.web.desk.queue_reasons import explain_queue_places
from claims.web.flash_messages import add_decision_message
from claims.web.query_parameters import page_from
from claims.workflow import MOVES, Status


@require_ability("queue.see")
@require_safe
def queue_page(request: SignedInRequest) -> HttpResponse:
    """Next, mine, what waits or what else is asked for, and what the others have."""
    asked = parse_filter(request.GET)
    query = format_filter(asked)
    if any(request.GET.get(name) == "" for name in PARAMETERS):
        return redirect(f"{reverse('queue')}?{query}")  # a form also sends what was left empty
    found = filter_claims(asked, request.user)
    page = page_from(request, with_appearances(found.claims))
    taken = list_running_leases()
    context = {
        "waiting": explain_queue_places(page.rows),
        "page": page,
        "is_cut": found.is_capped,
        "is_later_page": "cursor" in request.GET,
        "looked": queue_filters.MAX_NARROWED_ROWS,
        "mine": list_own_leases_with_reasons(request.user),
        "others": [lease for lease in taken if lease.editor_id != request.user.pk],
        "query": query,
        "by_priority": asked.state == QUEUED_STATE,
        **_filter_context(request, asked),
    }
    return render(request, "desk/queue/list.html", context)


def _filter_context(request: SignedInRequest, asked: QueueFilter) -> dict[str, Any]:
    """The filter as chips, as a form, and the tabs of what is filtered often."""
    offered, mine = get_filter_choices(), list(list_saved_searches(request.user))
    names, people_names = offered.topics | {TOPIC_NONE: "no topic"}, offered.people
    query = format_filter(asked)
    told = {"topic": names.get(asked.topic, ""), "assignee": people_names.get(asked.assignee, "")}
    return {
        "asked": asked,
        "chips": build_filter_chips(asked, told | {"article": _article_title(asked.article)}),
        "topics": names.items(),
        "people": ((ASSIGNEE_ME, "me"), (ASSIGNEE_NOBODY, "nobody in particular"), *people_names.items()),
        "days": DAY_LABELS.items(),
        "states": [(status.value, status.label) for status in Status],
        "number": WRITERS["number"](asked.number) if asked.number else "",
        "views": [(view, f"view_{view.position}" if view.position <= MAX_SAVED_SEARCH_KEYS else "") for view in mine],
        "view": next((view for view in mine if view.query == query), None),
        "removed": request.GET.get("removed", "")[: length_limit(SavedSearch, "name")],
    }


def _article_title(article_id: int | None) -> str:
    try:
        return get_article(article_id, text=False).title if article_id else ""
    except NotFound:
        return "none"


@require_ability("queue.see")
@require_POST
def take_next_view(request: SignedInRequest) -> HttpResponse:
    """Lease the next claim and go there; it can be given back with one key."""
    event = queue.take_next_claim(editor=request.user)
    if event is None:
        messages.info(request, "Nothing waits in the queue.")
        return redirect("queue")
    add_decision_message(request, MOVES["take"].done, event)
    return redirect("claim", event.claim_id)
