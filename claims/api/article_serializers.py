"""Articles in requests and responses."""

from typing import Any, ClassVar

from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from claims.api.account import PersonSerializer
from claims.api.enum_choices import ARTICLE_KINDS
from claims.api.inputs import Input, ModelInput, model_string
from claims.api.revisits import RevisitSerializer
from claims.api.strict_fields import StrictCharField
from claims.bounds import LARGEST_INTEGER
from claims.intake.documents import describe_kinds
from claims.models import Article
from claims.models.lengths import length_limit
from claims.reading_depths import describe_depth
from claims.selectors.article_details import OfferedDetail, list_offered_details
from claims.source_notes import list_note_sentences

URL_CHARACTERS = length_limit(Article, "url")


class ArticleSerializer(serializers.ModelSerializer[Article]):
    """An article and its reading status; `text` is the URL of its text.

    The desk fetched it from `url`; `claimed_url` is where somebody said that a text of theirs comes from. `guesses`
    names the details that a program inferred; to send them in a PATCH confirms them. `version` is its `ETag`.
    """

    href = serializers.HyperlinkedIdentityField(view_name="api:article", lookup_url_kwarg="article_id")
    text = serializers.HyperlinkedIdentityField(view_name="api:article-text", lookup_url_kwarg="article_id")
    claims = serializers.HyperlinkedIdentityField(view_name="api:article-claims", lookup_url_kwarg="article_id")
    notes = serializers.ListField(child=serializers.CharField())
    source_notes = serializers.SerializerMethodField()
    submitted_by = PersonSerializer()
    reading_note = serializers.SerializerMethodField()

    class Meta:
        model = Article
        fields: tuple[str, ...] = (
            "id", "href", "title", "url", "claimed_url", "publisher", "byline", "published", "kind", "speaker",
            "media_url", "language", "reach", "notes", "source_notes", "reading_note", "status", "attempts",
            "error", "pipeline", "text", "text_sha256", "claims",
            "submitted_by", "version", "guesses", "created",
        )  # fmt: skip

    def get_reading_note(self, article: Article) -> str:
        """Return what is not read in the language of a text, by the name of the language; empty if everything is."""
        return describe_depth(article.language) if article.status == Article.Status.READ else ""

    @extend_schema_field(serializers.ListField(child=serializers.CharField()))
    def get_source_notes(self, article: Article) -> list[str]:
        """Return what the file has that the text lacks, as sentences."""
        return list_note_sentences(article.source_notes)


class TextPositionSerializer(serializers.Serializer[dict[str, Any]]):
    """A passage of the text, and where it stands in its file: page of a PDF, second of a recording, speaker."""

    start = serializers.IntegerField()
    end = serializers.IntegerField()
    page = serializers.IntegerField(required=False)
    second = serializers.IntegerField(required=False)
    speaker = serializers.CharField(required=False)


class OfferedDetailSerializer(serializers.Serializer[OfferedDetail]):
    """A detail that a later submission of the same text stated and the desk lacks; a PATCH takes it."""

    name = serializers.CharField()
    current = serializers.CharField()
    offered = serializers.CharField()


class ArticleDetailSerializer(ArticleSerializer):
    """An article with the details that it was submitted with again, and where its passages stand in its file.

    `revisit` says what visits to its page have found since; null if the desk did not fetch it from a page.
    """

    offered = serializers.SerializerMethodField()
    revisit = RevisitSerializer(allow_null=True, default=None)
    positions = TextPositionSerializer(many=True)

    class Meta(ArticleSerializer.Meta):
        fields = (*ArticleSerializer.Meta.fields, "offered", "positions", "revisit")

    @extend_schema_field(OfferedDetailSerializer(many=True))
    def get_offered(self, article: Article) -> Any:
        """Return the offered details."""
        return [OfferedDetailSerializer(row).data for row in list_offered_details(article)]


class ArticleEditSerializer(ModelInput):
    """Details of an article to change, and its estimated audience in people.

    Each detail is confirmed by sending it. An empty `language` is detected. `version` can be sent as `If-Match`.
    """

    version = serializers.IntegerField(min_value=1, max_value=LARGEST_INTEGER, required=False)
    reach = serializers.IntegerField(min_value=0, max_value=Article.MAX_REACH, required=False)
    claimed_url = model_string(Article, "claimed_url", required=False, allow_blank=True)
    media_url = model_string(Article, "media_url", required=False, allow_blank=True)

    class Meta:
        model = Article
        fields = (*Article.DETAILS, "reach", "version")
        extra_kwargs: ClassVar = {"title": {"required": False}, "kind": {"required": False}}


class ArticleSubmissionSerializer(Input):
    """What every submission can state: the estimated audience in people, the kind of text, speaker and recording."""

    reach = serializers.IntegerField(min_value=0, max_value=Article.MAX_REACH, required=False)
    kind = serializers.ChoiceField(choices=ARTICLE_KINDS, required=False)
    speaker = model_string(
        Article, "speaker", required=False, help_text="The source of what the text says in its own voice."
    )
    media_url = serializers.URLField(
        max_length=URL_CHARACTERS, required=False, help_text="Where the recording is that the text is a transcript of."
    )


class OwnTextSerializer(ArticleSubmissionSerializer):
    """What can be stated about a text or a file. `url` says where it comes from; it is stored as `claimed_url`."""

    title = model_string(Article, "title", required=False)
    url = serializers.URLField(max_length=URL_CHARACTERS, required=False)
    publisher = model_string(Article, "publisher", required=False)
    byline = model_string(Article, "byline", required=False)
    published = serializers.DateField(required=False)


class PastedTextSerializer(OwnTextSerializer):
    """An article as text. `url` says where it comes from; it is stored as `claimed_url` and not fetched."""

    text = StrictCharField(trim_whitespace=False, allow_blank=True)


class WebAddressSerializer(ArticleSubmissionSerializer):
    """An article by its public URL, which the desk fetches."""

    url = serializers.URLField(
        max_length=URL_CHARACTERS, error_messages={"required": _("Send the text of an article, or its URL.")}
    )


class FileUploadSerializer(OwnTextSerializer):
    """An article as a file. What is stated here goes before what the file says; `url` is not fetched."""

    file = serializers.FileField(allow_empty_file=True, help_text=lazy(describe_kinds, str)())
