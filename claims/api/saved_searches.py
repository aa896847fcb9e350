"""Saved views: filters of the queue that a person keeps under names of their own."""

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
    """A view of yours. `place` is its slot, from 1 to 20; `claims` is where the API lists what it shows."""

    claims = serializers.SerializerMethodField()

    class Meta:
        model = SavedSearch
        fields = ("id", "name", "query", "position", "claims", "created")

    def get_claims(self, view: SavedSearch) -> str:
        """The queue, filtered."""
        return f"{reverse('api:queue', request=self.context['request'])}?{view.query}"


class SavedSearchListSerializer(serializers.Serializer[dict[str, list[SavedSearch]]]):
    """Your views, in the order of their places."""

    results = SavedSearchSerializer(many=True)


class NewSavedSearchSerializer(ModelInput):
    """A name, and the query string of the queue that it stands for."""

    class Meta:
        model = SavedSearch
        fields = ("name", "query")


class SavedSearchNameSerializer(ModelInput):
    """Another name."""

    class Meta:
        model = SavedSearch
        fields = ("name",)


class SavedSearchesResource(Resource):
    """One's own views."""

    abilities = dict.fromkeys(("list_all", "create", "partial_update", "destroy"), "queue.see")

    @extend_schema(operation_id="saved_searches_list", summary="My views", responses=SavedSearchListSerializer)
    def list_all(self, request: Request) -> Response:
        """The views that you have saved, twenty at most."""
        return self.render({"results": list_saved_searches(self.current_user)}, SavedSearchListSerializer)

    @extend_schema(
        operation_id="saved_searches_create",
        summary="Save a view",
        request=NewSavedSearchSerializer,
        responses={201: SavedSearchSerializer},
        examples=[OpenApiExample("mine", {"name": "War, mine", "query": "topic=war&assignee=me"}, request_only=True)],
    )
    def create(self, request: Request) -> Response:
        """Keep a filter of the queue under a name; a name that you have used before stands for the new filter then."""
        given = self.read_body(NewSavedSearchSerializer)
        query = format_filter(parse_query_string(given["query"]))
        return self.render(
            save_search(owner=self.current_user, name=given["name"], query=query), SavedSearchSerializer, 201
        )

    @extend_schema(
        operation_id="saved_searches_rename",
        summary="Rename a view",
        request=SavedSearchNameSerializer,
        responses={200: SavedSearchSerializer},
    )
    def partial_update(self, request: Request, search_id: int) -> Response:
        """Give one of your views another name."""
        view = rename_search(search_id=search_id, owner=self.current_user, **self.read_body(SavedSearchNameSerializer))
        return self.render(view, SavedSearchSerializer)

    @extend_schema(operation_id="saved_searches_delete", summary="Put a view away", responses={204: None})
    def destroy(self, request: Request, search_id: int) -> Response:
        """Put one of your views away."""
        delete_search(search_id=search_id, owner=self.current_user)
        return Response(status=204)
