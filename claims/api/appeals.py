"""Appeals: objections to the dismissal of a claim, and the answers of moderators."""

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
    """An objection to the dismissal of a claim, with its outcome."""

    claim = serializers.IntegerField(source="claim_id")
    claim_text = serializers.CharField(source="claim.text")
    appellant = PersonSerializer()

    class Meta:
        model = Appeal
        fields = ("id", "claim", "claim_text", "appellant", "reason", "created", "closed", "outcome", "note")


class NewAppealSerializer(ModelInput):
    """Why the claim should be checked."""

    class Meta:
        model = Appeal
        fields = ("reason",)


class AppealOutcomeSerializer(ModelInput):
    """The answer to an appeal; the appellant reads the note.

    `upheld`: the objection is right, and the claim is reopened. `rejected`: the dismissal stands.
    """

    outcome = serializers.ChoiceField(choices=Appeal.Outcome.choices)

    class Meta:
        model = Appeal
        fields = ("outcome", "note")


class AppealsResource(Resource):
    """Appeals against dismissals."""

    abilities = {"list": "dismissals.appeal", "create": "dismissals.appeal", "close": "appeals.close"}

    @extend_schema(operation_id="appeals_list", summary="My appeals", responses=AppealSerializer(many=True))
    def list(self, request: Request) -> Response:
        """Return your own appeals with their outcomes, newest first."""
        return self.render_page(list_appeals_of_user(self.current_user), AppealSerializer)

    @extend_schema(
        operation_id="claims_appeal",
        summary="Appeal against a dismissal",
        request=NewAppealSerializer,
        responses={201: AppealSerializer},
    )
    def create(self, request: Request, claim_id: int) -> Response:
        """Object to a dismissal: contributors for claims of articles they submitted, editors for any claim."""
        appeal = appeal_dismissal(claim_id=claim_id, by=self.current_user, **self.read_body(NewAppealSerializer))
        return self.render(appeal, AppealSerializer, 201)

    @extend_schema(
        operation_id="appeals_close",
        summary="Answer an appeal",
        request=AppealOutcomeSerializer,
        responses={200: AppealSerializer},
    )
    def close(self, request: Request, appeal_id: int) -> Response:
        """Say whether the objection is right, so that the claim goes back to triage, or the dismissal stands."""
        appeal = close_appeal(
            appeal_id=appeal_id, moderator=self.current_user, **self.read_body(AppealOutcomeSerializer)
        )
        return self.render(appeal, AppealSerializer)
