"""The queue: what waits, what is mine, the next one, and a lease prolonged."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F, OuterRef, Subquery
from django.db.models.expressions import Combinable
from django.http import HttpResponse
from django.utils import timezone
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from claims.api.account import PersonSerializer
from claims.api.claims import ClaimBriefSerializer, ClaimDetailSerializer, LeaseSerializer
from claims.api.enum_choices import STATUSES
from claims.api.list_rows import ListResource, Row, row_of
from claims.api.resources import Resource
from claims.api.strict_fields import StrictCharField
from claims.bounds import LARGEST_BIGINT
from claims.models import Appearance, Claim, Lease, Topic
from claims.models.lengths import length_limit
from claims.priority import PRIORITY_PARTS, PriorityReason, Weights, explain_priority
from claims.selectors.claims import get_claim
from claims.selectors.json_rows import rows_around
from claims.selectors.priority_weights import COLUMN
from claims.selectors.queue import list_own_leases
from claims.selectors.queue_filters import QUEUED_STATE, QueueFilter, filter_claims
from claims.selectors.queue_query_strings import DAY_CHOICES, MAX_SOURCE_CHARACTERS, parse_number_range
from claims.services import queue
from claims.services.queue import renew_lease

PAGING_PARAMETERS = {"limit", "cursor"}
"""What turns the pages and asks for no other claims."""


class LeaseWithClaimSerializer(LeaseSerializer):
    """A lease with its claim."""

    claim = ClaimBriefSerializer()

    class Meta:
        model = Lease
        fields = ("claim", "taken", "expires")


class LeaseListSerializer(serializers.Serializer[dict[str, list[Lease]]]):
    """Your running leases, newest first."""

    results = LeaseWithClaimSerializer(many=True)


class PriorityPartSerializer(serializers.Serializer[PriorityReason]):
    """What gives a claim points, and how many."""

    code = serializers.ChoiceField(choices=[(part.code, part.label) for part in PRIORITY_PARTS])
    text = serializers.CharField()
    points = serializers.FloatField()


class SourceNamesField(serializers.ListField):
    """The names of the source chain, from who asserts the claim to who relays it."""

    child = serializers.CharField()

    def as_expression(self, path: str) -> Combinable:
        """The names in SQL."""
        return rows_around(Appearance, "attributions", F("source__name"), path)


class FirstAppearanceSerializer(serializers.ModelSerializer[Appearance]):
    """Where a claim was found first, and who is said to have made it and passed it on."""

    article = serializers.IntegerField(source="article_id")
    title = serializers.CharField(source="article.title")
    sources = SourceNamesField()

    class Meta:
        model = Appearance
        fields = ("article", "title", "sources")

    def as_expression(self, path: str) -> Combinable:
        """The oldest appearance in SQL; "+ 0" keeps the planner from going through all appearances by their ids."""
        appearances = Appearance.objects.filter(claim=OuterRef(f"{path}pk")).order_by(F("id") + 0)
        return Subquery(appearances.values_list(row_of(self))[:1])


class PartsField(serializers.ListField):
    """Where the points come from. SQL gives the weights in force in its place, for `_with_parts`."""

    child = PriorityPartSerializer()

    def as_expression(self, path: str) -> Combinable:
        """The weights in force, null while nobody has set any."""
        return COLUMN


class QueueClaimSerializer(serializers.ModelSerializer[Claim]):
    """A claim in its place: `priority` orders the queue, `parts` say where its points come from at this moment."""

    href = serializers.HyperlinkedIdentityField(view_name="api:claim", lookup_url_kwarg="claim_id")
    topic: serializers.SlugRelatedField[Topic] = serializers.SlugRelatedField(
        slug_field="slug", read_only=True, allow_null=True
    )
    assignee = PersonSerializer(allow_null=True)
    parts = PartsField(read_only=True)
    first = FirstAppearanceSerializer(read_only=True)

    class Meta:
        model = Claim
        fields = ("id", "href", "text", "status", "version", "checkworthiness", "priority", "parts", "topic",
                  "deadline", "assignee", "reach", "tip_count", "first", "created")  # fmt: skip


class QueueQuerySerializer(serializers.Serializer[Any]):
    """Which claims the queue shows; all parts that are given hold at once."""

    article = serializers.IntegerField(min_value=1, max_value=LARGEST_BIGINT, required=False)
    source = StrictCharField(  # type: ignore[assignment]
        max_length=MAX_SOURCE_CHARACTERS, required=False, help_text="The name of who asserts it or relays it."
    )
    number = serializers.RegexField(
        r"^[0-9]{1,15}(\.[0-9]{1,6})?(-[0-9]{1,15}(\.[0-9]{1,6})?)?$",
        required=False,
        help_text="`7000`, or `7000-10000`.",
    )
    assignee = serializers.RegexField(
        r"^(me|nobody|[1-9][0-9]{0,17})$", required=False, help_text="The id of who shall check it, `me` or `nobody`."
    )
    to = serializers.DateField(required=False, help_text="The last day on which it came in.")
    days = serializers.ChoiceField(choices=DAY_CHOICES, required=False, help_text="It came in within so many days.")
    topic = serializers.SlugField(
        max_length=length_limit(Topic, "slug"), required=False, help_text="A slug, or `none`."
    )
    state = serializers.ChoiceField(choices=STATUSES, default=QUEUED_STATE)

    def get_fields(self) -> dict[str, Any]:
        """With `from`, which is a word of Python's."""
        first = serializers.DateField(required=False, help_text="The first day on which it came in.")
        return {**super().get_fields(), "from": first}


def _parse_filter(given: dict[str, Any]) -> QueueFilter:
    parts = {name: given[name] for name in ("article", "source", "assignee", "topic", "state", "days") if name in given}
    number = parse_number_range(given.get("number", ""))
    return QueueFilter(since=given.get("from"), until=given.get("to"), number=number, **parts)


@dataclass(slots=True)
class RankedRow:
    """What the points of a row of the queue are made of."""

    checkworthiness: float
    reach: int
    tip_count: int
    created: datetime
    deadline: datetime | None

    @classmethod
    def of(cls, row: Row) -> "RankedRow":
        """The values of a row as JSON has them."""
        created, deadline = datetime.fromisoformat(row["created"]), row["deadline"]
        until = datetime.fromisoformat(deadline) if deadline else None
        return cls(row["checkworthiness"], row["reach"], row["tip_count"], created, until)


def _with_parts(rows: list[Row]) -> list[Row]:
    """The rows with where their points come from at this moment."""
    now, in_force = timezone.now(), Weights(**rows[0]["parts"] or {}) if rows else Weights()
    return [{**row, "parts": _priority_parts(row, in_force, now)} for row in rows]


def _priority_parts(row: Row, in_force: Weights, now: datetime) -> list[Row]:
    given = explain_priority(RankedRow.of(row), in_force, now)
    return [{"code": code, "text": text, "points": points} for code, text, points in given]


class QueueResource(ListResource):
    """Claims that wait to be checked."""

    abilities = {"list": "queue.see", "mine": "queue.see", "next": "queue.see"}

    @extend_schema(
        operation_id="queue_list", parameters=[QueueQuerySerializer], responses=QueueClaimSerializer(many=True)
    )
    def list(self, request: Request) -> HttpResponse:
        """Claims that wait, the highest priority first; those in another `state` newest first.

        A filter by article, source, number, day, or by several things at once looks at the newest 1,000 claims of the
        narrowest of them.
        """
        asked = (
            _parse_filter(self.read_query(QueueQuerySerializer))
            if request.query_params.keys() - PAGING_PARAMETERS
            else QueueFilter()
        )
        claims_in_order = filter_claims(asked, self.current_user).claims
        return self.rows(claims_in_order, QueueClaimSerializer, _with_parts)

    @extend_schema(operation_id="queue_mine", summary="My claims", responses=LeaseListSerializer)
    def list_mine(self, request: Request) -> Response:
        """The claims that are leased to you now."""
        return self.render({"results": list_own_leases(self.current_user)}, LeaseListSerializer)

    @extend_schema(
        operation_id="queue_next",
        summary="Take the next claim",
        request=None,
        responses={200: ClaimDetailSerializer, 204: OpenApiResponse(description="Nothing waits.")},
    )
    def take_next(self, request: Request) -> Response:
        """Lease the first free claim to you; nobody else gets it until the lease ends."""
        event = queue.take_next_claim(editor=self.current_user)
        if event is None or event.claim_id is None:
            return Response(status=204)
        where = reverse("api:claim", args=[event.claim_id], request=request)
        return self.render(get_claim(event.claim_id), ClaimDetailSerializer, location=where)


class LeaseRenewalResource(Resource):
    """A lease that goes on."""

    abilities = {"create": "queue.see"}

    @extend_schema(
        operation_id="claims_renew", summary="Prolong my lease", request=None, responses={200: LeaseSerializer}
    )
    def create(self, request: Request, claim_id: int) -> Response:
        """Prolong your running lease on a claim. To give it back, make the move `release`."""
        return self.render(renew_lease(claim_id=claim_id, editor=self.current_user), LeaseSerializer)
