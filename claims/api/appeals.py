"""Appeals: objections to the dismissal of a claim, and their answers."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.account import PersonSerializer
from claims.api.inputs import ModelInput
from claims.api.resources import Resource
from claims.models import Appeal
from claims.selectors.appeals import list_appeals_of_user
from claims.services.appeals import appeal_dismissal, close_appeal


class AppealSerializer(serializers.ModelSerializer[Appeal]):
    """Why somebody says that a claim should not have been dismissed, and what became of it."""

    claim = serializers.IntegerField(source="claim_id")
    claim_text = serializers.CharField(source="claim.text")
    by = PersonSerializer()

    class Meta:
        model = Appeal
        fields = ("id", "claim", "claim_text", "by", "reason", "created", "closed", "outcome", "note")


class NewAppealSerializer(ModelInput):
    """Why it should be checked."""

    class Meta:
        model = Appeal
        fields = ("reason",)


class AppealOutcomeSerializer(ModelInput):
    """What becomes of an objection; whoever objected reads the note."""

    outcome = serializers.ChoiceField(choices=Appeal.Outcome.choices)

    class Meta:
        model = Appeal
        fields = ("outcome", "note")


class AppealsResource(Resource):
    """Objections to dismissals."""

    abilities = {"list": "dismissals.appeal", "create": "dismissals.appeal", "close": "appeals.close"}

    @extend_schema(operation_id="appeals_list", summary="My objections", responses=AppealSerializer(many=True))
    def list(self, request: Request) -> Response:
        """Your own objections, newest first, with what became of them."""
        return self.render_page(list_appeals_of_user(self.current_user), AppealSerializer)

    @extend_schema(
        operation_id="claims_appeal",
        summary="Object to a dismissal",
        request=NewAppealSerializer,
        responses={201: AppealSerializer},
    )
    def create(self, request: Request, claim_id: int) -> Response:
        """Say why a claim should not have been dismissed: one of an article that you handed in, or as an editor any."""
        made = appeal_dismissal(claim_id=claim_id, by=self.current_user, **self.read_body(NewAppealSerializer))
        return self.render(made, AppealSerializer, 201)

    @extend_schema(
        operation_id="appeals_close",
        summary="Answer an objection",
        request=AppealOutcomeSerializer,
        responses={200: AppealSerializer},
    )
    def close(self, request: Request, appeal_id: int) -> Response:
        """Uphold an objection, which sends the claim back to triage, or not."""
        answered = close_appeal(
            appeal_id=appeal_id, moderator=self.current_user, **self.read_body(AppealOutcomeSerializer)
        )
        return self.render(answered, AppealSerializer)
