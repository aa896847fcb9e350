"""Publications: what the public can read, and the ClaimReview of each revision as it went out."""

from typing import Any

from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.enum_choices import RATING_SCALE
from claims.api.list_rows import AddressField, ListResource
from claims.api.renderers import LinkedDataRenderer
from claims.api.resources import Resource
from claims.api.strict_fields import StrictCharField
from claims.bounds import SEARCH_CHARACTERS
from claims.models import Publication
from claims.selectors.publications import (
    get_newest_publication,
    get_revision,
    list_current_publications,
    list_revisions,
)

REVISION = {"claim_id": "claim_id", "revision": "revision"}


class PublicationSerializer(serializers.ModelSerializer[Publication]):
    """A verdict as the public reads it; a correction or withdrawal is a new revision with a note."""

    claim = serializers.IntegerField(source="claim_id", help_text="The claim; its id is also the verdict's.")
    href = AddressField("api:revision", columns=REVISION, help_text="The address of this revision.")
    url = AddressField("verdict", columns={"claim_id": "claim_id"}, help_text="The public page of the verdict.")
    claimreview = AddressField(
        "api:claimreview", columns=REVISION, help_text="The ClaimReview document of this revision, as it went out."
    )
    rating = serializers.ChoiceField(choices=RATING_SCALE)

    class Meta:
        model = Publication
        fields: tuple[str, ...] = (
            "claim", "revision", "href", "url", "claimreview", "document_sha256", "kind", "note",
            "claim_text", "claimant", "rating", "summary", "published",
        )  # fmt: skip


class PublicationDetailSerializer(PublicationSerializer):
    """A revision with all that its page shows, frozen: chain, numbers, justification, evidence."""

    content = serializers.DictField(source="page")

    class Meta(PublicationSerializer.Meta):
        fields = (*PublicationSerializer.Meta.fields, "content")


class PublicationQuerySerializer(serializers.Serializer[Any]):
    """Which verdicts a list shows."""

    q = StrictCharField(max_length=SEARCH_CHARACTERS, required=False, help_text="As one types it into a search engine.")
    rating = serializers.ChoiceField(choices=RATING_SCALE, required=False)


class PublicResource(Resource):
    """For everybody, with or without an account."""

    permission_classes = [AllowAny]


class PublicationsResource(ListResource, PublicResource):
    """Verdicts that are public."""

    @extend_schema(
        operation_id="publications_list",
        parameters=[PublicationQuerySerializer],
        responses=PublicationSerializer(many=True),
    )
    def list(self, request: Request) -> HttpResponse:
        """The newest revision of every verdict that stands: newest first, or best first in a search."""
        query = self.read_query(PublicationQuerySerializer)
        return self.rows(
            list_current_publications(query=query.get("q", ""), rating=query.get("rating", "")), PublicationSerializer
        )

    @extend_schema(operation_id="publications_retrieve", responses=PublicationDetailSerializer)
    def retrieve(self, request: Request, claim_id: int) -> Response:
        """The verdict on a claim as it stands now; `kind` says whether it was corrected or withdrawn."""
        return self.render(get_newest_publication(claim_id), PublicationDetailSerializer)


class RevisionsResource(ListResource, PublicResource):
    """Every revision of a public verdict."""

    @extend_schema(
        operation_id="publications_revisions",
        summary="Revisions of a verdict",
        responses=PublicationSerializer(many=True),
    )
    def list(self, request: Request, claim_id: int) -> HttpResponse:
        """All that has been said in public about a claim, newest first."""
        return self.rows(list_revisions(claim_id), PublicationSerializer)

    @extend_schema(operation_id="publications_revision", summary="One revision", responses=PublicationDetailSerializer)
    def retrieve(self, request: Request, claim_id: int, revision: int) -> Response:
        """What was said then."""
        return self.render(get_revision(claim_id, revision), PublicationDetailSerializer)


class ClaimReviewResource(PublicResource):
    """The ClaimReview of a revision."""

    renderer_classes = [LinkedDataRenderer]

    @extend_schema(
        operation_id="publications_claimreview",
        summary="The ClaimReview of a revision",
        responses={(200, LinkedDataRenderer.media_type): OpenApiTypes.OBJECT},
    )
    def retrieve(self, request: Request, claim_id: int, revision: int) -> HttpResponse:
        """The schema.org document as it went out, to the byte; its SHA-256 is `document_sha256`."""
        document = get_revision(claim_id, revision).document
        return HttpResponse(document, content_type=LinkedDataRenderer.media_type)
