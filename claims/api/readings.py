"""Readings: how the desk understands a claim, and the corrections of editors."""

from dataclasses import fields
from typing import Any

from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.enum_choices import ASSERTIONS, QUANTITY_KINDS, SOURCE_KINDS
from claims.api.inputs import Input, model_string
from claims.api.preconditions import add_etag, read_expected_version
from claims.api.resources import Resource
from claims.api.strict_fields import StrictBooleanField, StrictFloatField
from claims.bounds import LARGEST_INTEGER
from claims.models import Attribution, Claim, Quantity, Source
from claims.selectors.claims import get_claim
from claims.selectors.reading_json import first_appearance, reading_json
from claims.services.reading_corrections import (
    MAX_ATTRIBUTIONS,
    MAX_QUANTITIES,
    AttributionInput,
    QuantityInput,
    correct_reading,
)

READING_FIELDS = ("start", "end", "hedged", "assertion", "statement", "sources", "quantities")


class NewAttributionSerializer(Input):
    """One link of the source chain as an editor enters it."""

    name = model_string(Source, "name")
    kind = serializers.ChoiceField(choices=SOURCE_KINDS, default="unnamed")
    cue = model_string(Attribution, "cue", allow_blank=True, default="", help_text="“according to”, “said”")


class NewQuantitySerializer(Input):
    """A quantity as an editor enters it; null is an open end, and at least one end is required.

    Without `kind`, the kind follows from the ends. `currency` is an ISO 4217 code.
    """

    low = StrictFloatField(allow_null=True, default=None)
    high = StrictFloatField(allow_null=True, default=None)
    unit = model_string(Quantity, "unit", allow_blank=True, default="")
    modifier = model_string(Quantity, "modifier", allow_blank=True, default="")
    kind = serializers.ChoiceField(choices=QUANTITY_KINDS, allow_blank=True, default="")
    currency = model_string(Quantity, "currency", allow_blank=True, default="")


class ReadAttributionSerializer(NewAttributionSerializer):
    """One link of the source chain with its position in the text; null if an editor added it.

    An `unresolved` link is a pronoun of which the text leaves open whom it means.
    """

    start = serializers.IntegerField(allow_null=True)
    end = serializers.IntegerField(allow_null=True)
    unresolved = serializers.BooleanField()


class ReadQuantitySerializer(NewQuantitySerializer):
    """A quantity with its position in the text; null if an editor added it."""

    start = serializers.IntegerField(allow_null=True)
    end = serializers.IntegerField(allow_null=True)


class ReadPartsSerializer(serializers.Serializer[Any]):
    """The reading of a claim; `sources` run from the one that asserts it to the last relay.

    `exact` is the text of the article from `start` to `end`. `statement` is the claim reworded so that it stands alone;
    if it is empty, `statement_problem` is the code of the reason.
    """

    start = serializers.IntegerField()
    end = serializers.IntegerField()
    exact = serializers.CharField()
    hedged = serializers.BooleanField()
    assertion = serializers.ChoiceField(choices=ASSERTIONS)
    statement = serializers.CharField()
    statement_problem = serializers.CharField()
    sources = ReadAttributionSerializer(many=True)
    quantities = ReadQuantitySerializer(many=True)


class ReadingSerializer(ReadPartsSerializer):
    """The reading of a claim at its first appearance; `version` is the version of the claim."""

    version = serializers.IntegerField()


class ReadingCorrectionSerializer(Input):
    """The fields to correct; fields that are left out do not change.

    `version` is the version you saw, unless `If-Match` names it.
    """

    version = serializers.IntegerField(min_value=1, max_value=LARGEST_INTEGER, required=False)
    start = serializers.IntegerField(min_value=0, max_value=LARGEST_INTEGER, required=False)
    end = serializers.IntegerField(min_value=1, max_value=LARGEST_INTEGER, required=False)
    hedged = StrictBooleanField(required=False)
    assertion = serializers.ChoiceField(choices=ASSERTIONS, required=False)
    statement = model_string(Claim, "statement", allow_blank=True, required=False)
    sources = serializers.ListField(child=NewAttributionSerializer(), max_length=MAX_ATTRIBUTIONS, required=False)
    quantities = serializers.ListField(child=NewQuantitySerializer(), max_length=MAX_QUANTITIES, required=False)


READING_EXAMPLE = OpenApiExample(
    "chain",
    {
        "version": 1,
        "sources": [
            {"name": "Parks office", "kind": "organisation", "cue": "according to"},
            {"name": "The mayor", "kind": "person", "cue": "said"},
        ],
        "quantities": [{"low": 300, "high": None, "unit": "trees", "modifier": "at least"}],
    },
    request_only=True,
)


def _quantity_input(quantity: dict[str, Any]) -> QuantityInput:
    return QuantityInput(**{field.name: quantity[field.name] for field in fields(QuantityInput)})


class ReadingResource(Resource):
    """The reading of a claim: its passage, source chain and quantities."""

    abilities = {"retrieve": "claims.see", "partial_update": "claims.correct"}

    @extend_schema(operation_id="reading_retrieve", summary="The reading of a claim", responses=ReadingSerializer)
    def retrieve(self, request: Request, claim_id: int) -> Response:
        """Return the reading, including the corrections of editors."""
        return self._reading_response(get_claim(claim_id))

    @extend_schema(
        operation_id="reading_correct",
        summary="Correct the reading",
        request=ReadingCorrectionSerializer,
        responses=ReadingSerializer,
        examples=[READING_EXAMPLE],
    )
    def partial_update(self, request: Request, claim_id: int) -> Response:
        """Correct the reading; if somebody else has changed it, the refusal has the newer reading in `facts`."""
        change = self.read_body(ReadingCorrectionSerializer)
        claim = get_claim(claim_id)
        current = reading_json(first_appearance(claim))
        reading = {name: change.get(name, current[name]) for name in READING_FIELDS}
        correct_reading(
            claim_id=claim_id,
            editor=self.current_user,
            version=read_expected_version(request, change, current=claim.version),
            chain=[AttributionInput(link["name"], link["kind"], link["cue"]) for link in reading.pop("sources")],
            quantities=[_quantity_input(quantity) for quantity in reading.pop("quantities")],
            **reading,
        )
        return self._reading_response(get_claim(claim_id))

    def _reading_response(self, claim: Claim) -> Response:
        reading = {"version": claim.version, **reading_json(first_appearance(claim))}
        return add_etag(self.render(reading, ReadingSerializer), claim.version)
