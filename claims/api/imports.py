"""Imports: feeds of ClaimReviews handed in by file or address, and what came of them."""

from typing import ClassVar

from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import serializers
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from claims.api.account import PersonSerializer
from claims.api.enum_choices import IMPORT_STATES
from claims.api.inputs import ModelInput
from claims.api.parsers import StrictJSONParser
from claims.api.resources import Resource
from claims.models import Import
from claims.models.lengths import length_limit
from claims.selectors.imports import get_import, list_imports
from claims.services.imports import create_file_import, create_url_import


class ImportSerializer(serializers.ModelSerializer[Import]):
    """A feed and how far it has come, in bytes; `report` counts what was read, added, changed and refused."""

    state = serializers.ChoiceField(choices=IMPORT_STATES)
    report = serializers.DictField()
    created_by = PersonSerializer()

    class Meta:
        model = Import
        fields = (
            "id",
            "feed",
            "language",
            "state",
            "total_bytes",
            "bytes_read",
            "report",
            "error",
            "created_by",
            "created",
        )


class FeedUrlSerializer(ModelInput):
    """A feed by its public address, which is fetched."""

    url = serializers.URLField(max_length=length_limit(Import, "feed"))

    class Meta:
        model = Import
        fields: tuple[str, ...] = ("url", "language")
        extra_kwargs: ClassVar = {"language": {"help_text": "Of reviews that name none."}}


class FeedFileSerializer(ModelInput):
    """A feed as a JSON file; a form sends the fields that nobody filled in too, as empty ones."""

    file = serializers.FileField(allow_empty_file=True)

    class Meta(FeedUrlSerializer.Meta):
        fields = ("file", "language")


class ImportsResource(Resource):
    """Fact-checks of others."""

    abilities = dict.fromkeys(("list", "retrieve", "create"), "fact_checks.import")
    parser_classes = [StrictJSONParser, MultiPartParser]

    @extend_schema(operation_id="imports_list", summary="Imports", responses=ImportSerializer(many=True))
    def list(self, request: Request) -> Response:
        """All imports, newest first."""
        return self.render_page(list_imports(), ImportSerializer)

    @extend_schema(operation_id="imports_retrieve", responses=ImportSerializer)
    def retrieve(self, request: Request, import_id: int) -> Response:
        """One import, to be followed until it is done or failed."""
        return self.render(get_import(import_id), ImportSerializer)

    @extend_schema(
        operation_id="imports_create",
        summary="Take in fact-checks of others",
        request={"application/json": FeedUrlSerializer, "multipart/form-data": FeedFileSerializer},
        responses={202: ImportSerializer},
        examples=[OpenApiExample("address", {"url": "https://feeds.example/checks.json"}, request_only=True)],
    )
    def create(self, request: Request) -> Response:
        """Hand in a feed; follow `state` at the address of the answer."""
        asked = self._create_import(request)
        return self.render(asked, ImportSerializer, 202, reverse("api:import", args=[asked.pk], request=request))

    def _create_import(self, request: Request) -> Import:
        if (request.content_type or "").startswith("multipart/"):
            form = self.read_body(FeedFileSerializer)
            file = form["file"]
            return create_file_import(
                name=file.name, data=file.read(), by=self.current_user, language=form.get("language", "")
            )
        given = self.read_body(FeedUrlSerializer)
        return create_url_import(url=given["url"], by=self.current_user, language=given.get("language", ""))
