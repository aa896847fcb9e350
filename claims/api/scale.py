"""The rating scale: its versions, and a new one."""

from typing import Any

from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import serializers
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.enum_choices import CANONICAL_RATINGS, SCALE_PICTURES, SCALE_TONES
from claims.api.inputs import Input
from claims.api.resources import Resource
from claims.api.strict_fields import StrictCharField
from claims.rating_scales import (
    CODE_PATTERN,
    LABEL_CHARACTERS,
    MAX_POINTS,
    MAX_VALUE,
    MEANING_CHARACTERS,
    SYMBOL_CHARACTERS,
    ScalePoint,
)
from claims.selectors.scales import get_current_scale, list_scales
from claims.services.scales import change_scale

LANGUAGES_HELP = "By language, such as `en`. Another language gets the text in that of the desk."


class PointSerializer(serializers.Serializer[Any]):
    """A point: name and meaning in the language of the request, and in all languages."""

    code = serializers.CharField()
    name = serializers.CharField(source="label")
    meaning = serializers.CharField()
    labels = serializers.DictField(child=serializers.CharField(), help_text=LANGUAGES_HELP)
    meanings = serializers.DictField(child=serializers.CharField(), help_text=LANGUAGES_HELP)
    canonical = serializers.ChoiceField(choices=CANONICAL_RATINGS)
    tone = serializers.ChoiceField(choices=SCALE_TONES)
    symbol = serializers.CharField()
    picture = serializers.ChoiceField(choices=SCALE_PICTURES, allow_blank=True)
    value = serializers.IntegerField(allow_null=True, help_text="Larger for truer; null if no number applies.")


class ScaleVersionSerializer(serializers.Serializer[Any]):
    """A version of the scale, best point first. Without points verdicts are rated in own words."""

    number = serializers.IntegerField()
    created = serializers.DateTimeField(allow_null=True, help_text="Null for the standard scale, which is version 1.")
    points = PointSerializer(many=True)


class ScalesSerializer(serializers.Serializer[Any]):
    """The scale of the desk: the current version, and the earlier ones, newest first."""

    current = ScaleVersionSerializer()
    earlier = ScaleVersionSerializer(many=True)


class NewPointSerializer(Input):
    """A point of the new version."""

    code = serializers.RegexField(CODE_PATTERN)
    labels = serializers.DictField(child=StrictCharField(max_length=LABEL_CHARACTERS), help_text=LANGUAGES_HELP)
    meanings = serializers.DictField(
        child=StrictCharField(max_length=MEANING_CHARACTERS, allow_blank=True), required=False, help_text=LANGUAGES_HELP
    )
    canonical = serializers.ChoiceField(choices=CANONICAL_RATINGS)
    tone = serializers.ChoiceField(choices=SCALE_TONES)
    symbol = StrictCharField(max_length=SYMBOL_CHARACTERS, required=False, allow_blank=True)
    picture = serializers.ChoiceField(choices=SCALE_PICTURES, required=False, allow_blank=True)
    value = serializers.IntegerField(min_value=0, max_value=MAX_VALUE, required=False, allow_null=True)


class NewScaleSerializer(Input):
    """The points of the new version, best first; none for ratings in own words."""

    points = serializers.ListField(child=NewPointSerializer(), max_length=MAX_POINTS)


class ScaleResource(Resource):
    """The rating scale."""

    abilities = {"create": "scale.change"}

    def get_permissions(self) -> list[Any]:
        """Return the permissions; everybody may see the scale."""
        return [AllowAny()] if self.action == "retrieve" else list(super().get_permissions())

    @property
    def scope(self) -> str:
        """Return the scope that a token needs; none for what everybody may read."""
        return "" if self.action == "retrieve" else super().scope

    @extend_schema(operation_id="scale_retrieve", summary="The rating scale", responses=ScalesSerializer)
    def retrieve(self, request: Request) -> Response:
        """Return the points that verdicts are rated with, and the earlier versions of the scale."""
        current, *earlier = list_scales()
        return self.render({"current": current, "earlier": earlier}, ScalesSerializer)

    @extend_schema(
        operation_id="scale_create",
        summary="Change the rating scale",
        request=NewScaleSerializer,
        responses={201: ScaleVersionSerializer},
        examples=[
            OpenApiExample(
                "two points",
                {
                    "points": [
                        {"code": "correct", "labels": {"en": "Correct"}, "canonical": "true", "tone": "true"},
                        {"code": "wrong", "labels": {"en": "Wrong"}, "canonical": "false", "tone": "false"},
                    ]
                },
                request_only=True,
            )
        ],
    )
    def create(self, request: Request) -> Response:
        """Make a new version current. Publications keep theirs; whoever holds a draft is asked to choose again."""
        body = self.read_body(NewScaleSerializer)
        change_scale(by=self.current_user, points=[ScalePoint(**point) for point in body["points"]])
        return self.render(get_current_scale(), ScaleVersionSerializer, 201)
