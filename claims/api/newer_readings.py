"""The reading of an article by a newer version of the reader, before an editor accepts it."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.article_serializers import ArticleSerializer
from claims.api.inputs import takes_no_body
from claims.api.readings import ReadPartsSerializer
from claims.api.resources import Resource
from claims.refusals import require_found
from claims.selectors.articles import find_newer_reading, get_article
from claims.selectors.reading_changes import ReadingChange, ReadingChanges, compare_reading
from claims.services.articles import accept_reading


class ReadingChangeSerializer(serializers.Serializer[ReadingChange]):
    """A claim before and after: `before` is null if it is new, `after` if it is no longer found.

    A claim that somebody has worked on is `kept` as it is.
    """

    claim = serializers.IntegerField(source="claim_id", allow_null=True)
    before = ReadPartsSerializer(allow_null=True)
    after = ReadPartsSerializer(allow_null=True)
    kept = serializers.BooleanField()


class ReadingChangesSerializer(serializers.Serializer[ReadingChanges]):
    """What the newer reading changes; `pipeline` names the version of its reader."""

    pipeline = serializers.CharField()
    changed = ReadingChangeSerializer(many=True)
    added = ReadingChangeSerializer(many=True)
    gone = ReadingChangeSerializer(many=True)
    unchanged = serializers.IntegerField()


class NewerReadingResource(Resource):
    """The newer reading of an article."""

    abilities = {"retrieve": "articles.reread", "create": "articles.reread"}

    @extend_schema(
        operation_id="articles_newer_reading",
        summary="Changes of a newer reading",
        responses=ReadingChangesSerializer,
    )
    def retrieve(self, request: Request, article_id: int) -> Response:
        """Return what the newer reading changes; 404 if the article has no newer reading."""
        article = get_article(article_id, user=self.current_user)
        changes: Any = compare_reading(article, require_found(find_newer_reading(article)))
        return self.render(changes, ReadingChangesSerializer)

    @extend_schema(
        operation_id="articles_accept_reading",
        summary="Accept a newer reading",
        request=None,
        responses={200: ArticleSerializer},
    )
    @takes_no_body
    def create(self, request: Request, article_id: int) -> Response:
        """Replace the claims of the article by those of the newer reading. Claims that somebody worked on stay."""
        article = get_article(article_id, user=self.current_user, text=False)
        reading = require_found(find_newer_reading(article))
        accept_reading(article_id=article_id, reading_id=reading.pk, editor=self.current_user)
        return self.render(get_article(article_id, text=False), ArticleSerializer)
