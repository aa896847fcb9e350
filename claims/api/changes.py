"""Changes: all that was published, corrected or withdrawn, in the order of the log, for whoever keeps a copy."""

import json
from typing import Any

from django.utils.cache import get_conditional_response, patch_cache_control
from drf_spectacular.utils import OpenApiResponse, extend_schema, extend_schema_serializer
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.reverse import reverse
from rest_framework.utils.urls import replace_query_param

from claims.api.pagination import DEFAULT_PAGE_ROWS, MAX_PAGE_ROWS
from claims.api.publications import PublicResource
from claims.bounds import LARGEST_BIGINT
from claims.models import LogEntry, Publication
from claims.selectors.publication_log import list_entries_after

DAY_SECONDS = 24 * 3600


class ChangesQuerySerializer(serializers.Serializer[Any]):
    """Where to go on, and how far."""

    after = serializers.IntegerField(
        min_value=0,
        max_value=LARGEST_BIGINT,
        default=0,
        help_text="The cursor of the page before; 0 begins at the beginning.",
    )
    limit = serializers.IntegerField(min_value=1, max_value=MAX_PAGE_ROWS, default=DEFAULT_PAGE_ROWS)


class ChangeSerializer(serializers.ModelSerializer[LogEntry]):
    """One entry of the log. A withdrawal is a tombstone: it says why, and has no review."""

    claim = serializers.IntegerField(source="publication.claim_id", help_text="The claim, and so the verdict.")
    revision = serializers.IntegerField(source="publication.revision")
    kind = serializers.ChoiceField(choices=Publication.Kind.choices, source="publication.kind")
    note = serializers.CharField(source="publication.note", help_text="What was corrected, or why it was withdrawn.")
    at = serializers.DateTimeField(source="publication.published")
    url = serializers.SerializerMethodField()
    review = serializers.SerializerMethodField()

    class Meta:
        model = LogEntry
        fields = ("sequence", "entry_sha256", "claim", "revision", "kind", "note", "at", "url", "review")

    def get_url(self, entry: LogEntry) -> str:
        """The public page of the verdict."""
        return reverse("verdict", args=[entry.publication.claim_id], request=self.context["request"])

    def get_review(self, entry: LogEntry) -> dict[str, Any] | None:
        """The ClaimReview as it went out; null where the verdict was withdrawn."""
        withdrawn = entry.publication.kind == Publication.Kind.WITHDRAWN
        return None if withdrawn else json.loads(entry.publication.document)


@extend_schema_serializer(many=False)
class ChangesSerializer(serializers.Serializer[Any]):
    """Some changes, and how to go on."""

    cursor = serializers.IntegerField(help_text="`after` for the next page; keep it, it never goes out of date.")
    next = serializers.URLField(help_text="The next page, also when nothing stands on it yet.")
    more = serializers.BooleanField(help_text="Whether the page is full: ask on at once. Else ask again later.")
    results = ChangeSerializer(many=True)


class ChangesResource(PublicResource):
    """The log of all that went out. Nobody has to sign in, and one copy serves all who ask."""

    authentication_classes = ()
    pagination_class = None

    @extend_schema(
        operation_id="changes_list",
        summary="Changes since a cursor",
        parameters=[ChangesQuerySerializer],
        responses={200: ChangesSerializer, 304: OpenApiResponse(description="Nothing new.")},
    )
    def list(self, request: Request) -> Any:
        """All that was published, corrected or withdrawn after a cursor, the oldest first, each once.

        A full page never changes and can be kept; what comes later stands behind it, never in it or before it.
        """
        asked = self.read_query(ChangesQuerySerializer)
        entries = list(list_entries_after(asked["after"])[: asked["limit"]])
        cursor, full = entries[-1].sequence if entries else asked["after"], len(entries) == asked["limit"]
        page = {"cursor": cursor, "next": self._next(cursor), "more": full, "results": entries}
        answer = self.render(page, ChangesSerializer)
        patch_cache_control(answer, public=True, max_age=DAY_SECONDS if full else 0, must_revalidate=not full)
        answer["ETag"] = f'"{asked["after"]}-{cursor}-{entries[-1].entry_sha256[:16] if entries else ""}"'
        return get_conditional_response(request, etag=answer["ETag"], response=answer)

    def _next(self, cursor: int) -> str:
        return replace_query_param(self.request.build_absolute_uri(), "after", cursor)
