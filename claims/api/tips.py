"""Tips: what readers ask the desk to check."""

from typing import Any

from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import serializers
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse
from rest_framework.throttling import BaseThrottle

from claims.api.account import PersonSerializer
from claims.api.enum_choices import TIP_STATES
from claims.api.inputs import ModelInput, model_string
from claims.api.resources import Resource
from claims.api.throttles import ReportThrottle
from claims.models import Tip, User
from claims.selectors.tips import list_tips_in_state
from claims.services.tips import submit_tip


class TipSerializer(serializers.ModelSerializer[Tip]):
    """A tip. `reader_count` counts the readers who sent the same, `suggested_claim` is the claim it may be about."""

    decided_by = PersonSerializer(allow_null=True)

    class Meta:
        model = Tip
        fields = ("id", "text", "url", "reader_count", "state", "suggested_claim", "suggestion_score", "claim",
                  "article", "reason", "note", "created", "decided", "decided_by")  # fmt: skip


class NewTipSerializer(ModelInput):
    """What to check, where it was found, and optionally an email address for the answer."""

    url = model_string(Tip, "url", required=False, allow_blank=True)

    class Meta:
        model = Tip
        fields = ("text", "url", "email")


class TipReceiptSerializer(serializers.ModelSerializer[Tip]):
    """The receipt for the reader: the secret URL of the status page."""

    address = serializers.SerializerMethodField()

    class Meta:
        model = Tip
        fields = ("address", "created")

    def get_address(self, tip: Tip) -> str:
        """Return the URL of the status page."""
        return reverse("tip_status", args=[tip.key], request=self.context["request"])


class TipQuerySerializer(serializers.Serializer[Any]):
    """Filters of the list of tips."""

    state = serializers.ChoiceField(choices=TIP_STATES, default=Tip.State.OPEN.value)


TIP_EXAMPLE = {"text": "The mayor says that 300 trees were planted.", "url": "https://paper.example/trees"}


class TipsResource(Resource):
    """Tips of readers."""

    abilities = {"list": "tips.see"}
    own_scope = "submit"

    def get_permissions(self) -> list[Any]:
        """Return the permissions; everybody may send a tip."""
        return [AllowAny()] if self.action == "create" else list(super().get_permissions())

    def get_throttles(self) -> list[BaseThrottle]:
        """Return the rate limits; tips count together with reports."""
        return [ReportThrottle()] if self.action == "create" else super().get_throttles()

    @extend_schema(
        operation_id="tips_list",
        summary="Tips",
        parameters=[TipQuerySerializer],
        responses=TipSerializer(many=True),
    )
    def list(self, request: Request) -> Response:
        """Return tips in one state, newest first, without duplicates. Email addresses are not included."""
        query = self.read_query(TipQuerySerializer)
        return self.render_page(list_tips_in_state(query["state"]), TipSerializer)

    @extend_schema(
        operation_id="tips_create",
        summary="Ask the desk to check something",
        request=NewTipSerializer,
        responses={201: TipReceiptSerializer},
        examples=[OpenApiExample("trees", TIP_EXAMPLE, request_only=True)],
    )
    def create(self, request: Request) -> Response:
        """Send a tip to the editors. The page at `address` shows what became of it."""
        by = request.user if isinstance(request.user, User) else None
        return self.render(submit_tip(by=by, **self.read_body(NewTipSerializer)), TipReceiptSerializer, 201)
