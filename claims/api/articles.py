"""Articles: submitted as text, file or URL, their reading status and their text."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import (
    OpenApiExample,
    OpenApiParameter,
    OpenApiResponse,
    PolymorphicProxySerializer,
    extend_schema,
)
from rest_framework import serializers
from rest_framework.parsers import BaseParser, MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from claims.api.article_serializers import (
    ArticleDetailSerializer,
    ArticleEditSerializer,
    ArticleSerializer,
    FileUploadSerializer,
    PastedTextSerializer,
    WebAddressSerializer,
)
from claims.api.inputs import takes_no_body
from claims.api.parsers import StrictJSONParser
from claims.api.preconditions import add_etag, read_expected_version
from claims.api.renderers import PlainTextRenderer
from claims.api.resources import Resource
from claims.api.submissions import SubmissionSerializer
from claims.intake.documents import MAX_FILE_BYTES
from claims.models import Article, Submission
from claims.permissions import allows
from claims.selectors.articles import get_article, list_articles
from claims.services.article_details import edit_article
from claims.services.articles import (
    reread_article,
    retry_article,
    set_article_reach,
    submit_text,
)
from claims.services.submissions import submit_file, submit_url

UNREAD_STATUSES = (Article.Status.RECEIVED, Article.Status.READING)
RETRY_AFTER_SECONDS = "2"


class ArticleQuerySerializer(serializers.Serializer[Any]):
    """Filters of the list of articles."""

    status = serializers.ChoiceField(choices=Article.Status.choices, required=False)


ARTICLE_EXAMPLES = [
    OpenApiExample(
        "text",
        {"text": "The mayor said on Monday that 300 trees were planted.", "title": "Trees for the town"},
        request_only=True,
        media_type="application/json",
    ),
    OpenApiExample("address", {"url": "https://news.example/trees"}, request_only=True, media_type="application/json"),
]

LOCATION_HEADER = OpenApiParameter(
    "Location",
    OpenApiTypes.URI,
    OpenApiParameter.HEADER,
    response=[200, 201, 202],
    description="The URL of the resource.",
)


class ArticlesResource(Resource):
    """Submitted articles."""

    abilities = {
        "list": "articles.see",
        "retrieve": "articles.see",
        "create": "articles.submit",
        "partial_update": "articles.edit",
    }

    def get_parsers(self) -> list[BaseParser]:
        """Files are submitted as forms; everything else is JSON."""
        is_submission = self.request is not None and self.request.method == "POST"
        return [StrictJSONParser(), *([MultiPartParser()] if is_submission else [])]

    @extend_schema(
        operation_id="articles_list",
        parameters=[ArticleQuerySerializer],
        responses=ArticleSerializer(many=True),
    )
    def list(self, request: Request) -> Response:
        """Return articles, newest first: all for editors, their own for contributors."""
        own = None if allows(self.current_user, "claims.see") else self.current_user
        return self.render_page(list_articles(user=own, **self.read_query(ArticleQuerySerializer)), ArticleSerializer)

    @extend_schema(
        operation_id="articles_create",
        summary="Submit an article",
        request={
            "application/json": PolymorphicProxySerializer(
                "Submission", [PastedTextSerializer, WebAddressSerializer], None
            ),
            "multipart/form-data": FileUploadSerializer,
        },
        responses={
            201: OpenApiResponse(ArticleDetailSerializer, "The article is new and waits to be read."),
            202: OpenApiResponse(SubmissionSerializer, "The file or URL waits for a worker, which makes the article."),
            200: OpenApiResponse(
                ArticleDetailSerializer,
                "The desk has this text or URL; that article is returned. `offered` are details that it lacks.",
            ),
        },
        parameters=[LOCATION_HEADER],
        examples=ARTICLE_EXAMPLES,
    )
    def create(self, request: Request) -> Response:
        """Submit an article as text, as a file or by its URL, then poll `status` until it is `read`.

        A text is an article at once. A file or a new URL is a submission first: poll `state` at the URL in `Location`
        until it is `stored` with its `article`, or `failed` with its `error`.
        """
        data, by = request.data, self.current_user
        if request.content_type.startswith("multipart/"):
            form = self.read_body(FileUploadSerializer)
            file = form.pop("file")
            content = file.read(MAX_FILE_BYTES + 1)
            return self._render_submission(submit_file(name=file.name, data=content, by=by, **form))
        if isinstance(data, Mapping) and "text" in data:
            article, is_new = submit_text(by=by, **self.read_body(PastedTextSerializer))
            return self._render_article(article, is_new=is_new)
        return self._render_submission(submit_url(by=by, **self.read_body(WebAddressSerializer)))

    def _render_article(self, article: Article, *, is_new: bool) -> Response:
        where = reverse("api:article", args=[article.pk], request=self.request)
        return self.render(article, ArticleDetailSerializer, 201 if is_new else 200, where)

    def _render_submission(self, submission: Submission) -> Response:
        if submission.article:
            return self._render_article(submission.article, is_new=False)
        where = reverse("api:submission", args=[submission.pk], request=self.request)
        return self.render(submission, SubmissionSerializer, 202, where)

    @extend_schema(operation_id="articles_retrieve", responses=ArticleDetailSerializer)
    def retrieve(self, request: Request, article_id: int) -> Response:
        """Return an article. Until it has been read, `Retry-After` gives the seconds to wait."""
        article = get_article(article_id, user=self.current_user)
        response = add_etag(self.render(article, ArticleDetailSerializer), article.version)
        if article.status in UNREAD_STATUSES:
            response["Retry-After"] = RETRY_AFTER_SECONDS
        return response

    @extend_schema(
        operation_id="articles_edit",
        summary="Edit details",
        request=ArticleEditSerializer,
        responses={200: ArticleDetailSerializer},
    )
    def partial_update(self, request: Request, article_id: int) -> Response:
        """Change details of an article, based on the version you saw; or its reach, which needs no version.

        A new day of publication gives the claims new dates; a new speaker or language gives a new reading to compare.
        Claims whose verdict is published keep theirs; while a verdict is submitted, what it shows cannot change.
        """
        data, by = self.read_body(ArticleEditSerializer), self.current_user
        details = {name: value for name, value in data.items() if name in Article.DETAILS}
        if details:
            current = get_article(article_id, text=False).version
            version = read_expected_version(request, data, current=current)
            edit_article(article_id=article_id, editor=by, version=version, details=details)
        if "reach" in data:
            set_article_reach(article_id=article_id, by=by, reach=data["reach"])
        article = get_article(article_id)
        return add_etag(self.render(article, ArticleDetailSerializer), article.version)


class ArticleTextResource(Resource):
    """The exact text of an article."""

    abilities = {"retrieve": "articles.see"}
    renderer_classes = [PlainTextRenderer]

    @extend_schema(operation_id="articles_text", responses={(200, "text/plain"): OpenApiTypes.STR})
    def retrieve(self, request: Request, article_id: int) -> HttpResponse:
        """Return the text that the anchors of this article refer to, in UTF-8."""
        article = get_article(article_id, user=self.current_user)
        return HttpResponse(article.text, content_type="text/plain; charset=utf-8")


class ArticleRereadResource(Resource):
    """Reading an article again."""

    abilities = {"create": "articles.reread"}

    @extend_schema(
        operation_id="articles_reread", summary="Read again", request=None, responses={200: ArticleSerializer}
    )
    @takes_no_body
    def create(self, request: Request, article_id: int) -> Response:
        """Read an article again with the current pipeline; its claims change once you accept the newer reading."""
        return self.render(reread_article(article_id=article_id, editor=self.current_user), ArticleSerializer)


class ArticleRetryResource(Resource):
    """Retrying a failed reading."""

    abilities = {"create": "articles.retry"}

    @extend_schema(
        operation_id="articles_retry", summary="Retry reading", request=None, responses={200: ArticleSerializer}
    )
    @takes_no_body
    def create(self, request: Request, article_id: int) -> Response:
        """Give an article that could not be read three more attempts."""
        return self.render(retry_article(article_id=article_id, moderator=self.current_user), ArticleSerializer)
