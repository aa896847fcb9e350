"""Renderers for responses that are not JSON; problem documents are always JSON."""

from rest_framework.renderers import JSONRenderer


class PlainTextRenderer(JSONRenderer):
    """Plain text; the view builds the response itself."""

    media_type, format = "text/plain", "txt"


class LinkedDataRenderer(JSONRenderer):
    """A ClaimReview as published; the view builds the response itself."""

    media_type, format = "application/ld+json", "jsonld"


class ArchiveRenderer(JSONRenderer):
    """A ZIP archive; the view builds the response itself."""

    media_type, format = "application/zip", "zip"


class PageRenderer(JSONRenderer):
    """A page for people; the view builds the response itself."""

    media_type, format = "text/html", "html"
