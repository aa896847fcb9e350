"""Files at addresses that have the hash of their content."""

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.http import parse_etags

ONE_YEAR_SECONDS = 365 * 24 * 3600
FILE_POLICY = "default-src 'none'; sandbox"
"""Opened as a page of its own, such a file can do nothing."""


def fixed_response(request: HttpRequest, data: bytes, media_type: str, *, tag: str) -> HttpResponse:
    """Send a file that never changes, or say that the browser has it. It reads and sets no cookie."""
    etag = f'"{tag}"'
    is_known = etag in parse_etags(request.headers.get("If-None-Match", ""))
    response = HttpResponseNotModified() if is_known else HttpResponse(data, content_type=media_type)
    response["ETag"] = etag
    response["Cache-Control"] = f"public, max-age={ONE_YEAR_SECONDS}, immutable"
    response["Content-Security-Policy"] = FILE_POLICY
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    response["X-Content-Type-Options"] = "nosniff"
    return response
