"""Events: the history of a claim or an article, newest first."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.account import PersonSerializer
from claims.api.resources import Resource
from claims.models import Event
from claims.selectors.articles import get_article
from claims.selectors.claims import get_claim
from claims.selectors.history import list_article_events, list_claim_events


class EventSerializer(serializers.ModelSerializer[Event]):
    """One event of the history."""

    actor = PersonSerializer(allow_null=True, help_text="The person who did it; null for the system.")

    data = serializers.DictField()  # type: ignore[assignment]

    class Meta:
        model = Event
        fields: tuple[str, ...] = ("id", "verb", "actor", "article", "claim", "data", "at")


class ClaimEventsResource(Resource):
    """The history of a claim."""

    abilities = {"list": "claims.see"}

    @extend_schema(operation_id="claims_events", summary="History of a claim", responses=EventSerializer(many=True))
    def list(self, request: Request, claim_id: int) -> Response:
        """Return the events of a claim, newest first."""
        return self.render_page(list_claim_events(get_claim(claim_id)), EventSerializer)


class ArticleEventsResource(Resource):
    """The history of an article."""

    abilities = {"list": "articles.see"}

    @extend_schema(
        operation_id="articles_events", summary="History of an article", responses=EventSerializer(many=True)
    )
    def list(self, request: Request, article_id: int) -> Response:
        """Return the events of an article, newest first."""
        return self.render_page(list_article_events(get_article(article_id, user=self.current_user)), EventSerializer)
