"""Publications: the public verdicts, their revisions, and the ClaimReview of each revision as published."""

from typing import Any

from django.db.models import Case, F, TextField, Value, When
from django.db.models.expressions import Combinable
from django.http import HttpResponse
from django.urls import reverse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.permissions import SAFE_METHODS, AllowAny
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.enum_choices import CANONICAL_RATINGS
from claims.api.list_rows import AddressField, ListResource
from claims.api.rating_fields import CANONICAL_HELP, RATING_HELP, RatingCodeField, ScaleNumberField
from claims.api.renderers import LinkedDataRenderer
from claims.api.resources import Resource
from claims.api.strict_fields import StrictCharField
from claims.api.throttles import AnonymousThrottle
from claims.bounds import SEARCH_CHARACTERS
from claims.kept_answers import Answer, Keeping, Versions, allow_keeping
from claims.models import Publication
from claims.models.translation import LANGUAGE_CHARACTERS
from claims.selectors.json_rows import ORIGIN, Joined
from claims.selectors.page_versions import read_list_versions, read_verdict_versions
from claims.selectors.publications import (
    get_newest_publication,
    get_revision,
    list_current_publications,
    list_revisions,
)
from claims.selectors.translations import list_language_versions

REVISION = {"claim_id": "claim_id", "revision": "revision"}


class VerdictAddressField(serializers.URLField):
    """The URL of the public page, with the slug of its headline."""

    def __init__(self) -> None:
        super().__init__(source="*", read_only=True, help_text="The public page of the verdict.")

    def to_representation(self, value: Any) -> str:
        """Return the URL for a publication."""
        return str(self.context["request"].build_absolute_uri(value.get_absolute_url()))

    def as_expression(self, path: str) -> Combinable:
        """Return the URL in SQL."""
        start, end = reverse("verdict", args=[0]).rsplit("0", 1)
        language = Case(
            When(**{f"{path}translation__isnull": True}, then=Value("")),
            default=Joined(Value("/"), F(f"{path}language")),
            output_field=TextField(),
        )
        slug = Case(
            When(**{f"{path}slug": ""}, then=Value("")),
            default=Joined(Value("-"), F(f"{path}slug")),
            output_field=TextField(),
        )
        return Joined(ORIGIN, language, Value(start), F(f"{path}claim_id"), slug, Value(end))


class PublicationSerializer(serializers.ModelSerializer[Publication]):
    """A published verdict; a correction or withdrawal is a new revision with a note."""

    claim = serializers.IntegerField(
        source="claim_id", help_text="The id of the claim, which is also the id of the verdict."
    )
    href = AddressField("api:revision", columns=REVISION, help_text="The URL of this revision.")
    url = VerdictAddressField()
    claimreview = AddressField(
        "api:claimreview", columns=REVISION, help_text="The URL of the ClaimReview of this revision, as published."
    )
    language = serializers.CharField(read_only=True, help_text="The language in which it is written.")
    translation_of = AddressField(
        "verdict",
        unless_null="translation_id",
        columns={"claim_id": "claim_id"},
        help_text="The public page of the original, if this is a translation; null for an original.",
    )
    headline = serializers.CharField(read_only=True)
    rating = serializers.CharField(help_text=RATING_HELP)
    rating_label = serializers.CharField(read_only=True, help_text="The rating in the language of the desk.")
    canonical = serializers.ChoiceField(
        choices=CANONICAL_RATINGS, allow_blank=True, read_only=True, help_text=CANONICAL_HELP
    )
    scale = ScaleNumberField()

    class Meta:
        model = Publication
        fields: tuple[str, ...] = (
            "claim", "revision", "href", "url", "claimreview", "document_sha256", "kind", "note",
            "language", "translation_of", "headline", "claim_text", "claimant", "rating", "rating_label", "canonical",
            "scale", "summary", "published",
        )  # fmt: skip


class LanguageVersionSerializer(serializers.ModelSerializer[Publication]):
    """What readers see of a verdict in a language. `behind_since` is set if a correction is not translated yet."""

    href = AddressField("api:revision", columns=REVISION, help_text="The URL of this revision.")
    url = VerdictAddressField()
    language = serializers.CharField(read_only=True)
    behind_since = serializers.DateTimeField(source="current_translation.behind_since", read_only=True, allow_null=True)

    class Meta:
        model = Publication
        fields = ("language", "revision", "kind", "href", "url", "behind_since")


class PublicationDetailSerializer(PublicationSerializer):
    """A revision with the frozen content of its page: source chain, quantities, justification and evidence."""

    translations = serializers.SerializerMethodField(help_text="The translations of the verdict, as they are now.")
    content = serializers.DictField(source="page")

    class Meta(PublicationSerializer.Meta):
        fields = (*PublicationSerializer.Meta.fields, "translations", "content")

    @extend_schema_field(LanguageVersionSerializer(many=True))
    def get_translations(self, publication: Publication) -> Any:
        """Return the current revision of each translation, by language."""
        rows = [row for row in list_language_versions(publication.claim_id) if row.translation_id]
        return LanguageVersionSerializer(rows, many=True, context=self.context).data


class PublicationQuerySerializer(serializers.Serializer[Any]):
    """Filters of the list of verdicts."""

    q = StrictCharField(
        max_length=SEARCH_CHARACTERS,
        required=False,
        help_text=(
            "A query as for a search engine: quotes for a phrase, a minus to exclude a word. It finds a verdict by its "
            "words in any language; a translation is returned if its words alone match."
        ),
    )
    rating = RatingCodeField(required=False)
    lang = StrictCharField(
        max_length=LANGUAGE_CHARACTERS,
        required=False,
        help_text="The code of a language: verdicts written in it and translations into it. Without it, the originals.",
    )


def keep_document(response: Answer, versions: Versions) -> Answer:
    """Let a document be kept ready for readers without an account, each of whose requests counts."""
    return allow_keeping(response, Keeping(versions, admits=AnonymousThrottle().admits))


class PublicResource(Resource):
    """A resource that is open to everybody. A token needs a scope only for writing."""

    permission_classes = [AllowAny]
    own_scope = "submit"

    @property
    def scope(self) -> str:
        """Return the scope that a token needs; none for what everybody may read."""
        return "" if self.request.method in SAFE_METHODS else self.own_scope


class PublicationsResource(ListResource, PublicResource):
    """Published verdicts."""

    @extend_schema(
        operation_id="publications_list",
        parameters=[PublicationQuerySerializer],
        responses=PublicationSerializer(many=True),
    )
    def list(self, request: Request) -> HttpResponse:
        """Return the current revision of every verdict that is not withdrawn: newest first, or best match first."""
        query = self.read_query(PublicationQuerySerializer)
        words, versions = query.get("q", ""), read_list_versions()
        found = list_current_publications(
            query=words, rating=query.get("rating", ""), language=query.get("lang", "").lower()
        )
        rows = self.rows(found, PublicationSerializer)
        return rows if words else keep_document(rows, versions)

    @extend_schema(operation_id="publications_retrieve", responses=PublicationDetailSerializer)
    def retrieve(self, request: Request, claim_id: int) -> Response:
        """Return the current revision of a verdict; `kind` says whether it was corrected or withdrawn."""
        versions = read_verdict_versions(claim_id)
        return keep_document(self.render(get_newest_publication(claim_id), PublicationDetailSerializer), versions)


class RevisionsResource(ListResource, PublicResource):
    """The revisions of a published verdict."""

    @extend_schema(
        operation_id="publications_revisions",
        summary="Revisions of a verdict",
        responses=PublicationSerializer(many=True),
    )
    def list(self, request: Request, claim_id: int) -> HttpResponse:
        """Return all revisions of a verdict, newest first."""
        return self.rows(list_revisions(claim_id), PublicationSerializer)

    @extend_schema(operation_id="publications_revision", summary="One revision", responses=PublicationDetailSerializer)
    def retrieve(self, request: Request, claim_id: int, revision: int) -> Response:
        """Return one revision of a verdict."""
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
        """Return the schema.org document as published. Its SHA-256 is `document_sha256`, unless words were removed."""
        document = get_revision(claim_id, revision).document
        return HttpResponse(document, content_type=LinkedDataRenderer.media_type)
