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

from claims.api.account import PersonSerializer
from claims.api.appearances import AppearanceSerializer
from claims.api.claims import ClaimBriefSerializer, ClaimDetailSerializer
from claims.api.inputs import Input, model_string
from claims.api.parsers import StrictJSONParser
from claims.api.renderers import PlainTextRenderer
from claims.api.resources import Resource
from claims.api.strict_fields import StrictCharField
from claims.bounds import LARGEST_INTEGER
from claims.intake.documents import describe_kinds
from claims.models import Article
from claims.models.lengths import length_limit
from claims.permissions import allows
from claims.selectors.articles import get_article, list_appearances, list_articles
from claims.selectors.claims import get_claim
from claims.services.appearance_rows import PASSAGE_CHARACTERS
from claims.services.articles import (
    reread_article,
    retry_article,
    set_article_reach,
    submit_file,
    submit_text,
    submit_url,
)
from claims.services.claims import add_claim

UNREAD_STATUSES = (Article.Status.RECEIVED, Article.Status.READING)
RETRY_AFTER_SECONDS = "2"
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


class ArticleSubmissionSerializer(Input):
    """What every way of handing in can say: about how many people have seen the article."""

    reach = serializers.IntegerField(min_value=0, max_value=Article.MAX_REACH, required=False)


class PastedTextSerializer(ArticleSubmissionSerializer):
    """An article as text. `url` is where it comes from; it is not fetched."""

    text = StrictCharField(trim_whitespace=False, allow_blank=True)
    title = model_string(Article, "title", required=False)
    url = serializers.URLField(max_length=URL_CHARACTERS, required=False)
    publisher = model_string(Article, "publisher", required=False)
    byline = model_string(Article, "byline", required=False)
    published = serializers.DateField(required=False)


class WebAddressSerializer(ArticleSubmissionSerializer):
    """An article by its public address, which is fetched."""

    url = serializers.URLField(max_length=URL_CHARACTERS)


class FileUploadSerializer(ArticleSubmissionSerializer):
    """An article as a file. `url` is where it comes from; it is not fetched."""

    file = serializers.FileField(allow_empty_file=True, help_text=lazy(describe_kinds, str)())
    url = serializers.URLField(max_length=URL_CHARACTERS, required=False)


class ArticleQuerySerializer(serializers.Serializer[Any]):
    """Which articles a list shows."""

    status = serializers.ChoiceField(choices=Article.Status.choices, required=False)


class PassageSerializer(Input):
    """A stretch of an article's text; `exact` are the words that stand there."""

    start = serializers.IntegerField(min_value=0, max_value=LARGEST_INTEGER)
    end = serializers.IntegerField(min_value=1, max_value=LARGEST_INTEGER)
    exact = StrictCharField(trim_whitespace=False, max_length=PASSAGE_CHARACTERS)


class ArticleClaimSerializer(AppearanceSerializer):
    """A claim at its place in this article."""

    claim = ClaimBriefSerializer()

    class Meta(AppearanceSerializer.Meta):
        fields = ("claim", *AppearanceSerializer.Meta.fields[1:])


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
    "Location", OpenApiTypes.URI, OpenApiParameter.HEADER, response=[200, 201], description="Where it stands."
)


class ArticlesResource(Resource):
    """Texts that came in."""

    abilities = {
        "list": "articles.see",
        "retrieve": "articles.see",
        "create": "articles.submit",
        "partial_update": "articles.set_reach",
    }
    parser_classes = [StrictJSONParser, MultiPartParser]

    @extend_schema(
        operation_id="articles_list",
        parameters=[ArticleQuerySerializer],
        responses=ArticleSerializer(many=True),
    )
    def list(self, request: Request) -> Response:
        """Articles, newest first: all of them for editors, one's own for contributors."""
        own = None if allows(self.current_user, "claims.see") else self.current_user
        return self.render_page(list_articles(user=own, **self.read_query(ArticleQuerySerializer)), ArticleSerializer)

    @extend_schema(
        operation_id="articles_create",
        summary="Hand in an article",
        request={
            "application/json": PolymorphicProxySerializer(
                "Submission", [PastedTextSerializer, WebAddressSerializer], None
            ),
            "multipart/form-data": FileUploadSerializer,
        },
        responses={
            201: OpenApiResponse(ArticleSerializer, "It is new; its reading has been asked for."),
            200: OpenApiResponse(ArticleSerializer, "The same text or address is there already: this one."),
        },
        parameters=[LOCATION_HEADER],
        examples=ARTICLE_EXAMPLES,
    )
    def create(self, request: Request) -> Response:
        """Hand in an article as text, as a file, or by its address, and follow `status` until it is read."""
        article, new = self._submit(request)
        where = reverse("api:article", args=[article.pk], request=request)
        return self.render(article, ArticleSerializer, 201 if new else 200, where)

    def _submit(self, request: Request) -> tuple[Article, bool]:
        data, by = request.data, self.current_user
        if request.content_type.startswith("multipart/"):
            form = self.read_body(FileUploadSerializer)
            file = form.pop("file")
            return submit_file(name=file.name, data=file.read(), by=by, **form)
        if isinstance(data, Mapping) and "text" in data:
            return submit_text(by=by, **self.read_body(PastedTextSerializer))
        return submit_url(by=by, **self.read_body(WebAddressSerializer))

    @extend_schema(operation_id="articles_retrieve", responses=ArticleSerializer)
    def retrieve(self, request: Request, article_id: int) -> Response:
        """One article. While it waits to be read, `Retry-After` says when to ask again."""
        article = get_article(article_id, user=self.current_user)
        answer = self.render(article, ArticleSerializer)
        if article.status in UNREAD_STATUSES:
            answer["Retry-After"] = RETRY_AFTER_SECONDS
        return answer

    @extend_schema(
        operation_id="articles_reach",
        summary="Say how many have seen it",
        request=ReachSerializer,
        responses={200: ArticleSerializer},
    )
    def partial_update(self, request: Request, article_id: int) -> Response:
        """Change the reach of an article; its claims move to another place in the queue."""
        article = set_article_reach(article_id=article_id, by=self.current_user, **self.read_body(ReachSerializer))
        return self.render(article, ArticleSerializer)


class ArticleTextResource(Resource):
    """The text of an article, to the character."""

    abilities = {"retrieve": "articles.see"}
    renderer_classes = [PlainTextRenderer]

    @extend_schema(operation_id="articles_text", responses={(200, "text/plain"): OpenApiTypes.STR})
    def retrieve(self, request: Request, article_id: int) -> HttpResponse:
        """The text that all anchors of this article point into, in UTF-8."""
        article = get_article(article_id, user=self.current_user)
        return HttpResponse(article.text, content_type="text/plain; charset=utf-8")


class ArticleClaimsResource(Resource):
    """The claims of an article."""

    abilities = {"list": "articles.see", "create": "claims.add"}

    @extend_schema(operation_id="articles_claims_list", responses=ArticleClaimSerializer(many=True))
    def list(self, request: Request, article_id: int) -> Response:
        """The claims found in this article, in the order of its text, with anchors, chains and numbers."""
        article = get_article(article_id, user=self.current_user)
        return self.render_page(list_appearances(article), ArticleClaimSerializer)

    @extend_schema(
        operation_id="articles_claims_create",
        summary="Mark a passage as a claim",
        request=PassageSerializer,
        responses={201: ClaimDetailSerializer},
        parameters=[LOCATION_HEADER],
        examples=[OpenApiExample("passage", {"start": 30, "end": 52, "exact": "300 trees were planted"})],
    )
    def create(self, request: Request, article_id: int) -> Response:
        """Put a passage that the machine missed into the queue; the same passage twice is one claim."""
        article = get_article(article_id, user=self.current_user)
        claim = add_claim(article=article, editor=self.current_user, **self.read_body(PassageSerializer))
        where = reverse("api:claim", args=[claim.pk], request=request)
        return self.render(get_claim(claim.pk), ClaimDetailSerializer, 201, where)


class ArticleRereadResource(Resource):
    """One more reading."""

    abilities = {"create": "articles.reread"}

    @extend_schema(
        operation_id="articles_reread", summary="Read again", request=None, responses={200: ArticleSerializer}
    )
    def create(self, request: Request, article_id: int) -> Response:
        """Have an article read by the reader of today. What editors have worked on stays as it is."""
        return self.render(reread_article(article_id=article_id, editor=self.current_user), ArticleSerializer)


class ArticleRetryResource(Resource):
    """Another three attempts."""

    abilities = {"create": "articles.retry"}

    @extend_schema(
        operation_id="articles_retry", summary="Try again to read", request=None, responses={200: ArticleSerializer}
    )
    def create(self, request: Request, article_id: int) -> Response:
        """Give an article that could not be read three new attempts."""
        return self.render(retry_article(article_id=article_id, moderator=self.current_user), ArticleSerializer)
