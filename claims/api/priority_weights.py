"""How the desk weighs what waits."""

from dataclasses import asdict
from typing import Any

from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.inputs import Input
from claims.api.resources import Resource
from claims.api.strict_fields import StrictFloatField
from claims.priority import MAX_WEIGHT, PRIORITY_PARTS
from claims.selectors.priority_weights import find_weights_row, weights_from_row
from claims.services.priority_weights import change_weights


class WeightSerializer(serializers.Serializer[Any]):
    """A part of the priority: `points` are given `unit`, as in “for each tenfold of people who have seen it”."""

    code = serializers.ChoiceField(choices=[(part.code, part.label) for part in PRIORITY_PARTS])
    name = serializers.CharField(source="label")
    unit = serializers.CharField()
    points = serializers.FloatField()


class WeightsSerializer(serializers.Serializer[Any]):
    """All parts. `moving` says that claims which wait are still on their way to new places."""

    weights = WeightSerializer(many=True)
    moving = serializers.BooleanField()


class WeightsChangeSerializer(Input):
    """Points by part; what is not sent stays."""

    def get_fields(self) -> dict[str, Any]:
        """One for each part."""
        return {
            part.code: StrictFloatField(
                min_value=0, max_value=MAX_WEIGHT, required=False, help_text=f"Points {part.unit}."
            )
            for part in PRIORITY_PARTS
        }


class WeightsResource(Resource):
    """What gives a claim its place in the queue."""

    abilities = {"retrieve": "queue.see", "partial_update": "queue.set_weights"}

    @extend_schema(operation_id="weights_retrieve", summary="Weights of the queue", responses=WeightsSerializer)
    def retrieve(self, request: Request) -> Response:
        """The points of each part of the priority."""
        return self._weights_response()

    @extend_schema(
        operation_id="weights_change",
        summary="Weigh the queue",
        request=WeightsChangeSerializer,
        responses={200: WeightsSerializer},
        examples=[OpenApiExample("readers count more", {"tip_count": 30}, request_only=True)],
    )
    def partial_update(self, request: Request) -> Response:
        """Give parts other points; the claims that wait follow in the background."""
        change_weights(by=self.current_user, points=self.read_body(WeightsChangeSerializer))
        return self._weights_response()

    def _weights_response(self) -> Response:
        last = find_weights_row()
        points = asdict(weights_from_row(last))
        rows = [{"code": each.code, "label": each.label, "unit": each.unit, "points": points[each.code]}
                for each in PRIORITY_PARTS]  # fmt: skip
        moving = last is not None and last.reprioritised_up_to is not None
        return self.render({"weights": rows, "moving": moving}, WeightsSerializer)
