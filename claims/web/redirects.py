"""Where a form leads when it is done, be it sent by HTMX or not."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django_htmx.http import HttpResponseClientRedirect

from claims.web.access import SignedInRequest


def redirect_client(request: SignedInRequest, url: str) -> HttpResponse:
    """To this address; HTMX would put the page there into the place of its fragment, and is told to go instead."""
    return HttpResponseClientRedirect(url) if request.htmx else redirect(url)
