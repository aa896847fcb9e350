"""Changes: publications, corrections and withdrawals in the order of the log, for programs that keep a copy."""

import json
from hashlib import sha256
from typing import Any

from django.urls import reverse
from django.utils.cache import get_conditional_response, patch_cache_control
from drf_spectacular.utils import OpenApiResponse, extend_schema, extend_schema_serializer
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.utils.urls import replace_query_param

from claims.api.pagination import DEFAULT_PAGE_ROWS, MAX_PAGE_ROWS
from claims.api.publications import PublicResource
from claims.bounds import LARGEST_BIGINT
from claims.models import LogEntry, Publication
from claims.selectors.publication_log import list_entries_after


class ChangesQuerySerializer(serializers.Serializer[Any]):
    """Position and size of a page of changes."""

    after = serializers.IntegerField(
        min_value=0,
        max_value=LARGEST_BIGINT,
        default=0,
        help_text="The cursor of the previous page; 0 starts at the beginning of the log.",
    )
    limit = serializers.IntegerField(min_value=1, max_value=MAX_PAGE_ROWS, default=DEFAULT_PAGE_ROWS)


class ChangeSerializer(serializers.ModelSerializer[LogEntry]):
    """One entry of the log. A withdrawal or removal has a note with its reason, and no ClaimReview."""

    claim = serializers.IntegerField(
        source="publication.claim_id", help_text="The id of the claim, which is also the id of the verdict."
    )
    revision = serializers.IntegerField(source="publication.revision")
    kind = serializers.ChoiceField(choices=Publication.Kind.choices, source="publication.kind")
    note = serializers.CharField(source="publication.note", help_text="What was corrected, or why it was withdrawn.")
    at = serializers.DateTimeField(source="publication.published")
    language = serializers.CharField(source="publication.language", help_text="The language in which it is written.")
    translation_of = serializers.SerializerMethodField(help_text="The URL of the original; null for an original.")
    url = serializers.SerializerMethodField()
    review = serializers.SerializerMethodField()

    class Meta:
        model = LogEntry
        fields = (
            "sequence", "entry_sha256", "claim", "revision", "kind", "note", "at", "language", "translation_of", "url",
            "review",
        )  # fmt: skip

    def get_translation_of(self, entry: LogEntry) -> str | None:
        """Return the URL of the public page of the original, without its slug."""
        path = reverse("verdict", args=[entry.publication.claim_id])
        return str(self.context["request"].build_absolute_uri(path)) if entry.publication.translation_id else None

    def get_url(self, entry: LogEntry) -> str:
        """Return the URL of the public page of the verdict."""
        return str(self.context["request"].build_absolute_uri(entry.publication.get_absolute_url()))

    def get_review(self, entry: LogEntry) -> dict[str, Any] | None:
        """Return the ClaimReview as published, without words removed since; null for a withdrawal or removal."""
        return None if entry.publication.is_gone else json.loads(entry.publication.document)


@extend_schema_serializer(many=False)
class ChangesSerializer(serializers.Serializer[Any]):
    """A page of changes, and where the next page starts."""

    cursor = serializers.IntegerField(help_text="Pass it as `after` for the next page; it stays valid for ever.")
    next = serializers.URLField(help_text="The next page, even if it is still empty.")
    more = serializers.BooleanField(help_text="Whether the page is full and the next one can be fetched now.")
    results = ChangeSerializer(many=True)


class ChangesResource(PublicResource):
    """The public log of publications. It needs no account and can be cached."""

    authentication_classes = ()
    pagination_class = None

    @extend_schema(
        operation_id="changes_list",
        summary="Changes since a cursor",
        parameters=[ChangesQuerySerializer],
        responses={200: ChangesSerializer, 304: OpenApiResponse(description="No new changes.")},
    )
    def list(self, request: Request) -> Any:
        """Return publications, corrections and withdrawals after a cursor, oldest first.

        Entries never move, and later ones always follow. A page changes only where words are removed for good.
        """
        query = self.read_query(ChangesQuerySerializer)
        entries = list(list_entries_after(query["after"])[: query["limit"]])
        cursor, is_full = entries[-1].sequence if entries else query["after"], len(entries) == query["limit"]
        page = {"cursor": cursor, "next": self._next(cursor), "more": is_full, "results": entries}
        response = self.render(page, ChangesSerializer)
        patch_cache_control(response, public=True, max_age=0, must_revalidate=True)
        response["ETag"] = f'"{query["after"]}-{cursor}-{_content_hash(entries)}"'
        return get_conditional_response(request, etag=response["ETag"], response=response)

    def _next(self, cursor: int) -> str:
        return replace_query_param(self.request.build_absolute_uri(), "after", cursor)


def _content_hash(entries: list[LogEntry]) -> str:
    """Return a hash of entries and of their words, of which an admin can remove some."""
    texts = (
        text for entry in entries for text in (entry.entry_sha256, entry.publication.note, entry.publication.document)
    )
    return sha256("\n".join(texts).encode()).hexdigest()[:16]
