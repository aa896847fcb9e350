"""The claims of an article: listed, and marked by hand."""

from typing import Any

from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from claims.api.appearances import AppearanceSerializer
from claims.api.articles import LOCATION_HEADER
from claims.api.claims import ClaimBriefSerializer, ClaimDetailSerializer
from claims.api.inputs import Input
from claims.api.resources import Resource
from claims.api.strict_fields import StrictCharField
from claims.bounds import LARGEST_INTEGER
from claims.models import Claim
from claims.permissions import allows
from claims.selectors.articles import get_article, list_appearances
from claims.selectors.claims import get_claim
from claims.services.appearance_rows import PASSAGE_CHARACTERS
from claims.services.claims import add_claim


class PassageSerializer(Input):
    """A passage of an article; `exact` is the text from `start` to `end`."""

    start = serializers.IntegerField(min_value=0, max_value=LARGEST_INTEGER)
    end = serializers.IntegerField(min_value=1, max_value=LARGEST_INTEGER)
    exact = StrictCharField(trim_whitespace=False, max_length=PASSAGE_CHARACTERS)


class SubmittedClaimSerializer(ClaimBriefSerializer):
    """A claim of an article. Contributors do not see who is to check it until when."""

    def to_representation(self, instance: Claim) -> dict[str, Any]:
        """Return the claim as this person may see it."""
        data: dict[str, Any] = super().to_representation(instance)
        sees_all = allows(self.context["request"].user, "claims.see")
        return data if sees_all else data | {"assignee": None, "deadline": None}

    class Meta(ClaimBriefSerializer.Meta):
        pass


class ArticleClaimSerializer(AppearanceSerializer):
    """A claim with its appearance in this article."""

    claim = SubmittedClaimSerializer()

    class Meta(AppearanceSerializer.Meta):
        fields = ("claim", *AppearanceSerializer.Meta.fields[1:])


class ArticleClaimsResource(Resource):
    """The claims of an article."""

    abilities = {"list": "articles.see", "create": "claims.add"}

    @extend_schema(operation_id="articles_claims_list", responses=ArticleClaimSerializer(many=True))
    def list(self, request: Request, article_id: int) -> Response:
        """Return the claims of this article in the order of its text, with anchors, source chains and quantities."""
        article = get_article(article_id, user=self.current_user)
        return self.render_page(list_appearances(article), ArticleClaimSerializer)

    @extend_schema(
        operation_id="articles_claims_create",
        summary="Mark a passage as a claim",
        request=PassageSerializer,
        responses={201: ClaimDetailSerializer},
        parameters=[LOCATION_HEADER],
        examples=[OpenApiExample("passage", {"start": 30, "end": 52, "exact": "300 trees were planted"})],
    )
    def create(self, request: Request, article_id: int) -> Response:
        """Add a passage that the desk did not detect to the queue; the same passage is added only once."""
        article = get_article(article_id, user=self.current_user)
        claim = add_claim(article=article, editor=self.current_user, **self.read_body(PassageSerializer))
        where = reverse("api:claim", args=[claim.pk], request=request)
        return self.render(get_claim(claim.pk), ClaimDetailSerializer, 201, where)
