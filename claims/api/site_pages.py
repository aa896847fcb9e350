"""The pages that the desk writes about itself, with their versions in each language."""

from typing import Any

from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.account import PersonSerializer
from claims.api.inputs import Input, ModelInput
from claims.api.preconditions import add_etag, read_expected_version
from claims.api.resources import Resource
from claims.bounds import LARGEST_BIGINT
from claims.models import SitePage
from claims.models.lengths import length_limit
from claims.refusals import require_found
from claims.selectors.identity import get_identity
from claims.selectors.site_pages import (
    find_newest_version,
    get_page_kind,
    get_page_version,
    list_newest_versions,
    list_page_versions,
)
from claims.services.site_pages import restore_site_page, save_site_page
from claims.site_pages import SITE_PAGES

LANGUAGE_HELP = "The code of a language of the desk; without one, the language of the desk."


class SitePageVersionSerializer(serializers.ModelSerializer[SitePage]):
    """A version of a page, without its text."""

    version = serializers.IntegerField(source="pk")
    saved_by = PersonSerializer()

    class Meta:
        model = SitePage
        fields: tuple[str, ...] = ("slug", "language", "version", "title", "published", "saved_by", "saved_at")


class SitePageSerializer(SitePageVersionSerializer):
    """A page: its newest version in a language. Readers see it if it is `published`."""

    class Meta(SitePageVersionSerializer.Meta):
        fields = (*SitePageVersionSerializer.Meta.fields, "body")


class SitePageKindSerializer(serializers.Serializer[Any]):
    """A page that the desk can write, and its newest version in the language of the desk; null if there is none."""

    slug = serializers.CharField()
    purpose = serializers.CharField()
    starter = serializers.CharField(help_text="A first text, in Markdown.")
    newest = SitePageVersionSerializer(allow_null=True)


class SitePageListSerializer(serializers.Serializer[Any]):
    """All pages that the desk can write."""

    results = SitePageKindSerializer(many=True)


class SitePageVersionListSerializer(serializers.Serializer[Any]):
    """The newest versions of a page, newest first."""

    results = SitePageVersionSerializer(many=True)


class SitePageQuerySerializer(Input):
    """The language of the page."""

    language = serializers.CharField(
        max_length=length_limit(SitePage, "language"), required=False, help_text=LANGUAGE_HELP
    )


class SitePageChangeSerializer(ModelInput):
    """A new version of a page; what is left out stays as it was, or as the first text has it."""

    version = serializers.IntegerField(
        min_value=0,
        max_value=LARGEST_BIGINT,
        required=False,
        help_text="The version you saw, unless `If-Match` names it; 0 if there was none.",
    )

    class Meta:
        model = SitePage
        fields = ("version", "title", "body", "published")
        extra_kwargs = {name: {"required": False} for name in ("title", "body", "published")}


class SitePageRestoreSerializer(Input):
    """The version that is to be the newest again."""

    version = serializers.IntegerField(min_value=1, max_value=LARGEST_BIGINT)


class SitePagesResource(Resource):
    """The pages about the desk."""

    abilities = dict.fromkeys(("list_all", "retrieve", "list_versions", "partial_update", "restore"), "site.manage")

    @extend_schema(operation_id="pages_list", summary="Pages about the desk", responses=SitePageListSerializer)
    def list_all(self, request: Request) -> Response:
        """Return all pages that the desk can write about itself."""
        newest = list_newest_versions(get_identity().language)
        rows = [
            {"slug": kind.slug, "purpose": kind.purpose, "starter": kind.starter, "newest": newest.get(kind.slug)}
            for kind in SITE_PAGES.values()
        ]
        return self.render({"results": rows}, SitePageListSerializer)

    @extend_schema(
        operation_id="pages_retrieve",
        summary="A page about the desk",
        parameters=[SitePageQuerySerializer],
        responses=SitePageSerializer,
    )
    def retrieve(self, request: Request, slug: str) -> Response:
        """Return the newest version of a page in a language; 404 until somebody has saved one."""
        return self._render_page(slug, self._read_language())

    @extend_schema(
        operation_id="pages_versions",
        summary="Versions of a page",
        parameters=[SitePageQuerySerializer],
        responses=SitePageVersionListSerializer,
    )
    def list_versions(self, request: Request, slug: str) -> Response:
        """Return the newest versions of a page in a language, newest first."""
        get_page_kind(slug)
        return self.render({"results": list_page_versions(slug, self._read_language())}, SitePageVersionListSerializer)

    @extend_schema(
        operation_id="pages_change",
        summary="Change a page",
        parameters=[SitePageQuerySerializer],
        request=SitePageChangeSerializer,
        responses={200: SitePageSerializer},
        examples=[
            OpenApiExample(
                "method",
                {"version": 0, "title": "How we check", "body": "## We ask\n\n- the source\n- others"},
                request_only=True,
            )
        ],
    )
    def partial_update(self, request: Request, slug: str) -> Response:
        """Save a new version of a page in a language, based on the version you saw."""
        body, language, kind = self.read_body(SitePageChangeSerializer), self._read_language(), get_page_kind(slug)
        newest = find_newest_version(slug, language)
        version = read_expected_version(request, body, current=newest.pk if newest else 0)
        first = {"title": str(kind.title), "body": str(kind.starter), "published": True}
        values = {name: body.get(name, getattr(newest, name, first[name])) for name in first}
        save_site_page(slug=slug, language=language, **values, version=version, by=self.current_user)
        return self._render_page(slug, language)

    @extend_schema(
        operation_id="pages_restore",
        summary="Restore an earlier page",
        request=SitePageRestoreSerializer,
        responses={200: SitePageSerializer},
    )
    def restore(self, request: Request, slug: str) -> Response:
        """Save an earlier version of a page again, in its language."""
        version = self.read_body(SitePageRestoreSerializer)["version"]
        page = get_page_version(slug, version)
        restore_site_page(version=version, by=self.current_user)
        return self._render_page(slug, page.language)

    def _read_language(self) -> str:
        return self.read_query(SitePageQuerySerializer).get("language") or get_identity().language

    def _render_page(self, slug: str, language: str) -> Response:
        page = require_found(find_newest_version(slug, language))
        return add_etag(self.render(page, SitePageSerializer), page.pk)
