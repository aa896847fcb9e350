"""Claims: the list, and one claim with its appearances, lease and moves."""

from typing import Any

from django.http import HttpResponse
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from claims.api.account import PersonSerializer
from claims.api.appearances import AppearanceSerializer
from claims.api.enum_choices import ROLES, STATUSES
from claims.api.list_rows import AddressField, ListResource, Row
from claims.api.preconditions import add_etag
from claims.api.strict_fields import StrictCharField
from claims.bounds import LARGEST_BIGINT, SEARCH_CHARACTERS
from claims.checkworthiness_reasons import describe_reason
from claims.models import Claim, Lease, Topic
from claims.permissions import allowed_moves
from claims.selectors.claims import LoadedClaim, get_claim, list_claims, open_lease_of
from claims.selectors.situations import load_situation
from claims.workflow import MOVES, Move


class ReasonSerializer(serializers.Serializer[dict[str, Any]]):
    """One reason for the check-worthiness of a claim; the weights of all add up to the score at two decimals."""

    code = serializers.CharField()
    text = serializers.SerializerMethodField()
    parameters = serializers.DictField(
        child=serializers.CharField(), help_text="What fills the text: words of the claim, a name, a count."
    )
    weight = serializers.FloatField()

    def get_text(self, reason: dict[str, Any]) -> str:
        """Return the reason in words."""
        return describe_reason(reason)


def add_reason_texts(rows: list[Row]) -> list[Row]:
    """Add the texts of the reasons to rows of claims, in the language of the request."""
    for reason in (reason for row in rows for reason in row["reasons"]):
        reason["text"] = describe_reason(reason)
    return rows


class ClaimBriefSerializer(serializers.ModelSerializer[Claim]):
    """A claim without its appearances.

    `text` are the words of the article. `statement` stands alone; if it is empty, `statement_problem` says why.
    `goes_out` is when a publication or a withdrawal that waits goes out; null if none does.
    """

    href = serializers.HyperlinkedIdentityField(view_name="api:claim", lookup_url_kwarg="claim_id")
    reasons = ReasonSerializer(many=True)
    added_by = PersonSerializer(allow_null=True, help_text="The editor who added it; null if the desk detected it.")
    publication = AddressField(
        "api:publication",
        columns={"claim_id": "id"},
        unless_null="publication_id",
        help_text="The URL of its public verdict; null if it has none.",
    )
    topic: serializers.SlugRelatedField[Topic] = serializers.SlugRelatedField(
        slug_field="slug", read_only=True, allow_null=True
    )
    assignee = PersonSerializer(allow_null=True, help_text="The person assigned to check it.")

    class Meta:
        model = Claim
        fields: tuple[str, ...] = (
            "id", "href", "text", "statement", "statement_problem", "promise", "checkable", "status", "version",
            "checkworthiness", "reasons", "dismissal", "duplicate_of",
            "added_by", "publication", "topic", "assignee", "deadline", "goes_out", "reach", "tip_count", "priority",
            "created",
        )  # fmt: skip


class ClaimSerializer(ClaimBriefSerializer):
    """A claim with its appearances."""

    appearances = AppearanceSerializer(many=True)

    class Meta(ClaimBriefSerializer.Meta):
        fields = (*ClaimBriefSerializer.Meta.fields, "appearances")


class MoveSerializer(serializers.Serializer[Any]):
    """A move that you can make on this claim now."""

    name = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]
    target = serializers.ChoiceField(choices=STATUSES)
    role = serializers.ChoiceField(choices=ROLES)
    needs_reason = serializers.BooleanField()
    href = serializers.SerializerMethodField()

    def get_href(self, move: Move) -> str:
        """Return the URL that takes the POST."""
        claim_id, request = self.context["claim_id"], self.context["request"]
        return reverse(f"api:move-{move.name}", args=[claim_id], request=request)


class LeaseSerializer(serializers.ModelSerializer[Lease]):
    """Who is working on a claim, and until when."""

    editor = PersonSerializer()

    class Meta:
        model = Lease
        fields = ("editor", "taken", "expires")


class ClaimDetailSerializer(ClaimSerializer):
    """A claim with its lease and the moves that you can make now."""

    lease = serializers.SerializerMethodField()
    moves = serializers.SerializerMethodField()

    class Meta(ClaimSerializer.Meta):
        fields = (*ClaimSerializer.Meta.fields, "lease", "moves")

    @extend_schema_field(LeaseSerializer(allow_null=True))
    def get_lease(self, claim: LoadedClaim) -> Any:
        """Return the open lease; it may have expired."""
        lease = open_lease_of(claim)
        return LeaseSerializer(lease, context=self.context).data if lease else None

    @extend_schema_field(MoveSerializer(many=True))
    def get_moves(self, claim: LoadedClaim) -> Any:
        """Return the moves that you can make on this claim now."""
        user = self.context["request"].user
        situation = load_situation(user, claim, MOVES, lease=open_lease_of(claim))
        moves = allowed_moves(user, situation)
        return MoveSerializer(moves, many=True, context={**self.context, "claim_id": claim.pk}).data


class ClaimQuerySerializer(serializers.Serializer[Any]):
    """Filters of the list of claims."""

    status = serializers.ChoiceField(choices=STATUSES, required=False)
    article = serializers.IntegerField(min_value=1, max_value=LARGEST_BIGINT, required=False)
    text = StrictCharField(max_length=SEARCH_CHARACTERS, required=False, help_text="Words of the claim.")


class ClaimsResource(ListResource):
    """All claims."""

    abilities = {"list": "claims.see", "retrieve": "claims.see"}

    @extend_schema(operation_id="claims_list", parameters=[ClaimQuerySerializer], responses=ClaimSerializer(many=True))
    def list(self, request: Request) -> HttpResponse:
        """Return claims, newest first: with one status, of one article, or with certain words."""
        query = self.read_query(ClaimQuerySerializer)
        query["article_id"] = query.pop("article", None)
        return self.rows(list_claims(**query), ClaimSerializer, add_reason_texts)

    @extend_schema(operation_id="claims_retrieve", responses=ClaimDetailSerializer)
    def retrieve(self, request: Request, claim_id: int) -> Response:
        """Return a claim with its appearances, source chains, quantities and reasons, and the moves you can make."""
        claim = get_claim(claim_id)
        return add_etag(self.render(claim, ClaimDetailSerializer), claim.version)
