"""Saved views: the filter that is on becomes a tab of one's own, and a tab is put away and brought back."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from claims.selectors.queue_query_strings import format_filter, parse_query_string
from claims.services.saved_searches import delete_search, save_search
from claims.web.access import SignedInRequest, require_ability


@require_ability("queue.see")
@require_POST
def save_search_view(request: SignedInRequest) -> HttpResponse:
    """Keep the filter of the query under a name, and show it."""
    asked = format_filter(parse_query_string(request.POST.get("query", "")))
    view = save_search(owner=request.user, name=request.POST.get("name", ""), query=asked)
    messages.success(request, f"“{view.name}” is a view of yours now.")
    return redirect(f"{reverse('queue')}?{view.query}")


@require_ability("queue.see")
@require_POST
def delete_search_view(request: SignedInRequest, search_id: int) -> HttpResponse:
    """Put it away; the page that follows can bring it back."""
    view = delete_search(search_id=search_id, owner=request.user)
    return redirect(f"{reverse('queue')}?{view.query}&{urlencode({'removed': view.name})}")
