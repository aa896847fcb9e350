"""Metrics: the numbers of the dashboard."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from claims.api.resources import Resource
from claims.selectors.metrics import DEFAULT_DAYS, RANGE_LABELS, MetricTable, get_metric_table, list_metric_tables


class MetricBriefSerializer(serializers.Serializer[MetricTable]):
    """A metric without its rows."""

    name = serializers.CharField()
    href = serializers.SerializerMethodField()
    title = serializers.CharField()
    description = serializers.CharField(help_text="What is counted, and how.")
    computed = serializers.DateTimeField(allow_null=True, help_text="When it was computed; null if it never was.")

    def get_href(self, table: MetricTable) -> str:
        """Return its URL."""
        return reverse("api:metric", args=[table.name], request=self.context["request"])


class MetricSerializer(MetricBriefSerializer):
    """A metric as a table."""

    columns = serializers.ListField(child=serializers.CharField())
    rows = serializers.ListField(
        child=serializers.ListField(child=serializers.JSONField()),
        help_text="One value for each column: text, a number or null.",
    )
    claims = serializers.ListField(
        child=serializers.IntegerField(),
        source="claim_ids",
        help_text="The id of the claim of each row; empty if rows are not about single claims.",
    )


class MetricListSerializer(serializers.Serializer[Any]):
    """All metrics."""

    results = MetricBriefSerializer(many=True)


class MetricQuerySerializer(serializers.Serializer[Any]):
    """The range of a metric."""

    days = serializers.ChoiceField(choices=list(RANGE_LABELS), default=DEFAULT_DAYS)


class MetricsResource(Resource):
    """The metrics of the dashboard."""

    abilities = {"list_all": "metrics.see", "retrieve": "metrics.see"}

    @extend_schema(operation_id="metrics_list", summary="All metrics", responses=MetricListSerializer)
    def list_all(self, request: Request) -> Response:
        """Return all metrics with their descriptions and the time they were computed."""
        return self.render({"results": list_metric_tables()}, MetricListSerializer)

    @extend_schema(
        operation_id="metrics_retrieve",
        summary="One metric",
        parameters=[MetricQuerySerializer],
        responses=MetricSerializer,
    )
    def retrieve(self, request: Request, name: str) -> Response:
        """Return a metric as a table, for metrics over time limited to the last `days`."""
        return self.render(get_metric_table(name, self.read_query(MetricQuerySerializer)["days"]), MetricSerializer)
