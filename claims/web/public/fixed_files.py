"""Files at addresses that have the hash of their content."""

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response

ONE_YEAR_SECONDS = 365 * 24 * 3600


def confine(response: HttpResponse, *, embedded_by: str) -> HttpResponse:
    """Let a file do nothing where a browser opens it as a page of its own; pages of `embedded_by` can show it.

    A 304 needs these headers too: its headers replace those that the browser has kept.
    """
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cross-Origin-Resource-Policy"] = embedded_by
    response["X-Content-Type-Options"] = "nosniff"
    return response


def fixed_response(request: HttpRequest, data: bytes, media_type: str, *, tag: str) -> HttpResponse:
    """Send a file that never changes, or say that the browser has it. It reads and sets no cookie."""
    etag = f'"{tag}"'
    response = HttpResponse(data, content_type=media_type)
    response["ETag"] = etag
    response["Cache-Control"] = f"public, max-age={ONE_YEAR_SECONDS}, immutable"
    answer = get_conditional_response(request, etag=etag, response=response) or response
    return confine(answer, embedded_by="cross-origin")
