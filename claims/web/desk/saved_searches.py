"""Saved searches: save the current filter of the queue as a tab, and delete such a tab."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from claims.selectors.queue_query_strings import format_filter, parse_query_string
from claims.services.saved_searches import delete_search, save_search
from claims.web.access import SignedInRequest, require_ability


@require_ability("queue.see")
@require_POST
def save_search_view(request: SignedInRequest) -> HttpResponse:
    """Save the filter of the query under a name, and show it."""
    query = format_filter(parse_query_string(request.POST.get("query", "")))
    search = save_search(owner=request.user, name=request.POST.get("name", ""), query=query)
    messages.success(request, gettext("The search “%(name)s” is saved.") % {"name": search.name})
    return redirect(f"{reverse('queue')}?{search.query}")


@require_ability("queue.see")
@require_POST
def delete_search_view(request: SignedInRequest, search_id: int) -> HttpResponse:
    """Delete a saved search; the next page offers to restore it."""
    search = delete_search(search_id=search_id, owner=request.user)
    return redirect(f"{reverse('queue')}?{search.query}&{urlencode({'removed': search.name})}")
