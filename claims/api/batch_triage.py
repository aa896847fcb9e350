"""Triage of many: claims of one article decided in one request."""

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
    """A claim, and the version of it that you saw; without one it is decided as it stands."""

    id = serializers.IntegerField(min_value=1, max_value=LARGEST_BIGINT)
    version = serializers.IntegerField(min_value=1, max_value=LARGEST_INTEGER, required=False)


class BatchDecisionSerializer(Input):
    """What to do with which claims; a dismissal has a `reason`."""

    move = serializers.ChoiceField(choices=[(name, name) for name in BATCH_MOVES])
    claims = SeenClaimSerializer(many=True, max_length=MAX_BATCH_EVENTS)  # type: ignore[call-arg]
    reason = serializers.ChoiceField(choices=DISMISSAL_REASONS, required=False)


class SkippedClaimSerializer(serializers.Serializer[SkippedClaim]):
    """A claim that was left as it is: why, and who decided about it last (empty for nobody)."""

    claim = serializers.IntegerField(source="claim.pk")
    code = serializers.CharField(source="refusal.code")
    detail = serializers.CharField(source="refusal.detail")
    by = serializers.CharField()


class BatchOutcomeSerializer(serializers.Serializer[Any]):
    """What became of a selection; POST to `/batches/<batch>/undo/` takes it back."""

    batch = serializers.UUIDField()
    done = serializers.SerializerMethodField()
    left = SkippedClaimSerializer(many=True)

    @extend_schema_field(serializers.ListField(child=serializers.IntegerField()))
    def get_done(self, outcome: BatchOutcome) -> list[int]:
        """Ids of the claims that were decided."""
        return [claim.pk for claim in outcome.decided]


class BatchTriageResource(Resource):
    """Many claims decided at once."""

    abilities = {"create": "claims.see"}

    @extend_schema(
        operation_id="articles_triage",
        summary="Accept or dismiss many claims of an article",
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
        """Decide all of them in one transaction; what somebody else has decided since is named and left."""
        given = self.read_body(BatchDecisionSerializer)
        outcome = decide_claims(
            article_id=article_id,
            name=given["move"],
            seen={each["id"]: each.get("version") for each in given["claims"]},
            editor=self.current_user,
            reason=given.get("reason", ""),
        )
        return self.render(outcome, BatchOutcomeSerializer)
