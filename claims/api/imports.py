"""Imports: ClaimReview feeds submitted as a file or by URL, and their results."""

from typing import Any

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
from claims.api.strict_fields import FormBooleanField, StrictBooleanField
from claims.bounds import MAX_FEED_BYTES
from claims.models import Import
from claims.models.lengths import length_limit
from claims.selectors.imports import get_import, list_imports
from claims.services.imports import create_file_import, create_url_import


class ImportSerializer(serializers.ModelSerializer[Import]):
    """An import and its progress in bytes; `report` counts the entries read, added, changed and refused."""

    state = serializers.ChoiceField(choices=IMPORT_STATES)
    report = serializers.DictField()
    mapping = serializers.DictField(child=serializers.CharField())
    created_by = PersonSerializer(allow_null=True)

    class Meta:
        model = Import
        fields = (
            "id", "feed", "sha256", "format", "preset", "mapping", "archive", "dry_run", "language", "state",
            "total_bytes", "bytes_read", "rows_read", "report", "error", "created_by", "created",
        )  # fmt: skip


LANGUAGE_PATTERN = r"^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$"


def _language_field() -> Any:
    return serializers.RegexField(
        LANGUAGE_PATTERN,
        max_length=length_limit(Import, "language"),
        required=False,
        allow_blank=True,
        help_text="The language of fact-checks that do not name one, as a code: en, pt-BR.",
    )


ARCHIVE_HELP = "The fact-checks are old verdicts of this desk, which it has not signed."
DRY_RUN_HELP = "Only check what would be imported; `state` becomes `checked`."


class FeedUrlSerializer(ModelInput):
    """A feed by its public URL, which the desk fetches."""

    url = serializers.URLField(max_length=length_limit(Import, "feed"))
    language = _language_field()
    archive = StrictBooleanField(required=False, default=False, help_text=ARCHIVE_HELP)
    dry_run = StrictBooleanField(required=False, default=False, help_text=DRY_RUN_HELP)

    class Meta:
        model = Import
        fields: tuple[str, ...] = ("url", "language", "archive", "dry_run")


class FeedFileSerializer(ModelInput):
    """A file of fact-checks: ClaimReview, CSV, XLSX or JSON. Forms send fields that are not filled in as empty ones."""

    file = serializers.FileField(allow_empty_file=True)
    language = _language_field()
    archive = FormBooleanField(required=False, default=False, help_text=ARCHIVE_HELP)
    dry_run = FormBooleanField(required=False, default=False, help_text=DRY_RUN_HELP)

    class Meta(FeedUrlSerializer.Meta):
        fields = ("file", "language", "archive", "dry_run")


class ImportsResource(Resource):
    """Imports of fact-checks by other organisations."""

    abilities = dict.fromkeys(("list", "retrieve", "create"), "fact_checks.import")
    parser_classes = [StrictJSONParser, MultiPartParser]

    @extend_schema(operation_id="imports_list", summary="All imports", responses=ImportSerializer(many=True))
    def list(self, request: Request) -> Response:
        """Return all imports, newest first."""
        return self.render_page(list_imports(), ImportSerializer)

    @extend_schema(operation_id="imports_retrieve", responses=ImportSerializer)
    def retrieve(self, request: Request, import_id: int) -> Response:
        """Return an import; poll `state` until it is `done`, `checked`, `mapping` or `failed`."""
        return self.render(get_import(import_id), ImportSerializer)

    @extend_schema(
        operation_id="imports_create",
        summary="Import fact-checks",
        request={"application/json": FeedUrlSerializer, "multipart/form-data": FeedFileSerializer},
        responses={202: ImportSerializer},
        examples=[OpenApiExample("address", {"url": "https://feeds.example/checks.json"}, request_only=True)],
    )
    def create(self, request: Request) -> Response:
        """Submit a feed, then poll `state` at the URL in `Location`."""
        feed_import = self._create_import(request)
        where = reverse("api:import", args=[feed_import.pk], request=request)
        return self.render(feed_import, ImportSerializer, 202, where)

    def _create_import(self, request: Request) -> Import:
        if (request.content_type or "").startswith("multipart/"):
            form = self.read_body(FeedFileSerializer)
            file = form["file"]
            data = file.read(MAX_FEED_BYTES + 1)
            return create_file_import(name=file.name, data=data, by=self.current_user, **_options(form))
        body = self.read_body(FeedUrlSerializer)
        return create_url_import(url=body["url"], by=self.current_user, **_options(body))


def _options(body: dict[str, Any]) -> dict[str, Any]:
    return {name: body[name] for name in ("language", "archive", "dry_run") if name in body}
