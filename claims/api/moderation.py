"""Moderation: the open cases, and who holds them."""

from typing import Any

from drf_spectacular.utils import OpenApiResponse, extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from claims.api.account import PersonSerializer
from claims.api.appeals import AppealSerializer
from claims.api.enum_choices import CASE_KINDS
from claims.api.inputs import Input, takes_no_body
from claims.api.list_rows import AddressField
from claims.api.rating_fields import RATING_HELP
from claims.api.reports import ReportSerializer
from claims.api.resources import Resource
from claims.api.revisits import RevisitSerializer
from claims.api.strict_fields import StrictBooleanField
from claims.models import Article, Case, Claim, Translation, Verdict
from claims.selectors.cases import count_cases_by_kind, get_case, list_open_cases
from claims.services.cases import hold_case, hold_next_case, release_case


class WaitingClaimSerializer(serializers.ModelSerializer[Claim]):
    """The claim of a verdict that waits for moderation."""

    href = serializers.HyperlinkedIdentityField(view_name="api:claim", lookup_url_kwarg="claim_id")

    class Meta:
        model = Claim
        fields = ("id", "href", "text", "status", "version")


class WaitingVerdictSerializer(serializers.ModelSerializer[Verdict]):
    """A verdict that waits for approval or publication."""

    claim = WaitingClaimSerializer()
    rating = serializers.CharField(help_text=RATING_HELP)
    author = PersonSerializer()
    approved_by = PersonSerializer(allow_null=True)

    class Meta:
        model = Verdict
        fields = (
            "claim", "revision", "rating", "rating_words", "summary", "author", "submitted", "approved", "approved_by",
        )  # fmt: skip


class FailedArticleSerializer(serializers.ModelSerializer[Article]):
    """An article that could not be read."""

    href = serializers.HyperlinkedIdentityField(view_name="api:article", lookup_url_kwarg="article_id")

    class Meta:
        model = Article
        fields = ("id", "href", "title", "error", "created")


class WaitingTranslationSerializer(serializers.ModelSerializer[Translation]):
    """A translation that waits for approval, or for a correction of its original."""

    href = AddressField(
        "api:claim-translation", columns={"claim_id": "claim_id", "language": "language"}, help_text="Its URL."
    )
    author = PersonSerializer()

    class Meta:
        model = Translation
        fields = ("claim", "language", "href", "summary", "author", "submitted", "behind_since")


class CaseSerializer(serializers.ModelSerializer[Case]):
    """A case for a moderator, about one of `verdict`, `report`, `article`, `appeal`, `revisit` and `translation`.

    The others are null.

    `rank` 0 is for what readers see now, such as reports and corrections; these cases come first.
    """

    href = serializers.HyperlinkedIdentityField(view_name="api:case", lookup_url_kwarg="case_id")
    kind = serializers.ChoiceField(choices=CASE_KINDS)
    holder = serializers.SerializerMethodField(help_text="The moderator who holds it now; null if nobody does.")
    verdict = WaitingVerdictSerializer(allow_null=True)
    report = ReportSerializer(allow_null=True)
    article = FailedArticleSerializer(allow_null=True)
    appeal = AppealSerializer(allow_null=True)
    revisit = RevisitSerializer(allow_null=True)
    translation = WaitingTranslationSerializer(allow_null=True)

    class Meta:
        model = Case
        fields = (
            "id", "href", "kind", "rank", "since", "closed", "holder", "held_until",
            "verdict", "report", "article", "appeal", "revisit", "translation",
        )  # fmt: skip

    @extend_schema_field(PersonSerializer(allow_null=True))
    def get_holder(self, case: Case) -> Any:
        """Return the holder; an expired hold does not count."""
        return PersonSerializer(case.holder).data if case.is_held else None


class CaseQuerySerializer(serializers.Serializer[Any]):
    """Filters of the list of cases."""

    kind = serializers.ChoiceField(choices=CASE_KINDS, required=False)


class NextCaseSerializer(Input):
    """The kind of case to hold; any kind if it is left out."""

    kind = serializers.ChoiceField(choices=CASE_KINDS, required=False)


class CaseHoldSerializer(Input):
    """`over` takes the case from the moderator who holds it."""

    over = StrictBooleanField(required=False, default=False)


class CaseCountsSerializer(serializers.Serializer[dict[str, int]]):
    """The number of open cases of each kind; 1,001 stands for more than 1,000."""

    verdict = serializers.IntegerField()
    publish = serializers.IntegerField()
    report = serializers.IntegerField()
    reading = serializers.IntegerField()
    appeal = serializers.IntegerField()
    change = serializers.IntegerField()
    translation = serializers.IntegerField()


class CasesResource(Resource):
    """Open cases and their holders."""

    abilities = dict.fromkeys(("list", "counts", "hold_next", "retrieve", "hold", "release"), "moderation.see")

    @extend_schema(
        operation_id="moderation_list",
        summary="Open cases",
        parameters=[CaseQuerySerializer],
        responses=CaseSerializer(many=True),
    )
    def list(self, request: Request) -> Response:
        """Return the open cases: what readers see now first, then the oldest."""
        return self.render_page(list_open_cases(self.read_query(CaseQuerySerializer).get("kind", "")), CaseSerializer)

    @extend_schema(operation_id="moderation_counts", summary="Number of open cases", responses=CaseCountsSerializer)
    def counts(self, request: Request) -> Response:
        """Return the number of open cases of each kind."""
        return self.render(count_cases_by_kind(self.current_user), CaseCountsSerializer)

    @extend_schema(
        operation_id="moderation_next",
        summary="Hold the next case",
        request=NextCaseSerializer,
        responses={200: CaseSerializer, 204: OpenApiResponse(description="No open case is left for you.")},
    )
    def hold_next(self, request: Request) -> Response:
        """Hold the first case that nobody holds and that you may decide."""
        case = hold_next_case(moderator=self.current_user, kind=self.read_body(NextCaseSerializer).get("kind", ""))
        if case is None:
            return Response(status=204)
        where = reverse("api:case", args=[case.pk], request=request)
        return self.render(get_case(case.pk), CaseSerializer, location=where)

    @extend_schema(operation_id="moderation_retrieve", summary="One case", responses=CaseSerializer)
    def retrieve(self, request: Request, case_id: int) -> Response:
        """Return a case, open or closed."""
        return self.render(get_case(case_id), CaseSerializer)

    @extend_schema(
        operation_id="moderation_hold",
        summary="Hold a case",
        request=CaseHoldSerializer,
        responses={200: CaseSerializer},
    )
    def hold(self, request: Request, case_id: int) -> Response:
        """Hold a case, or extend your hold. While you hold it, nobody else can decide it."""
        hold_case(case_id=case_id, moderator=self.current_user, **self.read_body(CaseHoldSerializer))
        return self.render(get_case(case_id), CaseSerializer)

    @extend_schema(
        operation_id="moderation_release", summary="Release a case", request=None, responses={200: CaseSerializer}
    )
    @takes_no_body
    def release(self, request: Request, case_id: int) -> Response:
        """Release a case that you hold."""
        release_case(case_id=case_id, moderator=self.current_user)
        return self.render(get_case(case_id), CaseSerializer)
