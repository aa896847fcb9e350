"""Contests: objections to the dismissal of a claim, and their answers."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.access import Resource
from claims.api.inputs import ModelInput
from claims.api.people import PersonSerializer
from claims.models import Contest
from claims.selectors import contests as reading
from claims.services import contests as desk


class ContestSerializer(serializers.ModelSerializer[Contest]):
    """Why somebody says that a claim should not have been dismissed, and what became of it."""

    claim = serializers.IntegerField(source="claim_id")
    claim_text = serializers.CharField(source="claim.text")
    by = PersonSerializer()

    class Meta:
        model = Contest
        fields = ("id", "claim", "claim_text", "by", "reason", "created", "closed", "outcome", "note")


class ObjectionSerializer(ModelInput):
    """Why it should be checked."""

    class Meta:
        model = Contest
        fields = ("reason",)


class AnswerSerializer(ModelInput):
    """What becomes of an objection; whoever objected reads the note."""

    outcome = serializers.ChoiceField(choices=Contest.Outcome.choices)

    class Meta:
        model = Contest
        fields = ("outcome", "note")


class Contests(Resource):
    """Objections to dismissals."""

    abilities = {"list": "dismissals.appeal", "create": "dismissals.appeal", "close": "appeals.close"}

    @extend_schema(operation_id="contests_list", summary="My objections", responses=ContestSerializer(many=True))
    def list(self, request: Request) -> Response:
        """Your own objections, newest first, with what became of them."""
        return self.page(reading.of_user(self.person), ContestSerializer)

    @extend_schema(
        operation_id="claims_contest",
        summary="Object to a dismissal",
        request=ObjectionSerializer,
        responses={201: ContestSerializer},
    )
    def create(self, request: Request, claim_id: int) -> Response:
        """Say why a claim should not have been dismissed: one of an article that you handed in, or as an editor any."""
        made = desk.contest(claim_id=claim_id, by=self.person, **self.body(ObjectionSerializer))
        return self.answer(made, ContestSerializer, 201)

    @extend_schema(
        operation_id="contests_close",
        summary="Answer an objection",
        request=AnswerSerializer,
        responses={200: ContestSerializer},
    )
    def close(self, request: Request, contest_id: int) -> Response:
        """Uphold an objection, which sends the claim back to triage, or not."""
        answered = desk.close(contest_id=contest_id, moderator=self.person, **self.body(AnswerSerializer))
        return self.answer(answered, ContestSerializer)
