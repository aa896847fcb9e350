"""Sends a file from disk: whole or in ranges, or 304 if the client has it."""

from collections.abc import Iterable
from pathlib import Path

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from whitenoise.middleware import WhiteNoiseFileResponse
from whitenoise.responders import MissingFileError, StaticFile


def send_file(
    request: HttpRequest, path: Path, headers: Iterable[tuple[str, str]], *, variant: str = ""
) -> HttpResponseBase:
    """Return the file with an ETag, which ends in `variant`. Raises `FileNotFoundError`."""
    status = path.stat()
    etag = f'"{status.st_mtime_ns:x}-{status.st_size:x}{variant}"'
    try:
        file = StaticFile(str(path), [*headers, ("ETag", etag), ("Accept-Ranges", "bytes")])
        found = file.get_response(request.method, _request_headers(request, etag))
    except MissingFileError as error:
        raise FileNotFoundError(path) from error
    response: HttpResponseBase = WhiteNoiseFileResponse(found.file or (), status=found.status)
    for header, value in found.headers:
        response[header] = value
    return response


def _request_headers(request: HttpRequest, etag: str) -> dict[str, str]:
    """Return the headers without a range that belongs to another version of the file."""
    headers = {name: value for name, value in request.META.items() if name.startswith("HTTP_")}
    if headers.get("HTTP_IF_RANGE", etag) != etag:
        headers.pop("HTTP_RANGE", None)
    return headers
