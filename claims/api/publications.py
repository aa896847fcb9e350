"""Publications: what the public can read, and the ClaimReview of each revision as it went out."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from claims.api.access import Resource
from claims.api.choices import RATING_SCALE
from claims.api.fields import String
from claims.api.lists import Rows
from claims.api.renderers import LinkedData
from claims.bounds import SEARCH_CHARACTERS
from claims.models import Publication
from claims.selectors import publications, rows


class PublicationSerializer(serializers.ModelSerializer[Publication]):
    """A verdict as the public reads it; a correction or withdrawal is a new revision with a note."""

    claim = serializers.IntegerField(source="claim_id", help_text="The claim; its id is also the verdict's.")
    href = serializers.SerializerMethodField()
    url = serializers.SerializerMethodField()
    claimreview = serializers.SerializerMethodField()
    rating = serializers.ChoiceField(choices=RATING_SCALE)

    class Meta:
        model = Publication
        fields: tuple[str, ...] = (
            "claim", "revision", "href", "url", "claimreview", "document_sha256", "kind", "note",
            "claim_text", "claimant", "rating", "summary", "published",
        )  # fmt: skip

    def get_href(self, publication: Publication) -> str:
        """The address of this revision."""
        return self._address("api:revision", publication.claim_id, publication.revision)

    def get_claimreview(self, publication: Publication) -> str:
        """The ClaimReview document of this revision, as it went out."""
        return self._address("api:claimreview", publication.claim_id, publication.revision)

    def get_url(self, publication: Publication) -> str:
        """The public page of the verdict."""
        return self._address("verdict", publication.claim_id)

    def _address(self, name: str, *args: int) -> str:
        return reverse(name, args=args, request=self.context["request"])


class PublicationDetailSerializer(PublicationSerializer):
    """A revision with all that its page shows, frozen: chain, numbers, justification, evidence."""

    content = serializers.DictField(source="page")

    class Meta(PublicationSerializer.Meta):
        fields = (*PublicationSerializer.Meta.fields, "content")


class PublicationQuerySerializer(serializers.Serializer[Any]):
    """Which verdicts a list shows."""

    q = String(max_length=SEARCH_CHARACTERS, required=False, help_text="As one types it into a search engine.")
    rating = serializers.ChoiceField(choices=RATING_SCALE, required=False)


class Public(Resource):
    """For everybody, with or without an account."""

    permission_classes = [AllowAny]


class PublicRows(Rows, Public):
    """Lists of publications."""

    def told(self, found: QuerySet[Publication]) -> HttpResponse:
        """One page of them."""
        verdicts = reverse("verdict", args=[0], request=self.request).removesuffix("0/")
        addresses = {"publications": self.address("publications"), "verdicts": verdicts}
        return self.listing(found, lambda ids: rows.of_publications(ids, **addresses))


class Publications(PublicRows):
    """Verdicts that are public."""

    @extend_schema(
        operation_id="publications_list",
        parameters=[PublicationQuerySerializer],
        responses=PublicationSerializer(many=True),
    )
    def list(self, request: Request) -> HttpResponse:
        """The newest revision of every verdict that stands: newest first, or best first in a search."""
        query = self.query(PublicationQuerySerializer)
        return self.told(publications.current(query=query.get("q", ""), rating=query.get("rating", "")))

    @extend_schema(operation_id="publications_retrieve", responses=PublicationDetailSerializer)
    def retrieve(self, request: Request, claim_id: int) -> Response:
        """The verdict on a claim as it stands now; `kind` says whether it was corrected or withdrawn."""
        return self.answer(publications.newest(claim_id), PublicationDetailSerializer)


class Revisions(PublicRows):
    """Every revision of a public verdict."""

    @extend_schema(
        operation_id="publications_revisions",
        summary="Revisions of a verdict",
        responses=PublicationSerializer(many=True),
    )
    def list(self, request: Request, claim_id: int) -> HttpResponse:
        """All that has been said in public about a claim, newest first."""
        return self.told(publications.revisions(claim_id))

    @extend_schema(operation_id="publications_revision", summary="One revision", responses=PublicationDetailSerializer)
    def retrieve(self, request: Request, claim_id: int, revision: int) -> Response:
        """What was said then."""
        return self.answer(publications.revision(claim_id, revision), PublicationDetailSerializer)


class ClaimReview(Public):
    """The ClaimReview of a revision."""

    renderer_classes = [LinkedData]

    @extend_schema(
        operation_id="publications_claimreview",
        summary="The ClaimReview of a revision",
        responses={(200, LinkedData.media_type): OpenApiTypes.OBJECT},
    )
    def retrieve(self, request: Request, claim_id: int, revision: int) -> HttpResponse:
        """The schema.org document as it went out, to the byte; its SHA-256 is `document_sha256`."""
        document = publications.revision(claim_id, revision).document
        return HttpResponse(document, content_type=LinkedData.media_type)
