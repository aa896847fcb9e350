"""Requests: what readers ask the desk to check. In the house they are called tips."""

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
    """What a reader asked. `times` counts all that asked the same, `suggested` is the claim that may be meant."""

    decided_by = PersonSerializer(allow_null=True)

    class Meta:
        model = Tip
        fields = ("id", "text", "url", "reader_count", "state", "suggested_claim", "suggestion_score", "claim",
                  "article", "reason", "note", "created", "decided", "decided_by")  # fmt: skip


class NewTipSerializer(ModelInput):
    """What was said, where, and where to answer, if you like."""

    url = model_string(Tip, "url", required=False, allow_blank=True)

    class Meta:
        model = Tip
        fields = ("text", "url", "email")


class TipReceiptSerializer(serializers.ModelSerializer[Tip]):
    """What a reader gets: the address at which to see what becomes of it. It is a secret of theirs."""

    address = serializers.SerializerMethodField()

    class Meta:
        model = Tip
        fields = ("address", "created")

    def get_address(self, tip: Tip) -> str:
        """The page that says what became of it."""
        return reverse("tip_status", args=[tip.key], request=self.context["request"])


class TipQuerySerializer(serializers.Serializer[Any]):
    """Which requests are listed."""

    state = serializers.ChoiceField(choices=TIP_STATES, default=Tip.State.OPEN.value)


TIP_EXAMPLE = {"text": "The mayor says that 300 trees were planted.", "url": "https://paper.example/trees"}


class TipsResource(Resource):
    """What readers ask to have checked."""

    abilities = {"list": "tips.see"}

    def get_permissions(self) -> list[Any]:
        """Everybody may ask."""
        return [AllowAny()] if self.action == "create" else list(super().get_permissions())

    def get_throttles(self) -> list[BaseThrottle]:
        """Who asks is counted with those who report problems."""
        return [ReportThrottle()] if self.action == "create" else super().get_throttles()

    @extend_schema(
        operation_id="tips_list",
        summary="What readers asked",
        parameters=[TipQuerySerializer],
        responses=TipSerializer(many=True),
    )
    def list(self, request: Request) -> Response:
        """Requests, newest first; of those about the same thing the first alone. Addresses of readers are not told."""
        wanted = self.read_query(TipQuerySerializer)
        return self.render_page(list_tips_in_state(wanted["state"]), TipSerializer)

    @extend_schema(
        operation_id="tips_create",
        summary="Ask the desk to check something",
        request=NewTipSerializer,
        responses={201: TipReceiptSerializer},
        examples=[OpenApiExample("trees", TIP_EXAMPLE, request_only=True)],
    )
    def create(self, request: Request) -> Response:
        """Send what was said and where. An editor reads it; the answer's `address` tells what becomes of it."""
        by = request.user if isinstance(request.user, User) else None
        return self.render(submit_tip(by=by, **self.read_body(NewTipSerializer)), TipReceiptSerializer, 201)
