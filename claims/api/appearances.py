"""Appearances: where a claim stands in an article, its source chain and its quantities."""

from typing import Any

from django.db.models import F, Value
from django.db.models.expressions import Combinable
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from claims.api.list_rows import AddressField
from claims.models import Appearance, Article, Attribution, Quantity, Source
from claims.selectors.json_rows import JsonArray, JsonObject


class ArticleReferenceSerializer(serializers.ModelSerializer[Article]):
    """The article in which a claim appears."""

    href = serializers.HyperlinkedIdentityField(view_name="api:article", lookup_url_kwarg="article_id")

    class Meta:
        model = Article
        fields = ("id", "href", "title", "url", "claimed_url", "publisher", "published", "kind", "speaker",
                  "media_url")  # fmt: skip


class SourceSerializer(serializers.ModelSerializer[Source]):
    """A person, organisation or document that makes or relays claims."""

    class Meta:
        model = Source
        fields = ("id", "name", "kind")


class AttributionSerializer(serializers.ModelSerializer[Attribution]):
    """One link of the source chain: position 0 asserts the claim, later positions relay it.

    `name` and `kind` are the source as this claim has it; `source` is the entry under which the desk finds its claims.
    An `unresolved` link is a pronoun of which the text leaves open whom it means.
    """

    source = SourceSerializer()  # type: ignore[assignment]

    class Meta:
        model = Attribution
        fields = (
            "position", "name", "kind", "source", "start", "end", "cue", "cue_start", "cue_end", "unresolved",
        )  # fmt: skip


class QuantitySerializer(serializers.ModelSerializer[Quantity]):
    """A number with its unit; an open end is null. `currency` is an ISO 4217 code, or empty."""

    class Meta:
        model = Quantity
        fields = ("low", "high", "unit", "modifier", "kind", "currency", "start", "end")


class ClaimTimeSerializer(serializers.Serializer[dict[str, Any]]):
    """A time in the claim; `value` is ISO 8601 at the precision of the text, or empty.

    Quarters are written `2023-Q1`, decades `198X`, centuries `18XX`, ranges `2019/2021`.
    """

    start = serializers.IntegerField()
    end = serializers.IntegerField()
    value = serializers.CharField()


class ClaimPlaceSerializer(serializers.Serializer[dict[str, Any]]):
    """A place in the claim."""

    start = serializers.IntegerField()
    end = serializers.IntegerField()
    name = serializers.CharField()


_NUMBER_SCHEMA = {"type": "integer", "minimum": 0}
_POSITION_SCHEMA = {
    "type": "object",
    "required": ["type", "start", "end"],
    "properties": {"type": {"const": "TextPositionSelector"}, "start": _NUMBER_SCHEMA, "end": _NUMBER_SCHEMA},
}
_QUOTE_SCHEMA = {
    "type": "object",
    "required": ["type", "exact", "prefix", "suffix"],
    "properties": {
        "type": {"const": "TextQuoteSelector"},
        **{name: {"type": "string"} for name in ("exact", "prefix", "suffix")},
    },
}
_TARGET_SCHEMA = {
    "type": "object",
    "description": "A W3C Web Annotation target. Positions count code points of the text at `source`.",
    "required": ["source", "text_sha256", "selector"],
    "properties": {
        "source": {"type": "string", "format": "uri"},
        "text_sha256": {"type": "string", "description": "SHA-256 of the text in UTF-8, hexadecimal."},
        "selector": {"type": "array", "items": {"oneOf": [_POSITION_SCHEMA, _QUOTE_SCHEMA]}},
    },
}


@extend_schema_field(_TARGET_SCHEMA)
class TargetField(serializers.Field[Appearance, Any, Any, Any]):
    """The anchor as W3C selectors: by position, and by the quote with the text around it."""

    text = AddressField("api:article-text", columns={"article_id": "article_id"})

    def __init__(self) -> None:
        super().__init__(source="*", read_only=True)

    def to_representation(self, value: Appearance) -> dict[str, Any]:
        """Return the target of an appearance."""
        position = {"type": "TextPositionSelector", "start": value.start, "end": value.end}
        quote_fields = {"exact": value.exact, "prefix": value.prefix, "suffix": value.suffix}
        quote = {"type": "TextQuoteSelector", **quote_fields}
        source = self.text.address(value, self.context["request"])
        return {"source": source, "text_sha256": value.text_sha256, "selector": [position, quote]}

    def as_expression(self, path: str) -> Combinable:
        """Return the target in SQL."""
        position = {"type": Value("TextPositionSelector"), "start": F(f"{path}start"), "end": F(f"{path}end")}
        quote = {name: F(f"{path}{name}") for name in ("exact", "prefix", "suffix")}
        selectors = JsonArray(JsonObject(position), JsonObject({"type": Value("TextQuoteSelector"), **quote}))
        sha256 = F(f"{path}text_sha256")
        return JsonObject({"source": self.text.as_expression(path), "text_sha256": sha256, "selector": selectors})


class AppearanceSerializer(serializers.ModelSerializer[Appearance]):
    """A passage in which the claim appears, and how the article attributes and qualifies it.

    `page` is its page in a PDF, `second` its second in a recording.
    """

    article = ArticleReferenceSerializer()
    target = TargetField()
    times = ClaimTimeSerializer(many=True)
    places = ClaimPlaceSerializer(many=True)
    chain = AttributionSerializer(source="attributions", many=True)
    quantities = QuantitySerializer(many=True)

    class Meta:
        model = Appearance
        fields = ("article", "target", "sentence_start", "sentence_end", "parts", "hedged", "hedge", "assertion",
                  "times", "places", "chain", "quantities", "page", "second", "pipeline")  # fmt: skip
