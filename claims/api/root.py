"""The start of the API: where its versions, descriptions, feeds and other entrances are."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.reverse import reverse

from claims.api.publications import PublicResource
from claims.api.renderers import PageRenderer

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True, slots=True)
class Entrance:
    """A place where programs or their authors begin: its name for programs, its route, and what it is."""

    name: str
    route: str
    title: "_StrPromise"


ENTRANCES = (
    Entrance("v1", "api:root-v1", _("Version 1 of the API, the current one")),
    Entrance("quick_start", "api:quick-start", _("Quick start: from a token to a verdict")),
    Entrance("docs", "api:docs", _("All operations, with what they take and return")),
    Entrance("schema", "api:schema", _("The same as an OpenAPI document")),
    Entrance("problems", "api:problems", _("All problems that a response can name")),
    Entrance("changes", "api:changes", _("What was published, corrected and withdrawn, in order")),
    Entrance("scale", "api:scale", _("What verdicts are rated with")),
    Entrance("claims_search", "google:search", _("Search of verdicts, as in Google’s Fact Check Tools API")),
    Entrance("datafeed", "datafeed", _("All verdicts as ClaimReviews")),
    Entrance("feed_json", "feed_json", _("Newest verdicts as a JSON Feed")),
    Entrance("feed_atom", "feed_atom", _("Newest verdicts as an Atom feed")),
    Entrance("feed_rss", "feed_rss", _("Newest verdicts as an RSS feed")),
    Entrance("log", "api:log-head", _("The newest signed head of the public log")),
    Entrance("health", "health", _("Whether the desk works")),
)


class EntranceSerializer(serializers.Serializer[Any]):
    """A place where programs begin."""

    name = serializers.CharField()
    url = serializers.URLField()
    title = serializers.CharField()


class RootSerializer(serializers.Serializer[Any]):
    """All entrances."""

    results = EntranceSerializer(many=True)


class RootResource(PublicResource):
    """The start of the API, as JSON for programs and as a page for people."""

    schema = None
    renderer_classes = [JSONRenderer, PageRenderer]

    def retrieve(self, request: Request) -> HttpResponse:
        """Return where things are."""
        entrances = [
            {"name": row.name, "url": reverse(row.route, request=request), "title": row.title} for row in ENTRANCES
        ]
        if getattr(request.accepted_renderer, "format", "") == PageRenderer.format:
            return render(request, "public/api/root.html", {"entrances": entrances})
        return self.render({"results": entrances}, RootSerializer)
