"""Anchors: where a claim stands in a text, who is said to have said it, and its numbers."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.reverse import reverse

from claims.models import Appearance, Article, Attribution, Quantity, Source


class ArticleReferenceSerializer(serializers.ModelSerializer[Article]):
    """The article that an anchor points into."""

    href = serializers.HyperlinkedIdentityField(view_name="api:article", lookup_url_kwarg="article_id")

    class Meta:
        model = Article
        fields = ("id", "href", "title", "url", "publisher", "published")


class SourceSerializer(serializers.ModelSerializer[Source]):
    """Somebody or something that says things."""

    class Meta:
        model = Source
        fields = ("id", "name", "kind")


class AttributionSerializer(serializers.ModelSerializer[Attribution]):
    """A link of the chain: position 0 asserts the claim, each further one relays it."""

    source = SourceSerializer()  # type: ignore[assignment]

    class Meta:
        model = Attribution
        fields = ("position", "source", "start", "end", "cue", "cue_start", "cue_end")


class QuantitySerializer(serializers.ModelSerializer[Quantity]):
    """A number with what it counts; a missing bound is null."""

    class Meta:
        model = Quantity
        fields = ("low", "high", "unit", "modifier", "start", "end")


class TimeSerializer(serializers.Serializer[dict[str, Any]]):
    """A time that the claim names; `value` is ISO 8601 at the precision that the text gives, or empty."""

    start = serializers.IntegerField()
    end = serializers.IntegerField()
    value = serializers.CharField()


class PlaceSerializer(serializers.Serializer[dict[str, Any]]):
    """A place that the claim names."""

    start = serializers.IntegerField()
    end = serializers.IntegerField()
    name = serializers.CharField()


_NUMBER = {"type": "integer", "minimum": 0}
_POSITION = {
    "type": "object",
    "required": ["type", "start", "end"],
    "properties": {"type": {"const": "TextPositionSelector"}, "start": _NUMBER, "end": _NUMBER},
}
_QUOTE = {
    "type": "object",
    "required": ["type", "exact", "prefix", "suffix"],
    "properties": {
        "type": {"const": "TextQuoteSelector"},
        **{name: {"type": "string"} for name in ("exact", "prefix", "suffix")},
    },
}
_TARGET = {
    "type": "object",
    "description": "A W3C Web Annotation target. Positions count code points of the text at `source`.",
    "required": ["source", "text_sha256", "selector"],
    "properties": {
        "source": {"type": "string", "format": "uri"},
        "text_sha256": {"type": "string", "description": "SHA-256 of the text in UTF-8, hexadecimal."},
        "selector": {"type": "array", "items": {"oneOf": [_POSITION, _QUOTE]}},
    },
}


class AppearanceSerializer(serializers.ModelSerializer[Appearance]):
    """A place where the claim stands, and what the text says around it."""

    article = ArticleReferenceSerializer()
    target = serializers.SerializerMethodField()
    times = TimeSerializer(many=True)
    places = PlaceSerializer(many=True)
    chain = AttributionSerializer(source="attributions", many=True)
    quantities = QuantitySerializer(many=True)

    class Meta:
        model = Appearance
        fields = ("article", "target", "sentence_start", "sentence_end", "parts", "hedged", "hedge", "denied",
                  "times", "places", "chain", "quantities", "pipeline")  # fmt: skip

    @extend_schema_field(_TARGET)
    def get_target(self, place: Appearance) -> dict[str, Any]:
        """The anchor as W3C selectors: by position, and by the words with those around them."""
        text = reverse("api:article-text", args=[place.article_id], request=self.context["request"])
        position = {"type": "TextPositionSelector", "start": place.start, "end": place.end}
        words = {"exact": place.exact, "prefix": place.prefix, "suffix": place.suffix}
        quote = {"type": "TextQuoteSelector", **words}
        return {"source": text, "text_sha256": place.text_sha256, "selector": [position, quote]}
