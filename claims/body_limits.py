"""The largest body of a request, by its path. What is larger is refused before anything is read, parsed or written.

The web server asks `body_limit` as soon as it knows path and length; pages and API ask again, for other servers.
"""

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from claims.bounds import MAX_EVIDENCE_FILE_BYTES, MAX_FEED_BYTES
from claims.refusals import Refusal

FORM_BYTES = 128 * 1024
"""Enough for the longest tip, report or password form, in any script and encoding."""
ENVELOPE_BYTES = 256 * 1024
"""What a form adds to its file or text."""

BODY_BYTES = (
    ("/account/", FORM_BYTES),
    ("/verdicts/", FORM_BYTES),
    ("/tips/", FORM_BYTES),
    ("/api/v1/login/", FORM_BYTES),
    ("/api/v1/tips/", FORM_BYTES),
    ("/api/v1/publications/", FORM_BYTES),
    ("/imports/", MAX_FEED_BYTES + ENVELOPE_BYTES),
    ("/api/v1/imports/", MAX_FEED_BYTES + ENVELOPE_BYTES),
    ("/claims/", MAX_EVIDENCE_FILE_BYTES + ENVELOPE_BYTES),
    ("/evidence/", MAX_EVIDENCE_FILE_BYTES + ENVELOPE_BYTES),
    ("/api/v1/files/", MAX_EVIDENCE_FILE_BYTES + ENVELOPE_BYTES),
)
"""The largest body below a path. Forms without sign-in are small; every other path takes one article."""


class BodyTooLarge(Refusal):
    code, status = "body_too_large", 413
    title = _("This is too large to send.")
    message = _("This is too large to send: at most %(limit)d KB are accepted here.")


def body_limit(path: str) -> int:
    """Return the largest number of bytes that a request to this path may send."""
    article = settings.DATA_UPLOAD_MAX_MEMORY_SIZE + ENVELOPE_BYTES
    return next((limit for prefix, limit in BODY_BYTES if path.startswith(prefix)), article)


def exceeded_body_limit(request: HttpRequest) -> int | None:
    """Return the limit that the announced body exceeds; None if it is small enough."""
    length, limit = request.META.get("CONTENT_LENGTH") or "0", body_limit(request.path)
    return limit if not length.isdecimal() or int(length) > limit else None
