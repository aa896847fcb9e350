"""Figures: where the desk stands, in numbers, as the dashboard shows them."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from claims.api.resources import Resource
from claims.selectors.metrics import DEFAULT_DAYS, RANGE_LABELS, MetricTable, get_metric_table, list_metric_tables


class MetricBriefSerializer(serializers.Serializer[MetricTable]):
    """A figure, without its numbers."""

    name = serializers.CharField()
    href = serializers.SerializerMethodField()
    title = serializers.CharField()
    about = serializers.CharField(help_text="What is counted, and how.")
    computed = serializers.DateTimeField(allow_null=True, help_text="When it was measured; null if it never was.")

    def get_href(self, table: MetricTable) -> str:
        """Its own address."""
        return reverse("api:metric", args=[table.name], request=self.context["request"])


class MetricSerializer(MetricBriefSerializer):
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


class MetricListSerializer(serializers.Serializer[Any]):
    """All figures that there are."""

    results = MetricBriefSerializer(many=True)


class MetricQuerySerializer(serializers.Serializer[Any]):
    """How far back."""

    days = serializers.ChoiceField(choices=list(RANGE_LABELS), default=DEFAULT_DAYS)


class MetricsResource(Resource):
    """What the dashboard shows."""

    abilities = {"list_all": "metrics.see", "retrieve": "metrics.see"}

    @extend_schema(operation_id="metrics_list", summary="Figures of the dashboard", responses=MetricListSerializer)
    def list_all(self, request: Request) -> Response:
        """All figures by name, with what each says and when it was measured."""
        return self.render({"results": list_metric_tables()}, MetricListSerializer)

    @extend_schema(
        operation_id="metrics_retrieve",
        summary="One figure",
        parameters=[MetricQuerySerializer],
        responses=MetricSerializer,
    )
    def retrieve(self, request: Request, name: str) -> Response:
        """A figure as a table, over the last days where it is about a time. It was measured before, at `computed`."""
        return self.render(get_metric_table(name, self.read_query(MetricQuerySerializer)["days"]), MetricSerializer)
