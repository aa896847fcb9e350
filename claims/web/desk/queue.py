"""The queue: the person's own claims, the queued claims with their priority, and the claims of others."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from claims.keys import MAX_SAVED_SEARCH_KEYS
from claims.models import SavedSearch
from claims.models.lengths import length_limit
from claims.refusals import NotFound
from claims.selectors import queue_filters
from claims.selectors.articles import get_article
from claims.selectors.claims import attach_row_places, with_row_facts
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
    """Show the person's own leases, the claims that the filter selects, and the leases of others."""
    queue_filter = parse_filter(request.GET)
    query = format_filter(queue_filter)
    if any(request.GET.get(name) == "" for name in PARAMETERS):
        return redirect(f"{reverse('queue')}?{query}")  # a form also sends its empty fields
    filtered = filter_claims(queue_filter, request.user)
    page = page_from(request, with_row_facts(filtered.claims))
    attach_row_places(page.rows)
    context = {
        "queue_places": explain_queue_places(page.rows),
        "page": page,
        "is_capped": filtered.is_capped,
        "is_later_page": "cursor" in request.GET,
        "max_rows": queue_filters.MAX_NARROWED_ROWS,
        "mine": list_own_leases_with_reasons(request.user),
        "others": [lease for lease in list_running_leases() if lease.editor_id != request.user.pk],
        "query": query,
        "by_priority": queue_filter.state == QUEUED_STATE,
        **_filter_context(request, queue_filter),
    }
    return render(request, "desk/queue/list.html", context)


def _filter_context(request: SignedInRequest, queue_filter: QueueFilter) -> dict[str, Any]:
    """Return the filter as chips and as a form, and the tabs of the saved searches."""
    choices, searches = get_filter_choices(), list_saved_searches(request.user)
    topics = choices.topics | {TOPIC_NONE: gettext("No topic")}
    query = format_filter(queue_filter)
    names = {
        "article": _article_title(queue_filter.article),
        "topic": topics.get(queue_filter.topic, ""),
        "assignee": choices.people.get(queue_filter.assignee, ""),
    }
    return {
        "queue_filter": queue_filter,
        "chips": build_filter_chips(queue_filter, names),
        "topics": topics.items(),
        "people": ((ASSIGNEE_ME, gettext("Me")), (ASSIGNEE_NOBODY, gettext("Nobody")), *choices.people.items()),
        "days": DAY_LABELS.items(),
        "states": [(status.value, status.label) for status in Status],
        "number": WRITERS["number"](queue_filter.number) if queue_filter.number else "",
        "saved_searches": [(search, _key_action(search)) for search in searches],
        "search": next((search for search in searches if search.query == query), None),
        "removed": request.GET.get("removed", "")[: length_limit(SavedSearch, "name")],
    }


def _key_action(search: SavedSearch) -> str:
    """Return the name of the key action that opens a saved search; empty if it has no key."""
    return f"saved_search_{search.position}" if search.position <= MAX_SAVED_SEARCH_KEYS else ""


def _article_title(article_id: int | None) -> str:
    try:
        return get_article(article_id, text=False).title if article_id else ""
    except NotFound:
        return gettext("None")


@require_ability("queue.see")
@require_POST
def take_next_view(request: SignedInRequest) -> HttpResponse:
    """Lease the next claim and open it; undo releases it."""
    event = queue.take_next_claim(editor=request.user)
    if event is None:
        messages.info(request, gettext("The queue is empty."))
        return redirect("queue")
    add_decision_message(request, MOVES["take"].done, event)
    return redirect("claim", event.claim_id)
