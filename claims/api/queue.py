"""The queue: what waits, what is mine, the next one, and a lease prolonged."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import orjson
from django.http import HttpResponse
from django.utils import timezone
from drf_spectacular.utils import OpenApiResponse, extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from claims.api.access import Resource
from claims.api.choices import STATUSES
from claims.api.claims import ClaimBriefSerializer, ClaimDetailSerializer, LeaseSerializer
from claims.api.fields import String
from claims.api.lists import Rows
from claims.api.pagination import LARGEST
from claims.api.people import PersonSerializer
from claims.models import Assignment, Claim, Topic
from claims.priority import PARTS, Ranked, Reason, Weights, reasons
from claims.selectors import claims, facts, filters, queries, queue, rows
from claims.selectors.filters import Filter
from claims.selectors.rows import Waiting
from claims.services import queue as desk

PLACE = {"limit", "cursor"}
"""What turns the pages and asks for no other claims."""


class AssignmentSerializer(LeaseSerializer):
    """A lease with its claim."""

    claim = ClaimBriefSerializer()

    class Meta:
        model = Assignment
        fields = ("claim", "taken", "expires")


class AssignmentListSerializer(serializers.Serializer[dict[str, list[Assignment]]]):
    """Your running leases, newest first."""

    results = AssignmentSerializer(many=True)


class PartSerializer(serializers.Serializer[Reason]):
    """What gives a claim points, and how many."""

    code = serializers.ChoiceField(choices=[(part.code, part.label) for part in PARTS])
    text = serializers.CharField()
    points = serializers.FloatField()


class FirstPlaceSerializer(serializers.Serializer[Any]):
    """Where a claim was found first, and who is said to have made it and passed it on."""

    article = serializers.IntegerField()
    title = serializers.CharField()
    sources = serializers.ListField(child=serializers.CharField())


class QueueClaimSerializer(serializers.ModelSerializer[Claim]):
    """A claim in its place: `priority` orders the queue, `parts` say where its points come from at this moment."""

    href = serializers.HyperlinkedIdentityField(view_name="api:claim", lookup_url_kwarg="claim_id")
    topic: serializers.SlugRelatedField[Topic] = serializers.SlugRelatedField(
        slug_field="slug", read_only=True, allow_null=True
    )
    assignee = PersonSerializer(allow_null=True)
    parts = serializers.SerializerMethodField()
    first = serializers.SerializerMethodField()

    class Meta:
        model = Claim
        fields = ("id", "href", "text", "status", "version", "checkworthiness", "priority", "parts", "topic",
                  "deadline", "assignee", "reach", "asked", "first", "created")  # fmt: skip

    @extend_schema_field(PartSerializer(many=True))
    def get_parts(self, claim: Claim) -> Any:
        """The parts that are not 0."""
        return _parts(claim, self.context["weights"], self.context["now"])

    @extend_schema_field(FirstPlaceSerializer)
    def get_first(self, claim: Claim) -> Any:
        """The article and the chain of its first place."""
        place = facts.place_of(claim)
        names = [link.source.name for link in place.attributions.all()]
        return {"article": place.article_id, "title": place.article.title, "sources": names}


class QueueQuerySerializer(serializers.Serializer[Any]):
    """Which claims the queue shows; all parts that are given hold at once."""

    article = serializers.IntegerField(min_value=1, max_value=LARGEST, required=False)
    source = String(  # type: ignore[assignment]
        max_length=queries.NAME, required=False, help_text="The name of who asserts it or relays it."
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
    days = serializers.ChoiceField(choices=queries.DAYS, required=False, help_text="It came in within so many days.")
    topic = serializers.SlugField(max_length=60, required=False, help_text="A slug, or `none`.")
    state = serializers.ChoiceField(choices=STATUSES, default=filters.QUEUED)

    def get_fields(self) -> dict[str, Any]:
        """With `from`, which is a word of Python's."""
        first = serializers.DateField(required=False, help_text="The first day on which it came in.")
        return {**super().get_fields(), "from": first}


def _asked(given: dict[str, Any]) -> Filter:
    parts = {name: given[name] for name in ("article", "source", "assignee", "topic", "state", "days") if name in given}
    number = queries.number(given.get("number", ""))
    return Filter(since=given.get("from"), until=given.get("to"), number=number, **parts)


def _rows(ids: Sequence[int], address: str) -> list[str]:
    waiting, weighed = rows.waiting(ids, claims=address)
    now = timezone.now()
    return [_row(each, weighed, now) for each in waiting]


def _row(claim: Waiting, weighed: Weights, now: datetime) -> str:
    """A row of the queue as JSON, with where its points come from at this moment."""
    parts = orjson.dumps(_parts(claim, weighed, now)).decode()
    return f'{claim.row[:-1]},"parts":{parts}}}'


def _parts(claim: Ranked, weighed: Weights, now: datetime) -> list[dict[str, Any]]:
    return [{"code": each.code, "text": each.text, "points": each.points} for each in reasons(claim, weighed, now)]


class Queue(Rows):
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
        asked = _asked(self.query(QueueQuerySerializer)) if request.query_params.keys() - PLACE else Filter()
        address = self.address("claims")
        return self.listing(filters.found(asked, self.person).claims, lambda ids: _rows(ids, address))

    @extend_schema(operation_id="queue_mine", summary="My claims", responses=AssignmentListSerializer)
    def mine(self, request: Request) -> Response:
        """The claims that are leased to you now."""
        return self.answer({"results": queue.mine(self.person)}, AssignmentListSerializer)

    @extend_schema(
        operation_id="queue_next",
        summary="Take the next claim",
        request=None,
        responses={200: ClaimDetailSerializer, 204: OpenApiResponse(description="Nothing waits.")},
    )
    def next(self, request: Request) -> Response:
        """Lease the first free claim to you; nobody else gets it until the lease ends."""
        event = desk.take_next(editor=self.person)
        if event is None or event.claim_id is None:
            return Response(status=204)
        where = reverse("api:claim", args=[event.claim_id], request=request)
        return self.answer(claims.detail(event.claim_id), ClaimDetailSerializer, location=where)


class Renewal(Resource):
    """A lease that goes on."""

    abilities = {"create": "queue.see"}

    @extend_schema(
        operation_id="claims_renew", summary="Prolong my lease", request=None, responses={200: LeaseSerializer}
    )
    def create(self, request: Request, claim_id: int) -> Response:
        """Prolong your running lease on a claim. To give it back, make the move `release`."""
        return self.answer(desk.renew(claim_id=claim_id, editor=self.person), LeaseSerializer)
