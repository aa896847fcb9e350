"""Saved views: filters of the queue that a person keeps under names of their own."""

from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from claims.api.access import Resource
from claims.api.inputs import ModelInput
from claims.models import View
from claims.selectors import queries, views
from claims.services import views as desk


class ViewSerializer(serializers.ModelSerializer[View]):
    """A view of yours. `place` is its slot, from 1 to 20; `claims` is where the API lists what it shows."""

    claims = serializers.SerializerMethodField()

    class Meta:
        model = View
        fields = ("id", "name", "query", "place", "claims", "created")

    def get_claims(self, view: View) -> str:
        """The queue, filtered."""
        return f"{reverse('api:queue', request=self.context['request'])}?{view.query}"


class ViewListSerializer(serializers.Serializer[dict[str, list[View]]]):
    """Your views, in the order of their places."""

    results = ViewSerializer(many=True)


class NewViewSerializer(ModelInput):
    """A name, and the query string of the queue that it stands for."""

    class Meta:
        model = View
        fields = ("name", "query")


class NameSerializer(ModelInput):
    """Another name."""

    class Meta:
        model = View
        fields = ("name",)


class Views(Resource):
    """One's own views."""

    abilities = dict.fromkeys(("every", "create", "partial_update", "destroy"), "queue.see")

    @extend_schema(operation_id="views_list", summary="My views", responses=ViewListSerializer)
    def every(self, request: Request) -> Response:
        """The views that you have saved, twenty at most."""
        return self.answer({"results": views.of_person(self.person)}, ViewListSerializer)

    @extend_schema(
        operation_id="views_create",
        summary="Save a view",
        request=NewViewSerializer,
        responses={201: ViewSerializer},
        examples=[OpenApiExample("mine", {"name": "War, mine", "query": "topic=war&assignee=me"}, request_only=True)],
    )
    def create(self, request: Request) -> Response:
        """Keep a filter of the queue under a name; a name that you have used before stands for the new filter then."""
        given = self.body(NewViewSerializer)
        query = queries.written(queries.of_address(given["query"]))
        return self.answer(desk.keep(owner=self.person, name=given["name"], query=query), ViewSerializer, 201)

    @extend_schema(
        operation_id="views_rename", summary="Rename a view", request=NameSerializer, responses={200: ViewSerializer}
    )
    def partial_update(self, request: Request, view_id: int) -> Response:
        """Give one of your views another name."""
        view = desk.rename(view_id=view_id, owner=self.person, **self.body(NameSerializer))
        return self.answer(view, ViewSerializer)

    @extend_schema(operation_id="views_delete", summary="Put a view away", responses={204: None})
    def destroy(self, request: Request, view_id: int) -> Response:
        """Put one of your views away."""
        desk.remove(view_id=view_id, owner=self.person)
        return Response(status=204)
