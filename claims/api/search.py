"""The search over everything that a person may see."""

from typing import Any

from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from claims.api.resources import Resource
from claims.selectors.desk_search import QUERY_CHARACTERS, SEARCH_KINDS, SearchHit, search_desk
from claims.services.query_vectors import get_query_vectors

MAX_CHARACTERS = 2_000
VIEWS = {"claims": "api:claim", "verdicts": "api:claim", "evidence": "api:claim", "articles": "api:article"}
ARGUMENTS = {"api:claim": "claim_id", "api:article": "article_id"}


class SearchHitSerializer(serializers.Serializer[SearchHit]):
    """A result. `href` is the URL of its claim or article, or of the fact-check; null where there is none.

    `detail` is the status of a claim, the rating of a verdict, the kind of a source, the state of a tip, or a name.
    """

    kind = serializers.ChoiceField(choices=[kind.name for kind in SEARCH_KINDS])
    id = serializers.IntegerField(source="pk")
    title = serializers.CharField()
    detail = serializers.CharField(allow_blank=True)
    href = serializers.SerializerMethodField()

    def get_href(self, hit: SearchHit) -> str | None:
        """Return the URL of the result."""
        view = VIEWS.get(hit.kind, "api:claim" if hit.kind == "fact_checks" else "")
        if not view or hit.target is None:
            return hit.url or None
        return reverse(view, kwargs={ARGUMENTS[view]: hit.target}, request=self.context["request"])


class SearchResultsSerializer(serializers.Serializer[Any]):
    """The results by kind, a few of each."""

    results = SearchHitSerializer(many=True)


class SearchQuerySerializer(serializers.Serializer[Any]):
    """What to search for: words, an id such as "claim 53", or the URL of a page of the desk."""

    q = serializers.CharField(max_length=MAX_CHARACTERS, default="", allow_blank=True)


class SearchResource(Resource):
    """The search of the desk."""

    abilities = {"list_all": "articles.see"}

    @extend_schema(
        operation_id="search",
        summary="Search the desk",
        parameters=[SearchQuerySerializer],
        responses=SearchResultsSerializer,
        examples=[
            OpenApiExample(
                "an article",
                {"results": [{"kind": "articles", "id": 7, "title": "Trees", "detail": "", "href": None}]},
                response_only=True,
            )
        ],
    )
    def list_all(self, request: Request) -> Response:
        """Return what you may see of each kind, best or newest first; similar words if nothing has the words."""
        query = self.read_query(SearchQuerySerializer)["q"]
        hits = search_desk(query, self.current_user, vectors=get_query_vectors(query[:QUERY_CHARACTERS]))
        return self.render({"results": hits}, SearchResultsSerializer)
