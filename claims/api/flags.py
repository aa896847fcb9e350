"""Flags: problems that readers report, and what becomes of them."""

from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.access import Resource
from claims.api.inputs import ModelInput
from claims.api.people import PersonSerializer
from claims.api.publications import Public
from claims.api.throttles import Reports
from claims.models import Flag, User
from claims.selectors import moderation, publications
from claims.services import moderation as desk


class FlagSerializer(serializers.ModelSerializer[Flag]):
    """What somebody says is wrong with a published verdict."""

    claim = serializers.IntegerField(source="publication.claim_id")
    revision = serializers.IntegerField(source="publication.revision")
    reporter = PersonSerializer(allow_null=True)

    class Meta:
        model = Flag
        fields = ("id", "claim", "revision", "reason", "text", "email", "reporter", "created", "closed",
                  "outcome", "note")  # fmt: skip


class ReportSerializer(ModelInput):
    """What is wrong, and where to answer, if you like."""

    class Meta:
        model = Flag
        fields = ("reason", "text", "email")


class ReceiptSerializer(serializers.ModelSerializer[Flag]):
    """What a reader gets: the number of the report."""

    class Meta:
        model = Flag
        fields = ("id", "reason", "created")


class ClosingSerializer(ModelInput):
    """What became of a report."""

    outcome = serializers.ChoiceField(choices=Flag.Outcome.choices)

    class Meta:
        model = Flag
        fields = ("outcome", "note")


class Reporting(Public):
    """Reports of readers."""

    throttle_classes = [Reports]

    @extend_schema(
        operation_id="publications_report",
        summary="Report a problem",
        request=ReportSerializer,
        responses={201: ReceiptSerializer},
        examples=[OpenApiExample("outdated", {"reason": "outdated", "text": "A new count is out."}, request_only=True)],
    )
    def create(self, request: Request, claim_id: int) -> Response:
        """Say what is wrong with a published verdict; the moderators see it."""
        reporter = request.user if isinstance(request.user, User) else None
        report = self.body(ReportSerializer)
        flag = desk.report(publication=publications.newest(claim_id), reporter=reporter, **report)
        return self.answer(flag, ReceiptSerializer, 201)


class Flags(Resource):
    """Reports that wait for an answer."""

    abilities = {"list": "moderation.see", "close": "reports.close"}

    @extend_schema(operation_id="flags_list", summary="Open reports", responses=FlagSerializer(many=True))
    def list(self, request: Request) -> Response:
        """What readers reported and nobody has answered, oldest first."""
        return self.page(moderation.open_flags(), FlagSerializer)

    @extend_schema(
        operation_id="flags_close",
        summary="Close a report",
        request=ClosingSerializer,
        responses={200: FlagSerializer},
    )
    def close(self, request: Request, flag_id: int) -> Response:
        """Say what became of a report."""
        flag = desk.close_flag(flag_id=flag_id, moderator=self.person, **self.body(ClosingSerializer))
        return self.answer(flag, FlagSerializer)
