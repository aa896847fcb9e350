"""Sources: their names, roles and numbers elsewhere; merging and splitting."""

from typing import ClassVar

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.inputs import Input, ModelInput, takes_no_body
from claims.api.resources import Resource
from claims.bounds import LARGEST_BIGINT
from claims.models import Source, SourceRole
from claims.selectors.source_details import get_source, list_merge_suggestions
from claims.services.sources import (
    add_source_role,
    distinguish_sources,
    merge_sources,
    remove_source_role,
    set_source_number,
    split_source,
)


class SourceRoleSerializer(serializers.ModelSerializer[SourceRole]):
    """A title that a source has or had; an open end is null."""

    class Meta:
        model = SourceRole
        fields = ("id", "title", "start", "end")


class SourceNameSerializer(serializers.ModelSerializer[Source]):
    """A source by its name."""

    class Meta:
        model = Source
        fields = ("id", "name", "kind")


class SourceDetailSerializer(serializers.ModelSerializer[Source]):
    """A source. `merged_into` is the source of which it is another name; `suggestions` may be the same source."""

    other_names = SourceNameSerializer(many=True)
    roles = SourceRoleSerializer(many=True)
    suggestions = serializers.SerializerMethodField()

    class Meta:
        model = Source
        fields = ("id", "name", "kind", "external_id", "merged_into", "other_names", "roles", "suggestions")

    def get_suggestions(self, source: Source) -> list[int]:
        """Return the ids of sources that may be the same by their names."""
        return [row.pk for row in list_merge_suggestions(source)]


class SourceNumberInput(ModelInput):
    """The number of a source elsewhere."""

    class Meta:
        model = Source
        fields = ("external_id",)
        extra_kwargs: ClassVar = {"external_id": {"required": True}}


class OtherSourceInput(Input):
    """Another source."""

    other = serializers.IntegerField(min_value=1, max_value=LARGEST_BIGINT)


class SourceRoleInput(ModelInput):
    """A title that a source has or had, with its first and last day."""

    class Meta:
        model = SourceRole
        fields = ("title", "start", "end")


class SourcesResource(Resource):
    """A source."""

    abilities = {
        "retrieve": "claims.see",
        "partial_update": "sources.manage",
        "merge": "sources.manage",
        "split": "sources.manage",
        "distinguish": "sources.manage",
    }

    def _render(self, source_id: int) -> Response:
        return self.render(get_source(source_id), SourceDetailSerializer)

    @extend_schema(operation_id="sources_retrieve", summary="Source", responses=SourceDetailSerializer)
    def retrieve(self, request: Request, source_id: int) -> Response:
        """Return a source with its other names and roles."""
        return self._render(source_id)

    @extend_schema(
        operation_id="sources_change", summary="Change a source", request=SourceNumberInput,
        responses=SourceDetailSerializer,
    )  # fmt: skip
    def partial_update(self, request: Request, source_id: int) -> Response:
        """Set the number of a source elsewhere."""
        body = self.read_body(SourceNumberInput)
        set_source_number(source_id=source_id, editor=self.current_user, **body)
        return self._render(source_id)

    @extend_schema(
        operation_id="sources_merge", summary="Merge sources", request=OtherSourceInput,
        responses={200: SourceDetailSerializer},
    )  # fmt: skip
    def merge(self, request: Request, source_id: int) -> Response:
        """Make `other` another name of this source."""
        merge_sources(source_id=self.read_body(OtherSourceInput)["other"], into_id=source_id, editor=self.current_user)
        return self._render(source_id)

    @extend_schema(
        operation_id="sources_split", summary="Split sources", request=None, responses={200: SourceDetailSerializer}
    )
    @takes_no_body
    def split(self, request: Request, source_id: int) -> Response:
        """Make another name a source of its own again."""
        split_source(source_id=source_id, editor=self.current_user)
        return self._render(source_id)

    @extend_schema(
        operation_id="sources_distinguish", summary="Tell sources apart", request=OtherSourceInput,
        responses={200: SourceDetailSerializer},
    )  # fmt: skip
    def distinguish(self, request: Request, source_id: int) -> Response:
        """Say that `other` is not this source, so that it is suggested no more."""
        other = self.read_body(OtherSourceInput)["other"]
        distinguish_sources(source_id=source_id, other_id=other, editor=self.current_user)
        return self._render(source_id)


class SourceRolesResource(Resource):
    """The roles of a source."""

    abilities = {"create": "sources.manage", "destroy": "sources.manage"}

    @extend_schema(
        operation_id="source_roles_create", summary="Add a role", request=SourceRoleInput,
        responses={201: SourceRoleSerializer},
    )  # fmt: skip
    def create(self, request: Request, source_id: int) -> Response:
        """Add a title that a source has or had."""
        body = self.read_body(SourceRoleInput)
        role = add_source_role(source_id=source_id, editor=self.current_user, **body)
        return self.render(role, SourceRoleSerializer, status=201)

    @extend_schema(operation_id="source_roles_delete", summary="Remove a role", responses={204: None})
    def destroy(self, request: Request, role_id: int) -> Response:
        """Remove a role of a source."""
        remove_source_role(role_id=role_id, editor=self.current_user)
        return Response(status=204)
