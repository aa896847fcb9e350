"""Matches: fact-checks that may be about a claim, and the judgements of editors."""

from collections.abc import Callable
from typing import Any

from drf_spectacular.utils import OpenApiExample, extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.account import PersonSerializer
from claims.api.enum_choices import QUANTITY_KINDS, REASON_CODES, RELATION_KIND_CHOICES
from claims.api.inputs import Input, takes_no_body
from claims.api.resources import Resource
from claims.api.switches import SwitchResource, make_switches
from claims.models import Event, FactCheck, Match
from claims.nlp.comparison import REASONS_FOR, ComparisonReason
from claims.selectors.claims import get_claim
from claims.selectors.matches import get_match, list_matches, list_number_differences, list_reasons
from claims.services.matches import confirm_match, reject_match, reopen_match


class FactCheckSerializer(serializers.ModelSerializer[FactCheck]):
    """A fact-check as its ClaimReview describes it, ours or imported; unknown values are empty or null."""

    class Meta:
        model = FactCheck
        fields = ("publisher", "site", "url", "title", "claim_text", "claimant", "claimed", "reviewed", "rating",
                  "language", "archive")  # fmt: skip


class NumberRangeSerializer(serializers.Serializer[Any]):
    """A number or a range; null is an open end."""

    low = serializers.FloatField(allow_null=True)
    high = serializers.FloatField(allow_null=True)
    unit = serializers.CharField()
    modifier = serializers.CharField()
    kind = serializers.ChoiceField(choices=QUANTITY_KINDS)
    currency = serializers.CharField()


class DifferenceSerializer(serializers.Serializer[Any]):
    """A number of the claim, and the number of the fact-check in its place."""

    claim = NumberRangeSerializer(source="claim_number")
    fact_check = NumberRangeSerializer(source="fact_check_number")


class MatchReasonSerializer(serializers.Serializer[Any]):
    """Why the claims may be the same, or, `against`, why they may not be, with the words of both that show it."""

    code = serializers.ChoiceField(choices=REASON_CODES)
    ours = serializers.CharField(allow_blank=True)
    theirs = serializers.CharField(allow_blank=True)
    against = serializers.SerializerMethodField()

    def get_against(self, reason: ComparisonReason) -> bool:
        """Return whether the reason speaks against their being the same."""
        return reason.code not in REASONS_FOR


class MatchSerializer(serializers.ModelSerializer[Match]):
    """A fact-check that may be about the same claim, with the judgement of an editor.

    `score` is the similarity: 0 for nothing in common, about 1 for the same words. `relation` is what the claim is to
    the fact-check: suggested by what the desk has read of both, then confirmed by the editor.
    """

    fact_check = FactCheckSerializer()
    judged_by = PersonSerializer(allow_null=True)
    differences = serializers.SerializerMethodField()
    reasons = serializers.SerializerMethodField()

    class Meta:
        model = Match
        fields = ("id", "claim", "fact_check", "state", "relation", "score", "differences", "reasons", "judged_by",
                  "judged_at")  # fmt: skip

    @extend_schema_field(DifferenceSerializer(many=True))
    def get_differences(self, match: Match) -> Any:
        """Return the numbers that differ; if there are any, the fact-check may be about another claim."""
        return DifferenceSerializer(list_number_differences(match), many=True).data

    @extend_schema_field(MatchReasonSerializer(many=True))
    def get_reasons(self, match: Match) -> Any:
        """Return why the claims may be the same and why they may not be."""
        return MatchReasonSerializer(list_reasons(match), many=True).data


MATCH_EXAMPLE = OpenApiExample(
    "another number",
    {
        "id": 7,
        "claim": 3,
        "fact_check": {
            "publisher": "The Checkers",
            "site": "check.example",
            "url": "https://www.check.example/trees",
            "title": "We counted the trees",
            "claim_text": "The town planted 500 trees.",
            "claimant": "The mayor",
            "claimed": "2026-03-02",
            "reviewed": "2026-03-05",
            "rating": "Mostly true",
            "language": "en",
        },
        "state": "suggested",
        "relation": "number_differs",
        "score": 0.62,
        "differences": [
            {
                "claim": {"low": 300, "high": 300, "unit": "trees", "modifier": "", "kind": "exact", "currency": ""},
                "fact_check": {
                    "low": 500,
                    "high": 500,
                    "unit": "trees",
                    "modifier": "",
                    "kind": "exact",
                    "currency": "",
                },
            }
        ],
        "reasons": [
            {"code": "shared_words", "ours": "planted, trees", "theirs": "planted, trees", "against": False},
            {"code": "different_numbers", "ours": "300 trees", "theirs": "500 trees", "against": True},
        ],
        "judged_by": None,
        "judged_at": None,
    },
    response_only=True,
)


class ClaimMatchesResource(Resource):
    """The matches of a claim."""

    abilities = {"list": "claims.see"}

    @extend_schema(
        operation_id="matches_list",
        summary="Matching fact-checks",
        responses=MatchSerializer(many=True),
    )
    def list(self, request: Request, claim_id: int) -> Response:
        """Return the suggested and judged matches of a claim, the most similar first."""
        return self.render_page(list_matches(get_claim(claim_id)), MatchSerializer)


class MatchConfirmationSerializer(Input):
    """`relation` says what the claim is to the fact-check, if it is not what was suggested."""

    relation = serializers.ChoiceField(choices=RELATION_KIND_CHOICES, required=False)


class MatchConfirmationResource(Resource):
    """The confirmation of a match."""

    abilities = {"create": "matches.judge"}

    @extend_schema(
        operation_id="matches_confirm",
        summary="Confirm a match",
        request=MatchConfirmationSerializer,
        responses={200: MatchSerializer},
        examples=[MATCH_EXAMPLE],
    )
    def create(self, request: Request, match_id: int) -> Response:
        """Confirm a match as it was suggested or as `relation` says, and return it."""
        body = self.read_body(MatchConfirmationSerializer)
        confirm_match(match_id=match_id, editor=self.current_user, **body)
        return self.render(get_match(match_id), MatchSerializer)


class MatchJudgementResource(SwitchResource):
    """The rejection of a match, or its undoing."""

    abilities = {"create": "matches.judge"}

    @takes_no_body
    def create(self, request: Request, match_id: int) -> Response:
        """Judge a match and return it."""
        type(self).service(match_id=match_id, editor=self.current_user)
        return self.render(get_match(match_id), MatchSerializer)


MATCH_JUDGEMENTS: dict[str, tuple[Callable[..., Event | None], str]] = {
    "reject": (reject_match, "Reject a match"),
    "reopen": (reopen_match, "Undo a judgement"),
}
"""The service and the summary of each judgement."""


MATCH_RESOURCES: dict[str, type[Resource]] = {
    "confirm": MatchConfirmationResource,
    **make_switches(MatchJudgementResource, "matches", MATCH_JUDGEMENTS, MatchSerializer, [MATCH_EXAMPLE]),
}
"""A resource for each judgement."""
