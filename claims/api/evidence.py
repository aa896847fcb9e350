"""Evidence: added to a draft and taken out of it again."""

from typing import Any

from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.access import Resource
from claims.api.fields import Boolean, String
from claims.models import Evidence
from claims.services import verdicts


class EvidenceSerializer(serializers.ModelSerializer[Evidence]):
    """A question with its answer, and the words that a page really says."""

    class Meta:
        model = Evidence
        fields = ("id", *verdicts.EVIDENCE_FIELDS, "created")


class NewEvidenceSerializer(serializers.Serializer[Any]):
    """What speaks for or against the claim."""

    question = String(max_length=500)
    answer = String(max_length=20_000)
    stance = serializers.ChoiceField(choices=Evidence.Stance.choices)
    url = serializers.URLField(max_length=2000, required=False, allow_blank=True)
    publisher = String(max_length=200, required=False, allow_blank=True)
    quote = String(max_length=20_000, required=False, allow_blank=True)
    independent = Boolean(default=True, help_text="Whether it does not go back to the claimant.")
    accessed = serializers.DateField(required=False, allow_null=True)


EXAMPLE = OpenApiExample(
    "count",
    {
        "question": "How many trees were planted?",
        "answer": "The parks office counted 298.",
        "stance": "supports",
        "url": "https://parks.example/trees",
        "quote": "298 trees were planted in spring",
    },
    request_only=True,
)


class DraftEvidence(Resource):
    """The evidence of a draft."""

    abilities = {"create": "verdicts.draft"}

    @extend_schema(
        operation_id="evidence_create",
        summary="Add evidence",
        request=NewEvidenceSerializer,
        responses={201: EvidenceSerializer},
        examples=[EXAMPLE],
    )
    def create(self, request: Request, claim_id: int) -> Response:
        """Add evidence to the draft of a claim that is leased to you."""
        evidence = verdicts.add_evidence(claim_id=claim_id, editor=self.person, **self.body(NewEvidenceSerializer))
        return self.answer(evidence, EvidenceSerializer, 201)


class OneEvidence(Resource):
    """A piece of evidence."""

    abilities = {"destroy": "verdicts.draft"}

    @extend_schema(operation_id="evidence_delete", summary="Take evidence out", responses={204: None})
    def destroy(self, request: Request, evidence_id: int) -> Response:
        """Take evidence out of the draft of a claim that is leased to you."""
        verdicts.remove_evidence(evidence_id=evidence_id, editor=self.person)
        return Response(status=204)
