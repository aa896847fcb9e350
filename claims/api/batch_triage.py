"""Batch triage: decide several claims of one article in one request."""

from typing import Any

from drf_spectacular.utils import OpenApiExample, extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.enum_choices import DISMISSAL_REASONS
from claims.api.inputs import Input
from claims.api.resources import Resource
from claims.bounds import LARGEST_BIGINT, LARGEST_INTEGER
from claims.selectors.decisions import MAX_BATCH_EVENTS
from claims.services.batch_triage import BATCH_MOVES, BatchOutcome, SkippedClaim, decide_claims


class SeenClaimSerializer(Input):
    """A claim and the version you saw; without a version, the claim is decided as it is now."""

    id = serializers.IntegerField(min_value=1, max_value=LARGEST_BIGINT)
    version = serializers.IntegerField(min_value=1, max_value=LARGEST_INTEGER, required=False)


class BatchDecisionSerializer(Input):
    """The move, the claims, and for a dismissal the `reason`."""

    move = serializers.ChoiceField(choices=[(name, name) for name in BATCH_MOVES])
    claims = SeenClaimSerializer(many=True, max_length=MAX_BATCH_EVENTS)  # type: ignore[call-arg]
    reason = serializers.ChoiceField(choices=DISMISSAL_REASONS, required=False)


class SkippedClaimSerializer(serializers.Serializer[SkippedClaim]):
    """A claim that was not decided: the reason, and who made the last decision (empty if nobody did)."""

    claim = serializers.IntegerField(source="claim.pk")
    code = serializers.CharField(source="refusal.code")
    detail = serializers.CharField(source="refusal.detail")
    by = serializers.CharField()


class BatchOutcomeSerializer(serializers.Serializer[Any]):
    """The outcome for a selection of claims; POST to `/batches/<batch>/undo/` undoes it."""

    batch = serializers.UUIDField()
    decided = serializers.SerializerMethodField()
    skipped = SkippedClaimSerializer(many=True)

    @extend_schema_field(serializers.ListField(child=serializers.IntegerField()))
    def get_decided(self, outcome: BatchOutcome) -> list[int]:
        """Return the ids of the claims that were decided."""
        return [claim.pk for claim in outcome.decided]


class BatchTriageResource(Resource):
    """Several claims of an article decided at once."""

    abilities = {"create": "claims.see"}

    @extend_schema(
        operation_id="articles_triage",
        summary="Accept or dismiss several claims",
        request=BatchDecisionSerializer,
        responses={200: BatchOutcomeSerializer},
        examples=[
            OpenApiExample(
                "dismiss two",
                {"move": "dismiss", "reason": "opinion", "claims": [{"id": 7, "version": 1}, {"id": 8, "version": 1}]},
                request_only=True,
            )
        ],
    )
    def create(self, request: Request, article_id: int) -> Response:
        """Decide the claims in one transaction; claims that somebody else has decided are skipped and listed."""
        body = self.read_body(BatchDecisionSerializer)
        outcome = decide_claims(
            article_id=article_id,
            name=body["move"],
            seen={claim["id"]: claim.get("version") for claim in body["claims"]},
            editor=self.current_user,
            reason=body.get("reason", ""),
        )
        return self.render(outcome, BatchOutcomeSerializer)
