"""Imports: feeds of ClaimReviews handed in by file or address, and what came of them."""

from typing import ClassVar

from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import serializers
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from claims.api.access import Resource
from claims.api.choices import IMPORT_STATES
from claims.api.inputs import ModelInput
from claims.api.parsers import JSON
from claims.api.people import PersonSerializer
from claims.models import Import
from claims.models.lengths import length_limit
from claims.selectors import imports as reading
from claims.services import imports


class ImportSerializer(serializers.ModelSerializer[Import]):
    """A feed and how far it has come, in bytes; `report` counts what was read, added, changed and refused."""

    state = serializers.ChoiceField(choices=IMPORT_STATES)
    report = serializers.DictField()
    by = PersonSerializer()

    class Meta:
        model = Import
        fields = ("id", "feed", "language", "state", "size", "done", "report", "error", "by", "created")


class FeedSerializer(ModelInput):
    """A feed by its public address, which is fetched."""

    url = serializers.URLField(max_length=length_limit(Import, "feed"))

    class Meta:
        model = Import
        fields: tuple[str, ...] = ("url", "language")
        extra_kwargs: ClassVar = {"language": {"help_text": "Of reviews that name none."}}


class FeedFileSerializer(ModelInput):
    """A feed as a JSON file; a form sends the fields that nobody filled in too, as empty ones."""

    file = serializers.FileField(allow_empty_file=True)

    class Meta(FeedSerializer.Meta):
        fields = ("file", "language")


class Imports(Resource):
    """Fact-checks of others."""

    abilities = dict.fromkeys(("list", "retrieve", "create"), "fact_checks.import")
    parser_classes = [JSON, MultiPartParser]

    @extend_schema(operation_id="imports_list", summary="Imports", responses=ImportSerializer(many=True))
    def list(self, request: Request) -> Response:
        """All imports, newest first."""
        return self.page(reading.latest(), ImportSerializer)

    @extend_schema(operation_id="imports_retrieve", responses=ImportSerializer)
    def retrieve(self, request: Request, import_id: int) -> Response:
        """One import, to be followed until it is done or failed."""
        return self.answer(reading.detail(import_id), ImportSerializer)

    @extend_schema(
        operation_id="imports_create",
        summary="Take in fact-checks of others",
        request={"application/json": FeedSerializer, "multipart/form-data": FeedFileSerializer},
        responses={202: ImportSerializer},
        examples=[OpenApiExample("address", {"url": "https://feeds.example/checks.json"}, request_only=True)],
    )
    def create(self, request: Request) -> Response:
        """Hand in a feed; follow `state` at the address of the answer."""
        asked = self._asked(request)
        return self.answer(asked, ImportSerializer, 202, reverse("api:import", args=[asked.pk], request=request))

    def _asked(self, request: Request) -> Import:
        if (request.content_type or "").startswith("multipart/"):
            form = self.body(FeedFileSerializer)
            file = form["file"]
            return imports.ask_file(name=file.name, data=file.read(), by=self.person, language=form.get("language", ""))
        given = self.body(FeedSerializer)
        return imports.ask_url(url=given["url"], by=self.person, language=given.get("language", ""))
