"""Learning: what the reader learned from the desk's decisions, and which weights score claims."""

from typing import Any

from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.account import PersonSerializer
from claims.api.enum_choices import LEARNING_OUTCOMES
from claims.api.inputs import Input
from claims.api.resources import Resource
from claims.api.strict_fields import StrictBooleanField
from claims.bounds import LARGEST_BIGINT
from claims.models import LearnedWeights
from claims.selectors.learned_weights import find_weights_in_use, get_readiness, list_versions
from claims.services.learned_weights import change_choice


class ReadinessSerializer(serializers.Serializer[Any]):
    """Whether there are enough decisions. `kind` says which claims are missing; empty for any."""

    counted = serializers.IntegerField(help_text="Decisions that count, among the newest.")
    missing = serializers.IntegerField(help_text="Decisions that are missing at least.")
    kind = serializers.CharField(help_text="`worthy`: accepted claims; `unworthy`: dismissed ones.")


class LearnedWeightsSerializer(serializers.ModelSerializer[LearnedWeights]):
    """A fit. Scores are average precision on the newest `held_out` decisions, from which nothing was learned."""

    outcome = serializers.ChoiceField(choices=LEARNING_OUTCOMES)

    class Meta:
        model = LearnedWeights
        fields = (
            "id", "created", "decisions", "worthy", "held_out", "first_at", "judged_from", "last_at", "shipped_score",
            "own_score", "confidence", "outcome",
        )  # fmt: skip


class LearningSerializer(serializers.Serializer[Any]):
    """`weights` are the learned weights in use, null for the shipped ones alone.

    `follows` says whether better weights take their place by themselves. `rescoring` says that open claims still get
    their new scores. `versions` are the newest fits, newest first.
    """

    readiness = ReadinessSerializer()
    weights = serializers.IntegerField(allow_null=True)
    follows = serializers.BooleanField()
    rescoring = serializers.BooleanField()
    changed_by = PersonSerializer(allow_null=True)
    changed_at = serializers.DateTimeField(allow_null=True)
    versions = LearnedWeightsSerializer(many=True)


class LearningChangeSerializer(Input):
    """The choice of weights; fields that are left out do not change."""

    weights = serializers.IntegerField(
        min_value=1,
        max_value=LARGEST_BIGINT,
        required=False,
        allow_null=True,
        help_text="Null: the shipped ones alone.",
    )
    follows = StrictBooleanField(required=False)


class LearningResource(Resource):
    """What the reader learned from the desk."""

    abilities = {"retrieve": "metrics.see", "partial_update": "learning.manage"}

    @extend_schema(operation_id="learning_retrieve", summary="What the reader learned", responses=LearningSerializer)
    def retrieve(self, request: Request) -> Response:
        """Return the weights in use, the newest fits, and how many decisions are missing."""
        return self._learning_response()

    @extend_schema(
        operation_id="learning_change",
        summary="Choose weights",
        request=LearningChangeSerializer,
        responses={200: LearningSerializer},
        examples=[
            OpenApiExample("go back to the shipped weights", {"weights": None, "follows": False}, request_only=True)
        ],
    )
    def partial_update(self, request: Request) -> Response:
        """Use other weights; open claims are scored anew in the background."""
        change_choice(by=self.current_user, changes=self.read_body(LearningChangeSerializer))
        return self._learning_response()

    def _learning_response(self) -> Response:
        row = find_weights_in_use()
        learning = {
            "readiness": get_readiness(),
            "weights": row.weights_id if row else None,
            "follows": row.follows if row else True,
            "rescoring": row is not None and row.rescored_up_to is not None,
            "changed_by": row.changed_by if row else None,
            "changed_at": row.changed_at if row else None,
            "versions": list_versions(),
        }
        return self.render(learning, LearningSerializer)
