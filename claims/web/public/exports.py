"""Sends the files of `services.exports`: whole or in ranges, compressed if the client accepts it."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from whitenoise.middleware import WhiteNoiseFileResponse
from whitenoise.responders import MissingFileError, StaticFile

from claims.services.exports import EXPORTS, NotReady, export_path


def send_export(request: HttpRequest, name: str) -> HttpResponseBase:
    """Return the file, a range of it, or 304; raises `NotReady` until the file has been written once."""
    is_packed = "gzip" in request.headers.get("Accept-Encoding", "")
    path = export_path(f"{name}.gz" if is_packed else name)
    try:
        status = path.stat()
        etag = f'"{status.st_mtime_ns:x}-{status.st_size:x}{"-gzip" if is_packed else ""}"'
        headers = [("Content-Type", EXPORTS[name].media_type), ("ETag", etag), ("Vary", "Accept-Encoding")]
        headers += [("Accept-Ranges", "bytes"), *([("Content-Encoding", "gzip")] if is_packed else [])]
        file = StaticFile(str(path), headers)
        found = file.get_response(request.method, _request_headers(request, etag))
    except (FileNotFoundError, MissingFileError) as error:
        raise NotReady from error
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
