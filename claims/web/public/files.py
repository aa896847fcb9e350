"""Stored files, as readers get them: without a cookie, and with headers that let a browser do nothing but show them.

A published file has one address for everybody. One that is not published yet has a key in its address, which pages of
the desk give to the people who read them.
"""

import re

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe
from whitenoise.responders import StaticFile

from claims.file_kinds import MEDIA_TYPES, PDF
from claims.refusals import NotFound
from claims.selectors.stored_files import KEY_SECONDS, is_file_key, read_stored_file
from claims.web.access import public_view
from claims.web.public.fixed_files import confine

NAME_PATTERN = re.compile(rf"([0-9a-f]{{64}})\.({'|'.join(MEDIA_TYPES)})")
PUBLIC_CACHE = "public, max-age=31536000, s-maxage=3600, immutable"
"""The content of an address never changes; shared caches ask each hour whether an admin has removed it."""
DESK_CACHE = f"private, max-age={KEY_SECONDS}, immutable"


@public_view
@require_safe
def stored_file_view(request: HttpRequest, name: str) -> HttpResponse:
    """Send a stored file, or the range of it that is asked for."""
    match = NAME_PATTERN.fullmatch(name)
    if match is None:
        raise NotFound
    sha256, suffix = match.groups()
    has_key = is_file_key(sha256, request.GET.get("key", ""))
    file, content = read_stored_file(sha256, suffix, has_key=has_key)
    etag = f'"{file.sha256}"'
    response = _content_response(request, content, etag)
    response["ETag"] = etag
    response["Accept-Ranges"] = "bytes"
    response["Cache-Control"] = DESK_CACHE if "key" in request.GET else PUBLIC_CACHE
    response["Content-Type"] = file.media_type
    response["Content-Disposition"] = f"{'attachment' if file.media_type == PDF else 'inline'}; filename={name}"
    answer = get_conditional_response(request, etag=etag, response=response) or response
    return confine(answer, embedded_by="same-origin" if "key" in request.GET else "cross-origin")


def _content_response(request: HttpRequest, content: bytes, etag: str) -> HttpResponse:
    """Return the content, or the one range of it that the request names; other ranges are ignored."""
    wanted, size = request.headers.get("Range"), len(content)
    if not wanted or request.headers.get("If-Range", etag) != etag:
        return HttpResponse(content)
    try:
        first, last = StaticFile.parse_byte_range(wanted)
    except ValueError:
        return HttpResponse(content)
    start = max(first + size, 0) if first < 0 else first
    end = min(size if last is None else last + 1, size)
    if start >= end:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    return HttpResponse(content[start:end], status=206, headers={"Content-Range": f"bytes {start}-{end - 1}/{size}"})
