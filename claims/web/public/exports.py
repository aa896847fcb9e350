"""Sends the files of `services.exports`, compressed if the client accepts it."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from claims.services.exports import EXPORTS, NotReady, export_path
from claims.web.sent_files import send_file


def send_export(request: HttpRequest, name: str) -> HttpResponseBase:
    """Return the file, a range of it, or 304; raises `NotReady` until the file has been written once."""
    is_packed = "gzip" in request.headers.get("Accept-Encoding", "")
    path = export_path(f"{name}.gz" if is_packed else name)
    headers = [("Content-Type", EXPORTS[name].media_type), ("Vary", "Accept-Encoding")]
    headers += [("Content-Encoding", "gzip")] if is_packed else []
    try:
        return send_file(request, path, headers, variant="-gzip" if is_packed else "")
    except FileNotFoundError as error:
        raise NotReady from error
