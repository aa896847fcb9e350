"""How the desk weighs what waits."""

from dataclasses import asdict
from typing import Any

from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.access import Resource
from claims.api.fields import Figure
from claims.api.inputs import Input
from claims.priority import MOST, PARTS
from claims.selectors import weights as selectors
from claims.services import weights as desk


class WeightSerializer(serializers.Serializer[Any]):
    """A part of the priority: `points` are given `unit`, as in “for each tenfold of people who have seen it”."""

    code = serializers.ChoiceField(choices=[(part.code, part.label) for part in PARTS])
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
            part.code: Figure(min_value=0, max_value=MOST, required=False, help_text=f"Points {part.unit}.")
            for part in PARTS
        }


class WeightsOfQueue(Resource):
    """What gives a claim its place in the queue."""

    abilities = {"retrieve": "queue.see", "partial_update": "queue.weigh"}

    @extend_schema(operation_id="weights_retrieve", summary="Weights of the queue", responses=WeightsSerializer)
    def retrieve(self, request: Request) -> Response:
        """The points of each part of the priority."""
        return self._told()

    @extend_schema(
        operation_id="weights_change",
        summary="Weigh the queue",
        request=WeightsChangeSerializer,
        responses={200: WeightsSerializer},
        examples=[OpenApiExample("readers count more", {"asked": 30}, request_only=True)],
    )
    def partial_update(self, request: Request) -> Response:
        """Give parts other points; the claims that wait follow in the background."""
        desk.change(by=self.person, points=self.body(WeightsChangeSerializer))
        return self._told()

    def _told(self) -> Response:
        last = selectors.last()
        points = asdict(selectors.of(last))
        rows = [{"code": each.code, "label": each.label, "unit": each.unit, "points": points[each.code]}
                for each in PARTS]  # fmt: skip
        moving = last is not None and last.followed is not None
        return self.answer({"weights": rows, "moving": moving}, WeightsSerializer)
