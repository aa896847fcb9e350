"""Plans: topic, assignee and deadline of a claim, and taking over its lease."""

from typing import Any

from django.utils.translation import gettext
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.claims import ClaimDetailSerializer, LeaseSerializer
from claims.api.inputs import takes_no_body
from claims.api.moves import VersionedSerializer
from claims.api.resources import Resource
from claims.bounds import LARGEST_BIGINT
from claims.models import Topic, User
from claims.models.lengths import length_limit
from claims.refusals import BadValue
from claims.selectors.claims import get_claim, get_claim_row
from claims.selectors.leases import open_lease
from claims.selectors.topics import find_topic, list_topics
from claims.selectors.users import find_user
from claims.services.plans import plan_claim
from claims.services.queue import take_over_claim


class TopicSerializer(serializers.ModelSerializer[Topic]):
    """A topic; the desk assigns it to claims that contain its `words`."""

    slug = serializers.CharField()
    words = serializers.ListField(child=serializers.CharField())

    class Meta:
        model = Topic
        fields = ("slug", "name", "words")


class TopicListSerializer(serializers.Serializer[dict[str, list[Topic]]]):
    """All topics, by name."""

    results = TopicSerializer(many=True)


class PlanSerializer(VersionedSerializer):
    """The fields to change: null clears a field, and fields that are left out do not change."""

    topic = serializers.SlugField(max_length=length_limit(Topic, "slug"), required=False, allow_null=True)
    assignee = serializers.IntegerField(
        min_value=1,
        max_value=LARGEST_BIGINT,
        required=False,
        allow_null=True,
        help_text="The id of the person who checks it.",
    )
    deadline = serializers.DateTimeField(required=False, allow_null=True)


class TopicsResource(Resource):
    """Topics of claims."""

    abilities = {"list_all": "queue.see"}

    @extend_schema(operation_id="topics_list", summary="Topics", responses=TopicListSerializer)
    def list_all(self, request: Request) -> Response:
        """Return the topics; the queue can be filtered by their `slug`."""
        return self.render({"results": list_topics()}, TopicListSerializer)


class PlanResource(Resource):
    """Topic, assignee and deadline of a claim."""

    abilities = {"partial_update": "queue.plan"}

    @extend_schema(
        operation_id="claims_plan",
        summary="Plan a claim",
        request=PlanSerializer,
        responses={200: ClaimDetailSerializer},
        examples=[
            OpenApiExample("deadline", {"topic": "health", "deadline": "2030-01-02T12:00:00Z"}, request_only=True)
        ],
    )
    def partial_update(self, request: Request, claim_id: int) -> Response:
        """Change the plan of a claim: editors for themselves, moderators for everybody."""
        changes = self.read_body(PlanSerializer)
        version = changes.pop("version", None)
        values = {
            name: VALUE_LOADERS[name](value) if value and name in VALUE_LOADERS else value
            for name, value in changes.items()
        }
        plan_claim(claim_id=claim_id, by=self.current_user, version=version, changes=values)  # type: ignore[arg-type]
        return self.render(get_claim(claim_id), ClaimDetailSerializer)


def _find_topic(slug: str) -> Topic:
    topic = find_topic(slug)
    if topic is None:
        raise BadValue(gettext("There is no topic with this slug."), field="topic")
    return topic


def _find_assignee(user_id: int) -> User:
    person = find_user(user_id)
    if person is None:
        raise BadValue(gettext("There is no person with this id."), field="assignee")
    return person


VALUE_LOADERS: dict[str, Any] = {"topic": _find_topic, "assignee": _find_assignee}
"""How the slugs and ids of a plan are looked up."""


class TakeOverResource(Resource):
    """Taking over a lease."""

    abilities = {"create": "queue.take_over"}

    @extend_schema(
        operation_id="claims_takeover", summary="Take over a claim", request=None, responses={200: LeaseSerializer}
    )
    @takes_no_body
    def create(self, request: Request, claim_id: int) -> Response:
        """Take over the lease of a claim with its draft."""
        take_over_claim(claim_id=claim_id, moderator=self.current_user)
        return self.render(open_lease(get_claim_row(claim_id)), LeaseSerializer)
