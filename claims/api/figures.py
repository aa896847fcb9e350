"""Figures: where the desk stands, in numbers, as the dashboard shows them."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from claims.api.access import Resource
from claims.selectors import figures
from claims.selectors.figures import RANGES, USUAL, Table


class FigureBriefSerializer(serializers.Serializer[Table]):
    """A figure, without its numbers."""

    name = serializers.CharField()
    href = serializers.SerializerMethodField()
    title = serializers.CharField()
    about = serializers.CharField(help_text="What is counted, and how.")
    computed = serializers.DateTimeField(allow_null=True, help_text="When it was measured; null if it never was.")

    def get_href(self, table: Table) -> str:
        """Its own address."""
        return reverse("api:figure", args=[table.name], request=self.context["request"])


class FigureSerializer(FigureBriefSerializer):
    """A figure as a table."""

    columns = serializers.ListField(child=serializers.CharField())
    rows = serializers.ListField(
        child=serializers.ListField(child=serializers.JSONField()),
        help_text="A value for each column: a text, a number, or null.",
    )
    claims = serializers.ListField(
        child=serializers.IntegerField(),
        help_text="For each row the claim that it is about; empty where rows are not about one claim each.",
    )


class FigureListSerializer(serializers.Serializer[Any]):
    """All figures that there are."""

    results = FigureBriefSerializer(many=True)


class FigureQuerySerializer(serializers.Serializer[Any]):
    """How far back."""

    days = serializers.ChoiceField(choices=list(RANGES), default=USUAL)


class Figures(Resource):
    """What the dashboard shows."""

    abilities = {"every": "dashboard.see", "retrieve": "dashboard.see"}

    @extend_schema(operation_id="figures_list", summary="Figures of the dashboard", responses=FigureListSerializer)
    def every(self, request: Request) -> Response:
        """All figures by name, with what each says and when it was measured."""
        return self.answer({"results": figures.every()}, FigureListSerializer)

    @extend_schema(
        operation_id="figures_retrieve",
        summary="One figure",
        parameters=[FigureQuerySerializer],
        responses=FigureSerializer,
    )
    def retrieve(self, request: Request, name: str) -> Response:
        """A figure as a table, over the last days where it is about a time. It was measured before, at `computed`."""
        return self.answer(figures.one(name, self.query(FigureQuerySerializer)["days"]), FigureSerializer)
