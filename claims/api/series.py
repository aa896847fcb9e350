"""Official figures: series, their values as published on a day, and imports of values."""

from collections.abc import Callable
from typing import Any

from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import serializers
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from claims.api.account import PersonSerializer
from claims.api.enum_choices import SERIES_FREQUENCIES, SERIES_IMPORT_STATES, SERIES_MULTIPLIERS
from claims.api.inputs import Input, ModelInput, model_string, takes_no_body
from claims.api.parsers import StrictJSONParser
from claims.api.resources import Resource
from claims.api.switches import SwitchResource, make_switches
from claims.intake.series_files import MAX_SERIES_BYTES
from claims.models import Observation, Series, SeriesImport
from claims.models.lengths import length_limit
from claims.selectors.series import get_series, list_newest_observations, list_series
from claims.selectors.series_imports import get_series_import, list_series_imports
from claims.services.series import add_series, change_series, remove_series, restore_series
from claims.services.series_imports import (
    choose_series_of_file,
    confirm_series_import,
    import_figures_file,
    import_figures_url,
    undo_series_import,
)


class SeriesSerializer(serializers.ModelSerializer[Series]):
    """A series. A value times `multiplier` is a number of `unit`; null is the newest value of an empty series."""

    frequency = serializers.ChoiceField(choices=SERIES_FREQUENCIES)
    multiplier = serializers.ChoiceField(choices=SERIES_MULTIPLIERS)
    newest_start = serializers.DateField(allow_null=True)
    newest_value = serializers.FloatField(allow_null=True)
    created_by = PersonSerializer()

    class Meta:
        model = Series
        fields = ("id", "name", "publisher", "place", "unit", "currency", "multiplier", "frequency", "url", "licence",
                  "notes", "keywords", "newest_start", "newest_value", "created_by", "created")  # fmt: skip


class SeriesContentSerializer(ModelInput):
    """How a series is described and found. A claim must have one of the `keywords`, or else the words of the name."""

    class Meta:
        model = Series
        fields: tuple[str, ...] = Series.CONTENT_FIELDS


class SeriesChangeSerializer(SeriesContentSerializer):
    """What is to change; a field that is left out stays."""

    def get_fields(self) -> dict[str, Any]:
        """Return the fields, none of them required."""
        fields = super().get_fields()
        for field in fields.values():
            field.required = False
        return fields


class NewSeriesSerializer(SeriesContentSerializer):
    """A series, with what its values mean; that cannot be changed later."""

    multiplier = serializers.ChoiceField(choices=SERIES_MULTIPLIERS, required=False)
    frequency = serializers.ChoiceField(choices=SERIES_FREQUENCIES)

    class Meta(SeriesContentSerializer.Meta):
        fields = (*Series.CONTENT_FIELDS, "unit", "currency", "multiplier", "frequency")


class ObservationSerializer(serializers.ModelSerializer[Observation]):
    """The value of the period that begins on `start`, as it was published on a day; a revision is another row."""

    class Meta:
        model = Observation
        fields = ("start", "value", "published", "run", "line")


class SeriesImportSerializer(serializers.ModelSerializer[SeriesImport]):
    """A file of values. `report` counts what it brings, with the first rows and the refused lines.

    While it is `choosing`, `choices` names the series of the file.
    """

    state = serializers.ChoiceField(choices=SERIES_IMPORT_STATES)
    report = serializers.DictField()
    choices = serializers.SerializerMethodField()
    created_by = PersonSerializer()

    class Meta:
        model = SeriesImport
        fields = ("id", "series", "name", "sha256", "published", "choice", "choices", "report", "state", "error",
                  "created_by", "created")  # fmt: skip

    def get_choices(self, run: SeriesImport) -> list[str]:
        """Return the series of the file, until its values are stored."""
        return [] if "table" in run.get_deferred_fields() else list((run.table or {}).get("choices", []))


class FiguresUrlSerializer(Input):
    """Values by their URL, which the desk fetches. `published` is for values of which the file does not say when."""

    url = serializers.URLField(max_length=length_limit(SeriesImport, "name"))
    published = serializers.DateField()


class FiguresFileSerializer(Input):
    """A file of values: CSV, XLSX, SDMX-CSV or SDMX-JSON."""

    file = serializers.FileField(allow_empty_file=True)
    published = serializers.DateField()


class ChoiceSerializer(Input):
    """A series of the file, one of `choices`."""

    choice = model_string(SeriesImport, "choice")


class SeriesResource(Resource):
    """Series of official figures."""

    abilities = dict.fromkeys(("list", "retrieve"), "series.see") | dict.fromkeys(
        ("create", "partial_update", "destroy", "restore"), "series.manage"
    )

    @extend_schema(operation_id="series_list", summary="All series", responses=SeriesSerializer(many=True))
    def list(self, request: Request) -> Response:
        """Return all series, newest first."""
        return self.render_page(list_series(), SeriesSerializer)

    @extend_schema(operation_id="series_retrieve", responses=SeriesSerializer)
    def retrieve(self, request: Request, series_id: int) -> Response:
        """Return a series."""
        return self.render(get_series(series_id), SeriesSerializer)

    @extend_schema(
        operation_id="series_create",
        summary="Add a series",
        request=NewSeriesSerializer,
        responses={201: SeriesSerializer},
        examples=[
            OpenApiExample(
                "unemployment",
                {
                    "name": "Unemployment rate",
                    "publisher": "Statistics Office",
                    "place": "France",
                    "unit": "%",
                    "frequency": "month",
                },
                request_only=True,
            )
        ],
    )
    def create(self, request: Request) -> Response:
        """Add a series without values."""
        series = add_series(by=self.current_user, **self.read_body(NewSeriesSerializer))
        where = reverse("api:series", args=[series.pk], request=request)
        return self.render(get_series(series.pk), SeriesSerializer, 201, where)

    @extend_schema(operation_id="series_change", request=SeriesChangeSerializer, responses=SeriesSerializer)
    def partial_update(self, request: Request, series_id: int) -> Response:
        """Change how a series is described and found."""
        get_series(series_id)
        change_series(series_id=series_id, by=self.current_user, **self.read_body(SeriesChangeSerializer))
        return self.render(get_series(series_id), SeriesSerializer)

    @extend_schema(operation_id="series_remove", summary="Remove a series", responses={204: None})
    def destroy(self, request: Request, series_id: int) -> Response:
        """Remove a series; what was cited from it stays. `POST …/restore/` brings it back."""
        remove_series(series_id=series_id, by=self.current_user)
        return Response(status=204)

    @extend_schema(
        operation_id="series_restore", summary="Restore a series", request=None, responses={200: SeriesSerializer}
    )
    @takes_no_body
    def restore(self, request: Request, series_id: int) -> Response:
        """Bring a removed series back."""
        restore_series(series_id=series_id, by=self.current_user)
        return self.render(get_series(series_id), SeriesSerializer)


class ObservationsResource(Resource):
    """The values of a series."""

    abilities = {"list": "series.see"}

    @extend_schema(operation_id="observations_list", summary="Values", responses=ObservationSerializer(many=True))
    def list(self, request: Request, series_id: int) -> Response:
        """Return all values of a series with their days of publication, those that came in last first."""
        return self.render_page(list_newest_observations(get_series(series_id).pk), ObservationSerializer)


class SeriesImportsResource(Resource):
    """Imports of values."""

    abilities = dict.fromkeys(("list", "retrieve"), "series.see") | dict.fromkeys(("create", "choose"), "series.manage")
    parser_classes = [StrictJSONParser, MultiPartParser]

    @extend_schema(
        operation_id="series_imports_list", summary="Imports of values", responses=SeriesImportSerializer(many=True)
    )
    def list(self, request: Request, series_id: int) -> Response:
        """Return the imports of a series, newest first."""
        return self.render_page(list_series_imports(get_series(series_id).pk), SeriesImportSerializer)

    @extend_schema(operation_id="series_imports_retrieve", responses=SeriesImportSerializer)
    def retrieve(self, request: Request, import_id: int) -> Response:
        """Return an import; poll `state` until it is `checked`, `choosing` or `failed`."""
        return self.render(get_series_import(import_id), SeriesImportSerializer)

    @extend_schema(
        operation_id="series_imports_create",
        summary="Import values",
        request={"application/json": FiguresUrlSerializer, "multipart/form-data": FiguresFileSerializer},
        responses={202: SeriesImportSerializer},
    )
    def create(self, request: Request, series_id: int) -> Response:
        """Submit values, then poll `state` at the URL in `Location`. They are stored by `POST …/confirm/`."""
        run = self._create_import(request, series_id)
        where = reverse("api:series-import", args=[run.pk], request=request)
        return self.render(get_series_import(run.pk), SeriesImportSerializer, 202, where)

    def _create_import(self, request: Request, series_id: int) -> SeriesImport:
        common: dict[str, Any] = {"series_id": series_id, "by": self.current_user}
        if (request.content_type or "").startswith("multipart/"):
            form = self.read_body(FiguresFileSerializer)
            file = form["file"]
            data = file.read(MAX_SERIES_BYTES + 1)
            return import_figures_file(name=file.name, data=data, published=form["published"], **common)
        body = self.read_body(FiguresUrlSerializer)
        return import_figures_url(url=body["url"], published=body["published"], **common)

    @extend_schema(
        operation_id="series_imports_choose",
        summary="Choose a series of the file",
        request=ChoiceSerializer,
        responses={202: SeriesImportSerializer},
    )
    def choose(self, request: Request, import_id: int) -> Response:
        """Read another series of the file."""
        body = self.read_body(ChoiceSerializer)
        choose_series_of_file(import_id=import_id, choice=body["choice"], by=self.current_user)
        return self.render(get_series_import(import_id), SeriesImportSerializer, 202)


class SeriesImportSwitchResource(SwitchResource):
    """Storing the values of an import, and taking them back."""

    abilities = {"create": "series.manage"}

    @takes_no_body
    def create(self, request: Request, import_id: int) -> Response:
        """Change the import and return it."""
        type(self).service(import_id=import_id, by=self.current_user)
        return self.render(get_series_import(import_id), SeriesImportSerializer)


SERIES_IMPORT_SWITCHES: dict[str, tuple[Callable[..., SeriesImport], str]] = {
    "confirm": (confirm_series_import, "Store the values of an import"),
    "undo": (undo_series_import, "Withdraw the values of an import"),
}


SERIES_IMPORT_RESOURCES = make_switches(
    SeriesImportSwitchResource, "series_imports", SERIES_IMPORT_SWITCHES, SeriesImportSerializer
)
"""A resource for each switch."""
