"""Events: what happened to a claim or an article, newest first."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.access import Resource
from claims.api.people import PersonSerializer
from claims.models import Event
from claims.selectors import articles, claims, history


class EventSerializer(serializers.ModelSerializer[Event]):
    """One thing that happened."""

    actor = PersonSerializer(allow_null=True, help_text="Who did it; null for the desk itself.")

    data = serializers.DictField()  # type: ignore[assignment]

    class Meta:
        model = Event
        fields = ("id", "verb", "actor", "article", "claim", "data", "at")


class ClaimEvents(Resource):
    """The history of a claim."""

    abilities = {"list": "claims.see"}

    @extend_schema(operation_id="claims_events", summary="History of a claim", responses=EventSerializer(many=True))
    def list(self, request: Request, claim_id: int) -> Response:
        """All that happened to a claim, newest first."""
        return self.page(history.of_claim(claims.detail(claim_id)), EventSerializer)


class ArticleEvents(Resource):
    """The history of an article."""

    abilities = {"list": "articles.see"}

    @extend_schema(
        operation_id="articles_events", summary="History of an article", responses=EventSerializer(many=True)
    )
    def list(self, request: Request, article_id: int) -> Response:
        """All that happened to an article, newest first."""
        return self.page(history.of_article(articles.detail(article_id, user=self.person)), EventSerializer)
