"""Families: every place where a claim was said, and who cites whom."""

from typing import Any

from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.appearances import ArticleReferenceSerializer, AttributionSerializer, QuantitySerializer
from claims.api.enum_choices import ASSERTIONS, SOURCE_KINDS
from claims.api.relations import RelatedClaimSerializer
from claims.api.resources import Resource
from claims.selectors.claims import get_claim_row
from claims.selectors.families import FamilyPlace, get_family
from claims.selectors.origins import OriginNode, find_origins


class FamilyPlaceSerializer(serializers.Serializer[FamilyPlace]):
    """A claim of the family in an article. `differing` are its numbers that differ from those of the family's head."""

    day = serializers.DateField()
    claim = serializers.IntegerField(source="appearance.claim_id")
    article = ArticleReferenceSerializer(source="appearance.article")
    assertion = serializers.ChoiceField(source="appearance.assertion", choices=ASSERTIONS)
    chain = AttributionSerializer(source="appearance.attributions", many=True)
    quantities = QuantitySerializer(source="appearance.quantities", many=True)
    differing = QuantitySerializer(many=True)


class OriginSerializer(serializers.Serializer[OriginNode]):
    """A source or an outlet: the articles in which it says the claim, the URLs of their copies, and who relays it."""

    name = serializers.CharField()
    kind = serializers.ChoiceField(choices=SOURCE_KINDS)
    is_copy = serializers.BooleanField()
    articles = serializers.SerializerMethodField()
    copies = serializers.SerializerMethodField()
    relays = serializers.SerializerMethodField()

    @extend_schema_field(serializers.ListField(child=serializers.IntegerField()))
    def get_articles(self, node: OriginNode) -> list[int]:
        """Return the ids of its articles."""
        return [place.appearance.article_id for place in node.places]

    @extend_schema_field(serializers.ListField(child=serializers.CharField()))
    def get_copies(self, node: OriginNode) -> list[str]:
        """Return the URLs of pages that print its articles."""
        return [str(outlet["url"]) for outlet in node.outlets]

    @extend_schema_field({"type": "array", "items": {"$ref": "#/components/schemas/Origin"}})
    def get_relays(self, node: OriginNode) -> Any:
        """Return who relays it."""
        return [OriginSerializer(relay).data for relay in node.nodes]


class OriginsSerializer(serializers.Serializer[Any]):
    """The origins of a family, with the numbers of articles, of copies, and of origins without a name."""

    articles = serializers.IntegerField()
    copies = serializers.IntegerField()
    unnamed = serializers.IntegerField()
    roots = OriginSerializer(many=True)


class FamilySerializer(serializers.Serializer[Any]):
    """The claims that say the same as `head`, by the decisions of people, and where they were said, earliest first.

    `is_cut` says that the family is larger.
    """

    head = RelatedClaimSerializer(source="family.head")
    claims = RelatedClaimSerializer(source="family.claims", many=True)
    places = FamilyPlaceSerializer(source="family.places", many=True)
    is_cut = serializers.BooleanField(source="family.is_cut")
    origins = OriginsSerializer()


class FamilyResource(Resource):
    """The family of a claim."""

    abilities = {"retrieve": "claims.see"}

    @extend_schema(operation_id="families_retrieve", summary="Family of a claim", responses=FamilySerializer)
    def retrieve(self, request: Request, claim_id: int) -> Response:
        """Return every place where a claim was said, with the numbers that differ, and who cites whom."""
        family = get_family(get_claim_row(claim_id))
        return self.render({"family": family, "origins": find_origins(family)}, FamilySerializer)
