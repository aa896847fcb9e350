"""Matches: what may have been checked already, and what editors say to that."""

from collections.abc import Callable
from typing import Any, ClassVar

from drf_spectacular.utils import OpenApiExample, extend_schema, extend_schema_field, extend_schema_view
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.access import Resource
from claims.api.people import PersonSerializer
from claims.models import Event, Match, Review
from claims.selectors import claims
from claims.selectors import matches as reading
from claims.services import matches


class ReviewSerializer(serializers.ModelSerializer[Review]):
    """A fact-check as its ClaimReview describes it, somebody else's or ours; empty or null where it does not say."""

    class Meta:
        model = Review
        fields = ("publisher", "site", "url", "title", "claim_text", "claimant", "claimed", "reviewed", "rating",
                  "language")  # fmt: skip


class BoundedSerializer(serializers.Serializer[Any]):
    """A number or a range; null is an open end."""

    low = serializers.FloatField(allow_null=True)
    high = serializers.FloatField(allow_null=True)
    unit = serializers.CharField()
    modifier = serializers.CharField()


class DifferenceSerializer(serializers.Serializer[Any]):
    """A number of the claim (`here`), and the one that the review has in its place (`there`)."""

    here = BoundedSerializer()
    there = BoundedSerializer()


class MatchSerializer(serializers.ModelSerializer[Match]):
    """A review that may be about the same as a claim; `by` and `at` tell who judged that, and when.

    `score` runs from 0, nothing in common, to about 1, the same words.
    """

    review = ReviewSerializer()
    by = PersonSerializer(allow_null=True)
    differences = serializers.SerializerMethodField()

    class Meta:
        model = Match
        fields = ("id", "claim", "review", "state", "score", "differences", "by", "at")

    @extend_schema_field(DifferenceSerializer(many=True))
    def get_differences(self, match: Match) -> Any:
        """Numbers that differ: then the review is about another claim, however alike the words are."""
        return DifferenceSerializer(reading.differences(match), many=True).data


EXAMPLE = OpenApiExample(
    "another number",
    {
        "id": 7,
        "claim": 3,
        "review": {
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
        "score": 0.62,
        "differences": [
            {
                "here": {"low": 300, "high": 300, "unit": "trees", "modifier": ""},
                "there": {"low": 500, "high": 500, "unit": "trees", "modifier": ""},
            }
        ],
        "by": None,
        "at": None,
    },
    response_only=True,
)


class Matches(Resource):
    """What may have been checked already."""

    abilities = {"list": "claims.see"}

    @extend_schema(
        operation_id="matches_list",
        summary="Already checked?",
        responses=MatchSerializer(many=True),
    )
    def list(self, request: Request, claim_id: int) -> Response:
        """Reviews suggested for a claim and those judged already, the nearest first."""
        return self.page(reading.of_claim(claims.detail(claim_id)), MatchSerializer)


class Judgement(Resource):
    """What an editor says to a match."""

    abilities = {"create": "matches.judge"}
    service: ClassVar[Callable[..., Event | None]]

    def create(self, request: Request, match_id: int) -> Response:
        """Judge it; the answer is the match as it stands then."""
        type(self).service(match_id=match_id, editor=self.person)
        return self.answer(reading.detail(match_id), MatchSerializer)


JUDGEMENTS: dict[str, tuple[Callable[..., Event | None], str]] = {
    "confirm": (matches.confirm, "The review is about this very claim"),
    "reject": (matches.reject, "The review is about another claim"),
    "reopen": (matches.reopen, "Take a judgement back: it is a suggestion again"),
}
"""The service behind each address, and what it says."""


def _door(name: str) -> type[Judgement]:
    service, summary = JUDGEMENTS[name]
    described = extend_schema(
        operation_id=f"matches_{name}",
        summary=summary,
        request=None,
        responses={200: MatchSerializer},
        examples=[EXAMPLE],
    )
    door = type(f"Match_{name}", (Judgement,), {"service": staticmethod(service)})
    return extend_schema_view(create=described)(door)


DOORS: dict[str, type[Judgement]] = {name: _door(name) for name in JUDGEMENTS}
"""A view for each judgement."""
