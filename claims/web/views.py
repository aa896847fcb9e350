"""Saved views: the filter that is on becomes a tab of one's own, and a tab is put away and brought back."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from claims.selectors import queries
from claims.services import views as services
from claims.web.access import PersonsRequest, needs


@needs("queue.see")
@require_POST
def save(request: PersonsRequest) -> HttpResponse:
    """Keep the filter of the query under a name, and show it."""
    asked = queries.written(queries.of_address(request.POST.get("query", "")))
    view = services.keep(owner=request.user, name=request.POST.get("name", ""), query=asked)
    messages.success(request, f"“{view.name}” is a view of yours now.")
    return redirect(f"{reverse('queue')}?{view.query}")


@needs("queue.see")
@require_POST
def remove(request: PersonsRequest, view_id: int) -> HttpResponse:
    """Put it away; the page that follows can bring it back."""
    view = services.remove(view_id=view_id, owner=request.user)
    return redirect(f"{reverse('queue')}?{view.query}&{urlencode({'removed': view.name})}")
