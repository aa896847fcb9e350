"""Redirects that work for HTMX and for whole pages."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django_htmx.http import HttpResponseClientRedirect

from claims.web.access import SignedInRequest


def redirect_client(request: SignedInRequest, url: str) -> HttpResponse:
    """Redirect to a URL. HTMX follows a plain redirect inside its fragment, so it gets a header of its own."""
    return HttpResponseClientRedirect(url) if request.htmx else redirect(url)
