"""Saved searches: named filters of the queue."""

from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from claims.api.inputs import ModelInput
from claims.api.resources import Resource
from claims.models import SavedSearch
from claims.selectors.queue_query_strings import format_filter, parse_query_string
from claims.selectors.saved_searches import list_saved_searches
from claims.services.saved_searches import delete_search, rename_search, save_search


class SavedSearchSerializer(serializers.ModelSerializer[SavedSearch]):
    """One of your saved searches. `position` runs from 1 to 20; `claims` is the URL of its results."""

    claims = serializers.SerializerMethodField()

    class Meta:
        model = SavedSearch
        fields = ("id", "name", "query", "position", "claims", "created")

    def get_claims(self, search: SavedSearch) -> str:
        """Return the URL of the filtered queue."""
        return f"{reverse('api:queue', request=self.context['request'])}?{search.query}"


class SavedSearchListSerializer(serializers.Serializer[dict[str, list[SavedSearch]]]):
    """Your saved searches, by position."""

    results = SavedSearchSerializer(many=True)


class NewSavedSearchSerializer(ModelInput):
    """A name, and the query string of the queue."""

    class Meta:
        model = SavedSearch
        fields = ("name", "query")


class SavedSearchNameSerializer(ModelInput):
    """The new name."""

    class Meta:
        model = SavedSearch
        fields = ("name",)


class SavedSearchesResource(Resource):
    """Your saved searches."""

    abilities = dict.fromkeys(("list_all", "create", "partial_update", "destroy"), "queue.see")

    @extend_schema(operation_id="saved_searches_list", summary="My saved searches", responses=SavedSearchListSerializer)
    def list_all(self, request: Request) -> Response:
        """Return your saved searches, at most 20."""
        return self.render({"results": list_saved_searches(self.current_user)}, SavedSearchListSerializer)

    @extend_schema(
        operation_id="saved_searches_create",
        summary="Save a search",
        request=NewSavedSearchSerializer,
        responses={201: SavedSearchSerializer},
        examples=[OpenApiExample("mine", {"name": "War, mine", "query": "topic=war&assignee=me"}, request_only=True)],
    )
    def create(self, request: Request) -> Response:
        """Save a filter of the queue under a name; an existing search with this name is replaced."""
        body = self.read_body(NewSavedSearchSerializer)
        query = format_filter(parse_query_string(body["query"]))
        search = save_search(owner=self.current_user, name=body["name"], query=query)
        return self.render(search, SavedSearchSerializer, 201)

    @extend_schema(
        operation_id="saved_searches_rename",
        summary="Rename a saved search",
        request=SavedSearchNameSerializer,
        responses={200: SavedSearchSerializer},
    )
    def partial_update(self, request: Request, search_id: int) -> Response:
        """Rename one of your saved searches."""
        body = self.read_body(SavedSearchNameSerializer)
        search = rename_search(search_id=search_id, owner=self.current_user, **body)
        return self.render(search, SavedSearchSerializer)

    @extend_schema(operation_id="saved_searches_delete", summary="Delete a saved search", responses={204: None})
    def destroy(self, request: Request, search_id: int) -> Response:
        """Delete one of your saved searches."""
        delete_search(search_id=search_id, owner=self.current_user)
        return Response(status=204)
