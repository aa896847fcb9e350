"""Absolute addresses of the site, and the way from an earlier address of a page to its current one."""

from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponsePermanentRedirect
from django.urls import reverse


def absolute_url(name: str, *arguments: int | str, **query: str) -> str:
    """Return the absolute URL of a page; empty parameters of the query are left out."""
    query_string = urlencode({key: value for key, value in query.items() if value})
    return str(settings.BASE_URL + reverse(name, args=arguments) + (f"?{query_string}" if query_string else ""))


def redirect_to_current(request: HttpRequest, path: str) -> HttpResponsePermanentRedirect:
    """Lead to the current path of a page, with the query of the request."""
    query = request.META.get("QUERY_STRING", "")
    return HttpResponsePermanentRedirect(path + (f"?{query}" if query else ""))
