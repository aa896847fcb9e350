"""The queue: what waits, what is mine, the next one, and a lease prolonged."""

from django.http import HttpResponse
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from claims.api.access import Resource
from claims.api.claims import (
    ClaimBriefSerializer,
    ClaimDetailSerializer,
    ClaimList,
    ClaimSerializer,
    LeaseSerializer,
)
from claims.models import Assignment
from claims.selectors import claims, queue
from claims.services import queue as desk


class AssignmentSerializer(LeaseSerializer):
    """A lease with its claim."""

    claim = ClaimBriefSerializer()

    class Meta:
        model = Assignment
        fields = ("claim", "taken", "expires")


class AssignmentListSerializer(serializers.Serializer[dict[str, list[Assignment]]]):
    """Your running leases, newest first."""

    results = AssignmentSerializer(many=True)


class Queue(ClaimList):
    """Claims that wait to be checked."""

    abilities = {"list": "queue.see", "mine": "queue.see", "next": "queue.see"}

    @extend_schema(operation_id="queue_list", responses=ClaimSerializer(many=True))
    def list(self, request: Request) -> HttpResponse:
        """Claims that anybody may take, the highest priority first."""
        return self.listing(queue.in_order())

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
        lease = desk.take_next(editor=self.person)
        if lease is None:
            return Response(status=204)
        where = reverse("api:claim", args=[lease.claim_id], request=request)
        return self.answer(claims.detail(lease.claim_id), ClaimDetailSerializer, location=where)


class Renewal(Resource):
    """A lease that goes on."""

    abilities = {"create": "queue.see"}

    @extend_schema(
        operation_id="claims_renew", summary="Prolong my lease", request=None, responses={200: LeaseSerializer}
    )
    def create(self, request: Request, claim_id: int) -> Response:
        """Prolong your running lease on a claim. To give it back, make the move `release`."""
        return self.answer(desk.renew(claim_id=claim_id, editor=self.person), LeaseSerializer)
