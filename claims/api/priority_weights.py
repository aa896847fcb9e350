"""Weights: how much each part counts in the priority of a claim."""

from dataclasses import asdict
from typing import Any

from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.enum_choices import PRIORITY_PART_CHOICES
from claims.api.inputs import Input
from claims.api.resources import Resource
from claims.api.strict_fields import StrictFloatField
from claims.priority import MAX_WEIGHT, PRIORITY_PARTS
from claims.selectors.priority_weights import find_weights_row, weights_from_row
from claims.services.priority_weights import change_weights


class WeightSerializer(serializers.Serializer[Any]):
    """A part of the priority and its points; `unit` says what the points are given for."""

    code = serializers.ChoiceField(choices=PRIORITY_PART_CHOICES)
    name = serializers.CharField(source="label")
    unit = serializers.CharField()
    points = serializers.FloatField()


class WeightsSerializer(serializers.Serializer[Any]):
    """All weights. `moving` says that the queue is still being reordered after a change."""

    weights = WeightSerializer(many=True)
    moving = serializers.BooleanField()


class WeightsChangeSerializer(Input):
    """Points by part; parts that are left out do not change."""

    def get_fields(self) -> dict[str, Any]:
        """Return a field for each part."""
        return {
            part.code: StrictFloatField(
                min_value=0, max_value=MAX_WEIGHT, required=False, help_text=f"Points {part.unit}."
            )
            for part in PRIORITY_PARTS
        }


class WeightsResource(Resource):
    """The weights of the queue."""

    abilities = {"retrieve": "queue.see", "partial_update": "queue.set_weights"}

    @extend_schema(operation_id="weights_retrieve", summary="Weights of the queue", responses=WeightsSerializer)
    def retrieve(self, request: Request) -> Response:
        """Return the points of each part of the priority."""
        return self._weights_response()

    @extend_schema(
        operation_id="weights_change",
        summary="Change the weights",
        request=WeightsChangeSerializer,
        responses={200: WeightsSerializer},
        examples=[OpenApiExample("tips count more", {"tip_count": 30}, request_only=True)],
    )
    def partial_update(self, request: Request) -> Response:
        """Change the points of parts; the queue is reordered in the background."""
        change_weights(by=self.current_user, points=self.read_body(WeightsChangeSerializer))
        return self._weights_response()

    def _weights_response(self) -> Response:
        row = find_weights_row()
        points = asdict(weights_from_row(row))
        rows = [{"code": part.code, "label": part.label, "unit": part.unit, "points": points[part.code]}
                for part in PRIORITY_PARTS]  # fmt: skip
        moving = row is not None and row.reprioritised_up_to is not None
        return self.render({"weights": rows, "moving": moving}, WeightsSerializer)
