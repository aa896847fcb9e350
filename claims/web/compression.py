"""Compression of HTML.

Compression can leak a secret that stands in a page beside text an attacker chooses (BREACH, 2013). Two things close
that: Django masks the CSRF token anew in each response, and its `GZipMiddleware` adds a random number of bytes
("Heal the Breach"). JSON and feeds stay as they are: the middleware weakens their ETags, which ``If-Match`` refuses.
"""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware


class HtmlCompressionMiddleware(GZipMiddleware):
    """Compresses whole HTML pages and fragments for browsers that accept it."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Compress HTML; leave streams and every other type alone."""
        if response.streaming or not response.headers.get("Content-Type", "").startswith("text/html"):
            return response
        return super().process_response(request, response)
