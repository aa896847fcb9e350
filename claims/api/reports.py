"""Reports: problems in verdicts that readers report, and their outcomes."""

from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.account import PersonSerializer
from claims.api.inputs import ModelInput
from claims.api.publications import PublicResource
from claims.api.resources import Resource
from claims.api.throttles import ReportThrottle
from claims.models import Report, User
from claims.selectors.publications import get_newest_publication
from claims.selectors.reports import list_open_reports
from claims.services.reports import close_report, report_problem


class ReportSerializer(serializers.ModelSerializer[Report]):
    """A reader's report of a problem in a verdict."""

    claim = serializers.IntegerField(source="publication.claim_id")
    revision = serializers.IntegerField(source="publication.revision")
    reporter = PersonSerializer(allow_null=True)

    class Meta:
        model = Report
        fields = ("id", "claim", "revision", "reason", "text", "email", "reporter", "created", "closed",
                  "outcome", "note")  # fmt: skip


class NewReportSerializer(ModelInput):
    """The problem, and optionally an email address for the answer."""

    class Meta:
        model = Report
        fields = ("reason", "text", "email")


class ReportReceiptSerializer(serializers.ModelSerializer[Report]):
    """The receipt for the reader: the number of the report."""

    class Meta:
        model = Report
        fields = ("id", "reason", "created")


class ReportOutcomeSerializer(ModelInput):
    """The answer to a report.

    `upheld`: the reader is right, and the verdict has to be corrected or withdrawn. `rejected`: the verdict stands.
    """

    outcome = serializers.ChoiceField(choices=Report.Outcome.choices)

    class Meta:
        model = Report
        fields = ("outcome", "note")


class PublicReportsResource(PublicResource):
    """Reporting a problem."""

    throttle_classes = [ReportThrottle]

    @extend_schema(
        operation_id="publications_report",
        summary="Report a problem",
        request=NewReportSerializer,
        responses={201: ReportReceiptSerializer},
        examples=[OpenApiExample("outdated", {"reason": "outdated", "text": "A new count is out."}, request_only=True)],
    )
    def create(self, request: Request, claim_id: int) -> Response:
        """Report a problem in a published verdict to the moderators."""
        reporter = request.user if isinstance(request.user, User) else None
        body = self.read_body(NewReportSerializer)
        report = report_problem(publication=get_newest_publication(claim_id), reporter=reporter, **body)
        return self.render(report, ReportReceiptSerializer, 201)


class ReportsResource(Resource):
    """Open reports."""

    abilities = {"list": "moderation.see", "close": "reports.close"}

    @extend_schema(operation_id="reports_list", summary="Open reports", responses=ReportSerializer(many=True))
    def list(self, request: Request) -> Response:
        """Return the reports that nobody has closed, oldest first."""
        return self.render_page(list_open_reports(), ReportSerializer)

    @extend_schema(
        operation_id="reports_close",
        summary="Close a report",
        request=ReportOutcomeSerializer,
        responses={200: ReportSerializer},
    )
    def close(self, request: Request, report_id: int) -> Response:
        """Say whether the reader is right or the verdict stands. Correcting the verdict is a step of its own."""
        report = close_report(
            report_id=report_id, moderator=self.current_user, **self.read_body(ReportOutcomeSerializer)
        )
        return self.render(report, ReportSerializer)
