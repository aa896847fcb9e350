"""The queue: listing it, taking the next claim, and renewing a lease."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F, OuterRef, Subquery
from django.db.models.expressions import Combinable
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from claims.api.account import PersonSerializer
from claims.api.claims import (
    ClaimBriefSerializer,
    ClaimDetailSerializer,
    LeaseSerializer,
    ReasonSerializer,
    add_reason_texts,
)
from claims.api.enum_choices import PRIORITY_PART_CHOICES, STATUSES
from claims.api.inputs import takes_no_body
from claims.api.list_rows import ListResource, Row, row_of
from claims.api.resources import Resource
from claims.api.strict_fields import StrictCharField
from claims.bounds import LARGEST_BIGINT
from claims.models import Appearance, Claim, Lease, Topic
from claims.models.lengths import length_limit
from claims.priority import PriorityReason, Weights, explain_priority
from claims.refusals import BadValue
from claims.selectors.claims import get_claim
from claims.selectors.json_rows import rows_around
from claims.selectors.priority_weights import COLUMN
from claims.selectors.queue import list_own_leases
from claims.selectors.queue_filters import QUEUED_STATE, QueueFilter, filter_claims
from claims.selectors.queue_query_strings import (
    DAY_CHOICES,
    MAX_PERIOD_CHARACTERS,
    MAX_SOURCE_CHARACTERS,
    parse_number_range,
    parse_period,
)
from claims.services.queue import renew_lease, take_next_claim

PAGING_PARAMETERS = {"limit", "cursor"}
"""Parameters that do not filter."""


class LeaseWithClaimSerializer(LeaseSerializer):
    """A lease with its claim."""

    claim = ClaimBriefSerializer()

    class Meta:
        model = Lease
        fields = ("claim", "taken", "expires")


class LeaseListSerializer(serializers.Serializer[dict[str, list[Lease]]]):
    """Your current leases, newest first."""

    results = LeaseWithClaimSerializer(many=True)


class PriorityPartSerializer(serializers.Serializer[PriorityReason]):
    """One part of the priority of a claim, with its points."""

    code = serializers.ChoiceField(choices=PRIORITY_PART_CHOICES)
    text = serializers.CharField()
    points = serializers.FloatField()


class SourceNamesField(serializers.ListField):
    """The names of the source chain, from the source that asserts the claim to the last that relays it."""

    child = serializers.CharField()

    def as_expression(self, path: str) -> Combinable:
        """Return the names in SQL."""
        return rows_around(Appearance, "attributions", F("name"), path)


class FirstAppearanceSerializer(serializers.ModelSerializer[Appearance]):
    """The first appearance of a claim, with its source chain."""

    article = serializers.IntegerField(source="article_id")
    title = serializers.CharField(source="article.title")
    sources = SourceNamesField()

    class Meta:
        model = Appearance
        fields = ("article", "title", "sources", "assertion")

    def as_expression(self, path: str) -> Combinable:
        """Return the oldest appearance in SQL; "+ 0" keeps the planner from scanning all appearances by id."""
        appearances = Appearance.objects.filter(claim=OuterRef(f"{path}pk")).order_by(F("id") + 0)
        return Subquery(appearances.values_list(row_of(self))[:1])


class PartsField(serializers.ListField):
    """The parts of the priority. In SQL the current weights stand in for them, see `_with_parts`."""

    child = PriorityPartSerializer()

    def as_expression(self, path: str) -> Combinable:
        """Return the current weights; null while the desk uses the standard weights."""
        return COLUMN


class QueueClaimSerializer(serializers.ModelSerializer[Claim]):
    """A claim of the queue: `priority` is its position, `parts` explain its points at this moment."""

    href = serializers.HyperlinkedIdentityField(view_name="api:claim", lookup_url_kwarg="claim_id")
    topic: serializers.SlugRelatedField[Topic] = serializers.SlugRelatedField(
        slug_field="slug", read_only=True, allow_null=True
    )
    assignee = PersonSerializer(allow_null=True)
    reasons = ReasonSerializer(many=True)
    parts = PartsField(read_only=True)
    first = FirstAppearanceSerializer(read_only=True)

    class Meta:
        model = Claim
        fields = ("id", "href", "text", "statement", "promise", "checkable", "status", "version", "checkworthiness",
                  "reasons", "priority", "parts", "topic", "deadline", "assignee", "reach", "tip_count", "first",
                  "created")  # fmt: skip


class QueueQuerySerializer(serializers.Serializer[Any]):
    """Filters of the queue; all filters apply at once."""

    article = serializers.IntegerField(min_value=1, max_value=LARGEST_BIGINT, required=False)
    source = StrictCharField(  # type: ignore[assignment]
        max_length=MAX_SOURCE_CHARACTERS,
        required=False,
        help_text="A source that asserts or relays the claim.",
    )
    number = serializers.RegexField(
        r"^[0-9]{1,15}(\.[0-9]{1,6})?(-[0-9]{1,15}(\.[0-9]{1,6})?)?$",
        required=False,
        help_text="`7000`, or `7000-10000`.",
    )
    period = StrictCharField(
        max_length=MAX_PERIOD_CHARACTERS,
        required=False,
        help_text="A time that the claim mentions: `2023-05-01`, `2023-05`, `2023`, `2023-Q1`, `198X` or `2019/2021`.",
    )
    assignee = serializers.RegexField(
        r"^(me|nobody|[1-9][0-9]{0,17})$", required=False, help_text="The id of the assigned person, `me` or `nobody`."
    )
    to = serializers.DateField(required=False, help_text="The last day of arrival.")
    days = serializers.ChoiceField(choices=DAY_CHOICES, required=False, help_text="Arrived within this number of days.")
    topic = serializers.SlugField(
        max_length=length_limit(Topic, "slug"), required=False, help_text="The slug of a topic, or `none`."
    )
    state = serializers.ChoiceField(choices=STATUSES, default=QUEUED_STATE)

    def get_fields(self) -> dict[str, Any]:
        """Add `from`, which is a keyword in Python."""
        since = serializers.DateField(required=False, help_text="The first day of arrival.")
        return {**super().get_fields(), "from": since}


def _parse_filter(data: dict[str, Any]) -> QueueFilter:
    if "period" in data and parse_period(data["period"]) is None:
        raise BadValue(_("Enter a day, month, quarter, year, decade, or two of these."), field="period")
    parts = {
        name: data[name]
        for name in ("article", "source", "period", "assignee", "topic", "state", "days")
        if name in data
    }
    number = parse_number_range(data.get("number", ""))
    return QueueFilter(since=data.get("from"), until=data.get("to"), number=number, **parts)


@dataclass(slots=True)
class RankedRow:
    """The values from which the priority of a row is computed."""

    checkworthiness: float
    reasons: list[Row]
    checkable: bool
    reach: int
    tip_count: int
    created: datetime
    deadline: datetime | None

    @classmethod
    def from_row(cls, row: Row) -> "RankedRow":
        """Read the values from the JSON of a row."""
        created, deadline = datetime.fromisoformat(row["created"]), row["deadline"]
        until = datetime.fromisoformat(deadline) if deadline else None
        return cls(
            row["checkworthiness"], row["reasons"], row["checkable"], row["reach"], row["tip_count"], created, until
        )


def _with_parts(rows: list[Row]) -> list[Row]:
    """Add to each row the parts of its priority at this moment, and the texts of its reasons."""
    now, weights = timezone.now(), Weights(**rows[0]["parts"] or {}) if rows else Weights()
    return [{**row, "parts": _priority_parts(row, weights, now)} for row in add_reason_texts(rows)]


def _priority_parts(row: Row, weights: Weights, now: datetime) -> list[Row]:
    reasons = explain_priority(RankedRow.from_row(row), weights, now)
    return [{"code": code, "text": text, "points": points} for code, text, points in reasons]


class QueueResource(ListResource):
    """The queue of claims."""

    abilities = {"list": "queue.see", "list_mine": "queue.see", "take_next": "queue.see"}

    @extend_schema(
        operation_id="queue_list", parameters=[QueueQuerySerializer], responses=QueueClaimSerializer(many=True)
    )
    def list(self, request: Request) -> HttpResponse:
        """Return the queued claims, highest priority first; claims in another `state` come newest first.

        A filter by article, source, number, period or day, or a combination of filters, covers the newest 1,000 claims
        of its narrowest part.
        """
        queue_filter = (
            _parse_filter(self.read_query(QueueQuerySerializer))
            if request.query_params.keys() - PAGING_PARAMETERS
            else QueueFilter()
        )
        claims_in_order = filter_claims(queue_filter, self.current_user).claims
        return self.rows(claims_in_order, QueueClaimSerializer, _with_parts)

    @extend_schema(operation_id="queue_mine", summary="My claims", responses=LeaseListSerializer)
    def list_mine(self, request: Request) -> Response:
        """Return the claims that are leased to you now."""
        return self.render({"results": list_own_leases(self.current_user)}, LeaseListSerializer)

    @extend_schema(
        operation_id="queue_next",
        summary="Take the next claim",
        request=None,
        responses={200: ClaimDetailSerializer, 204: OpenApiResponse(description="The queue is empty.")},
    )
    @takes_no_body
    def take_next(self, request: Request) -> Response:
        """Lease the first free claim to you; nobody else can take it until the lease ends."""
        event = take_next_claim(editor=self.current_user)
        if event is None or event.claim_id is None:
            return Response(status=204)
        where = reverse("api:claim", args=[event.claim_id], request=request)
        return self.render(get_claim(event.claim_id), ClaimDetailSerializer, location=where)


class LeaseRenewalResource(Resource):
    """Renewing a lease."""

    abilities = {"create": "queue.see"}

    @extend_schema(
        operation_id="claims_renew", summary="Renew my lease", request=None, responses={200: LeaseSerializer}
    )
    @takes_no_body
    def create(self, request: Request, claim_id: int) -> Response:
        """Renew your current lease on a claim. To give the claim back, make the move `release`."""
        return self.render(renew_lease(claim_id=claim_id, editor=self.current_user), LeaseSerializer)
