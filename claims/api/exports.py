"""Exports of the desk: requested, followed and downloaded by admins."""

from typing import Any

from django.http import FileResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from claims.api.account import PersonSerializer
from claims.api.enum_choices import EXPORT_STATES
from claims.api.inputs import takes_no_body
from claims.api.renderers import ArchiveRenderer
from claims.api.resources import Resource
from claims.refusals import NotFound
from claims.selectors.desk_exports import RequestedExport, find_requested_export, list_requested_exports
from claims.services.desk_archives import download_desk_export, request_desk_export


class ExportSerializer(serializers.Serializer[RequestedExport]):
    """An export: `sha256` is the hash of its manifest, and `href` the URL of its archive while that is there."""

    id = serializers.IntegerField(source="event.pk")
    state = serializers.ChoiceField(choices=EXPORT_STATES)
    requested_by = PersonSerializer(source="event.actor", allow_null=True)
    requested = serializers.DateTimeField(source="event.at")
    written_files = serializers.IntegerField(help_text="Files that are written so far, while it is `waiting`.")
    sha256 = serializers.CharField(source="report.sha256", default="")
    bytes = serializers.IntegerField(source="report.bytes", default=0)
    error = serializers.CharField(source="failure")
    file = serializers.SerializerMethodField(help_text="The URL of the archive; null while there is none.")

    def get_file(self, export: RequestedExport) -> str | None:
        """Return the URL of the archive."""
        where = reverse("api:export-file", args=[export.event.pk], request=self.context["request"])
        return where if export.is_there else None


class ExportListSerializer(serializers.Serializer[Any]):
    """The newest exports, newest first."""

    results = ExportSerializer(many=True)


class ExportsResource(Resource):
    """Exports of the desk."""

    abilities = dict.fromkeys(("list_all", "retrieve", "create"), "desk.export")

    @extend_schema(operation_id="exports_list", summary="Exports of the desk", responses=ExportListSerializer)
    def list_all(self, request: Request) -> Response:
        """Return the newest exports, newest first."""
        return self.render({"results": list_requested_exports()}, ExportListSerializer)

    @extend_schema(operation_id="exports_retrieve", summary="One export", responses=ExportSerializer)
    def retrieve(self, request: Request, export_id: int) -> Response:
        """Return an export; poll `state` until it is `ready` or `failed`."""
        return self.render(find_requested_export(export_id), ExportSerializer)

    @extend_schema(
        operation_id="exports_create", summary="Export the desk", request=None, responses={202: ExportSerializer}
    )
    @takes_no_body
    def create(self, request: Request) -> Response:
        """Let a worker write everything but secrets into an archive, then poll `state` at the URL in `Location`."""
        event = request_desk_export(by=self.current_user)
        where = reverse("api:export", args=[event.pk], request=request)
        return self.render(find_requested_export(event.pk), ExportSerializer, 202, where)


class ExportFileResource(Resource):
    """The archive of an export."""

    abilities = {"retrieve": "desk.export"}
    renderer_classes = [ArchiveRenderer]

    @property
    def scope(self) -> str:
        """Return the scope that a token needs: to read everything of the desk is more than to read."""
        return self.own_scope

    @extend_schema(
        operation_id="exports_file",
        summary="Download an export",
        responses={(200, ArchiveRenderer.media_type): OpenApiTypes.BINARY},
    )
    def retrieve(self, request: Request, export_id: int) -> FileResponse:
        """Return the archive. The history of the desk notes who downloads it."""
        path = download_desk_export(export_id=export_id, by=self.current_user)
        try:
            file = path.open("rb")
        except FileNotFoundError as error:
            raise NotFound from error
        return FileResponse(file, as_attachment=True, filename=path.name, content_type=ArchiveRenderer.media_type)
