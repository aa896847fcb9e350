"""Moderation: all that waits for a second person."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.access import Resource
from claims.api.flags import FlagSerializer
from claims.api.people import PersonSerializer
from claims.models import Article, Claim, Verdict
from claims.selectors import moderation
from claims.selectors.moderation import Board


class WaitingClaimSerializer(serializers.ModelSerializer[Claim]):
    """The claim that a waiting verdict is about."""

    href = serializers.HyperlinkedIdentityField(view_name="api:claim", lookup_url_kwarg="claim_id")

    class Meta:
        model = Claim
        fields = ("id", "href", "text", "status", "version")


class WaitingVerdictSerializer(serializers.ModelSerializer[Verdict]):
    """A verdict that waits for approval or publication."""

    claim = WaitingClaimSerializer()
    author = PersonSerializer()
    approved_by = PersonSerializer(allow_null=True)

    class Meta:
        model = Verdict
        fields = ("claim", "revision", "rating", "summary", "author", "submitted", "approved", "approved_by")


class FailedArticleSerializer(serializers.ModelSerializer[Article]):
    """An article that could not be read."""

    href = serializers.HyperlinkedIdentityField(view_name="api:article", lookup_url_kwarg="article_id")

    class Meta:
        model = Article
        fields = ("id", "href", "title", "error", "created")


class BoardSerializer(serializers.Serializer[Board]):
    """All that waits for a moderator, up to 50 of each."""

    count = serializers.IntegerField()
    waiting = WaitingVerdictSerializer(many=True)
    approved = WaitingVerdictSerializer(many=True)
    flags = FlagSerializer(many=True)
    failed = FailedArticleSerializer(many=True)


class Moderation(Resource):
    """What waits for a moderator."""

    abilities = {"retrieve": "moderation.see"}

    @extend_schema(operation_id="moderation", summary="What waits for a moderator", responses=BoardSerializer)
    def retrieve(self, request: Request) -> Response:
        """Verdicts to approve, verdicts to publish, open reports, and articles that could not be read."""
        return self.answer(moderation.board(), BoardSerializer)
