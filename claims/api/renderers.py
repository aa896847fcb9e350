"""Forms of an answer beside JSON; problems stay JSON whatever was asked for."""

from rest_framework.renderers import JSONRenderer


class PlainTextRenderer(JSONRenderer):
    """For what is served as it is, as text; the view answers itself."""

    media_type, format = "text/plain", "txt"


class LinkedDataRenderer(JSONRenderer):
    """For a ClaimReview as it went out; the view answers itself."""

    media_type, format = "application/ld+json", "jsonld"
