"""Articles: handed in as text, file or address, followed while they are read, and their claims."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.utils.functional import lazy
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import (
    OpenApiExample,
    OpenApiParameter,
    OpenApiResponse,
    PolymorphicProxySerializer,
    extend_schema,
)
from rest_framework import serializers
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from claims import permissions
from claims.api.access import Resource
from claims.api.appearances import AppearanceSerializer
from claims.api.claims import ClaimBriefSerializer, ClaimDetailSerializer
from claims.api.fields import String
from claims.api.inputs import Input, model_string
from claims.api.parsers import JSON
from claims.api.people import PersonSerializer
from claims.api.renderers import PlainText
from claims.bounds import LARGEST_INTEGER
from claims.intake import documents
from claims.models import Article
from claims.models.lengths import length_limit
from claims.selectors import articles, claims
from claims.services import articles as desk
from claims.services import claims as triage
from claims.services.appearance_rows import PASSAGE_CHARACTERS

UNREAD = (Article.Status.RECEIVED, Article.Status.READING)
SECONDS_TO_READ = "2"
URL_CHARACTERS = length_limit(Article, "url")


class ArticleSerializer(serializers.ModelSerializer[Article]):
    """An article and how far its reading has come; `text` is where its text stands."""

    href = serializers.HyperlinkedIdentityField(view_name="api:article", lookup_url_kwarg="article_id")
    text = serializers.HyperlinkedIdentityField(view_name="api:article-text", lookup_url_kwarg="article_id")
    claims = serializers.HyperlinkedIdentityField(view_name="api:article-claims", lookup_url_kwarg="article_id")
    notes = serializers.ListField(child=serializers.CharField())
    submitted_by = PersonSerializer()

    class Meta:
        model = Article
        fields = ("id", "href", "title", "url", "publisher", "byline", "published", "language", "reach", "notes",
                  "status", "attempts", "error", "pipeline", "text", "text_sha256", "claims", "submitted_by",
                  "created")  # fmt: skip


class ReachSerializer(Input):
    """About how many people have seen an article."""

    reach = serializers.IntegerField(min_value=0, max_value=Article.MAX_REACH)


class SubmissionSerializer(Input):
    """What every way of handing in can say: about how many people have seen the article."""

    reach = serializers.IntegerField(min_value=0, max_value=Article.MAX_REACH, required=False)


class PastedTextSerializer(SubmissionSerializer):
    """An article as text. `url` is where it comes from; it is not fetched."""

    text = String(trim_whitespace=False, allow_blank=True)
    title = model_string(Article, "title", required=False)
    url = serializers.URLField(max_length=URL_CHARACTERS, required=False)
    publisher = model_string(Article, "publisher", required=False)
    byline = model_string(Article, "byline", required=False)
    published = serializers.DateField(required=False)


class WebAddressSerializer(SubmissionSerializer):
    """An article by its public address, which is fetched."""

    url = serializers.URLField(max_length=URL_CHARACTERS)


class UploadSerializer(SubmissionSerializer):
    """An article as a file. `url` is where it comes from; it is not fetched."""

    file = serializers.FileField(allow_empty_file=True, help_text=lazy(documents.describe_kinds, str)())
    url = serializers.URLField(max_length=URL_CHARACTERS, required=False)


class ArticleQuerySerializer(serializers.Serializer[Any]):
    """Which articles a list shows."""

    status = serializers.ChoiceField(choices=Article.Status.choices, required=False)


class PassageSerializer(Input):
    """A stretch of an article's text; `exact` are the words that stand there."""

    start = serializers.IntegerField(min_value=0, max_value=LARGEST_INTEGER)
    end = serializers.IntegerField(min_value=1, max_value=LARGEST_INTEGER)
    exact = String(trim_whitespace=False, max_length=PASSAGE_CHARACTERS)


class ArticleClaimSerializer(AppearanceSerializer):
    """A claim at its place in this article."""

    claim = ClaimBriefSerializer()

    class Meta(AppearanceSerializer.Meta):
        fields = ("claim", *AppearanceSerializer.Meta.fields[1:])


EXAMPLES = [
    OpenApiExample(
        "text",
        {"text": "The mayor said on Monday that 300 trees were planted.", "title": "Trees for the town"},
        request_only=True,
        media_type="application/json",
    ),
    OpenApiExample("address", {"url": "https://news.example/trees"}, request_only=True, media_type="application/json"),
]

LOCATION = OpenApiParameter(
    "Location", OpenApiTypes.URI, OpenApiParameter.HEADER, response=[200, 201], description="Where it stands."
)


class Articles(Resource):
    """Texts that came in."""

    abilities = {
        "list": "articles.see",
        "retrieve": "articles.see",
        "create": "articles.submit",
        "partial_update": "articles.reach",
    }
    parser_classes = [JSON, MultiPartParser]

    @extend_schema(
        operation_id="articles_list",
        parameters=[ArticleQuerySerializer],
        responses=ArticleSerializer(many=True),
    )
    def list(self, request: Request) -> Response:
        """Articles, newest first: all of them for editors, one's own for contributors."""
        own = None if permissions.allows(self.person, "claims.see") else self.person
        return self.page(articles.listed(user=own, **self.query(ArticleQuerySerializer)), ArticleSerializer)

    @extend_schema(
        operation_id="articles_create",
        summary="Hand in an article",
        request={
            "application/json": PolymorphicProxySerializer(
                "Submission", [PastedTextSerializer, WebAddressSerializer], None
            ),
            "multipart/form-data": UploadSerializer,
        },
        responses={
            201: OpenApiResponse(ArticleSerializer, "It is new; its reading has been asked for."),
            200: OpenApiResponse(ArticleSerializer, "The same text or address is there already: this one."),
        },
        parameters=[LOCATION],
        examples=EXAMPLES,
    )
    def create(self, request: Request) -> Response:
        """Hand in an article as text, as a file, or by its address, and follow `status` until it is read."""
        article, new = self._submitted(request)
        where = reverse("api:article", args=[article.pk], request=request)
        return self.answer(article, ArticleSerializer, 201 if new else 200, where)

    def _submitted(self, request: Request) -> tuple[Article, bool]:
        data, by = request.data, self.person
        if request.content_type.startswith("multipart/"):
            form = self.body(UploadSerializer)
            file = form.pop("file")
            return desk.submit_file(name=file.name, data=file.read(), by=by, **form)
        if isinstance(data, Mapping) and "text" in data:
            return desk.submit_text(by=by, **self.body(PastedTextSerializer))
        return desk.submit_url(by=by, **self.body(WebAddressSerializer))

    @extend_schema(operation_id="articles_retrieve", responses=ArticleSerializer)
    def retrieve(self, request: Request, article_id: int) -> Response:
        """One article. While it waits to be read, `Retry-After` says when to ask again."""
        article = articles.detail(article_id, user=self.person)
        answer = self.answer(article, ArticleSerializer)
        if article.status in UNREAD:
            answer["Retry-After"] = SECONDS_TO_READ
        return answer

    @extend_schema(
        operation_id="articles_reach",
        summary="Say how many have seen it",
        request=ReachSerializer,
        responses={200: ArticleSerializer},
    )
    def partial_update(self, request: Request, article_id: int) -> Response:
        """Change the reach of an article; its claims move to another place in the queue."""
        article = desk.set_reach(article_id=article_id, by=self.person, **self.body(ReachSerializer))
        return self.answer(article, ArticleSerializer)


class ArticleText(Resource):
    """The text of an article, to the character."""

    abilities = {"retrieve": "articles.see"}
    renderer_classes = [PlainText]

    @extend_schema(operation_id="articles_text", responses={(200, "text/plain"): OpenApiTypes.STR})
    def retrieve(self, request: Request, article_id: int) -> HttpResponse:
        """The text that all anchors of this article point into, in UTF-8."""
        article = articles.detail(article_id, user=self.person)
        return HttpResponse(article.text, content_type="text/plain; charset=utf-8")


class ArticleClaims(Resource):
    """The claims of an article."""

    abilities = {"list": "articles.see", "create": "claims.add"}

    @extend_schema(operation_id="articles_claims_list", responses=ArticleClaimSerializer(many=True))
    def list(self, request: Request, article_id: int) -> Response:
        """The claims found in this article, in the order of its text, with anchors, chains and numbers."""
        article = articles.detail(article_id, user=self.person)
        return self.page(articles.appearances(article), ArticleClaimSerializer)

    @extend_schema(
        operation_id="articles_claims_create",
        summary="Mark a passage as a claim",
        request=PassageSerializer,
        responses={201: ClaimDetailSerializer},
        parameters=[LOCATION],
        examples=[OpenApiExample("passage", {"start": 30, "end": 52, "exact": "300 trees were planted"})],
    )
    def create(self, request: Request, article_id: int) -> Response:
        """Put a passage that the machine missed into the queue; the same passage twice is one claim."""
        article = articles.detail(article_id, user=self.person)
        claim = triage.add(article=article, editor=self.person, **self.body(PassageSerializer))
        where = reverse("api:claim", args=[claim.pk], request=request)
        return self.answer(claims.detail(claim.pk), ClaimDetailSerializer, 201, where)


class ArticleReread(Resource):
    """One more reading."""

    abilities = {"create": "articles.reread"}

    @extend_schema(
        operation_id="articles_reread", summary="Read again", request=None, responses={200: ArticleSerializer}
    )
    def create(self, request: Request, article_id: int) -> Response:
        """Have an article read by the reader of today. What editors have worked on stays as it is."""
        return self.answer(desk.reread(article_id=article_id, editor=self.person), ArticleSerializer)


class ArticleRetry(Resource):
    """Another three attempts."""

    abilities = {"create": "articles.retry"}

    @extend_schema(
        operation_id="articles_retry", summary="Try again to read", request=None, responses={200: ArticleSerializer}
    )
    def create(self, request: Request, article_id: int) -> Response:
        """Give an article that could not be read three new attempts."""
        return self.answer(desk.retry(article_id=article_id, moderator=self.person), ArticleSerializer)
