"""Pages that are visited again after the desk has read them, and the texts that differ."""

from typing import Any

from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.enum_choices import PASSAGE_FINDINGS, REVISIT_FINDINGS
from claims.api.inputs import Input, model_string
from claims.api.resources import Resource
from claims.models import Report, Revisit, Snapshot
from claims.page_changes import TouchedPassage
from claims.selectors.revisits import get_revisit, get_version, list_versions
from claims.services.revisits import close_page_change


class TouchedPassageSerializer(serializers.Serializer[TouchedPassage]):
    """A claim whose words, or whose quote of evidence, the page no longer has as the desk read it."""

    claim = serializers.IntegerField()
    evidence = serializers.IntegerField(allow_null=True)
    finding = serializers.ChoiceField(choices=PASSAGE_FINDINGS)


class PageVersionSerializer(serializers.ModelSerializer[Snapshot]):
    """A text of the page that differs from the one before."""

    class Meta:
        model = Snapshot
        fields: tuple[str, ...] = ("id", "final_url", "title", "fetched", "word_count", "text_sha256")


class PageVersionTextSerializer(PageVersionSerializer):
    """The version with its text."""

    class Meta(PageVersionSerializer.Meta):
        fields = (*PageVersionSerializer.Meta.fields, "text")


class RevisitSerializer(serializers.ModelSerializer[Revisit]):
    """A page that the desk has read and visits again: that of `article`, or of evidence if it is null.

    `finding` is what the last visit found, empty before the first. `due` is the next visit, null once the visits have
    ended. `touched_since` is when a case about the changes was opened; null if none is open.
    """

    href = serializers.HyperlinkedIdentityField(view_name="api:revisit", lookup_url_kwarg="revisit_id")
    article = serializers.IntegerField(source="article_id", allow_null=True)
    finding = serializers.ChoiceField(choices=REVISIT_FINDINGS, allow_blank=True)
    touched = TouchedPassageSerializer(source="passages", many=True)

    class Meta:
        model = Revisit
        fields: tuple[str, ...] = (
            "id", "href", "url", "article", "since", "due", "visited", "finding", "changed", "moved_to", "failures",
            "error", "touched", "touched_since", "is_public",
        )  # fmt: skip


class RevisitDetailSerializer(RevisitSerializer):
    """The revisit with the versions of the page, newest first."""

    versions = serializers.SerializerMethodField()

    class Meta(RevisitSerializer.Meta):
        fields = (*RevisitSerializer.Meta.fields, "versions")

    @extend_schema_field(PageVersionSerializer(many=True))
    def get_versions(self, revisit: Revisit) -> Any:
        """Return the versions, the newest first."""
        return PageVersionSerializer(list_versions(revisit), many=True).data


class ChangeClosingSerializer(Input):
    """A note for the desk."""

    note = model_string(Report, "note", required=False, allow_blank=True)


class RevisitsResource(Resource):
    """Pages that are visited again."""

    abilities = {"retrieve": "claims.see", "close": "changes.close"}

    @extend_schema(operation_id="revisits_retrieve", responses=RevisitDetailSerializer)
    def retrieve(self, request: Request, revisit_id: int) -> Response:
        """Return what visits to a page found since the desk read it."""
        return self.render(get_revisit(revisit_id), RevisitDetailSerializer)

    @extend_schema(
        operation_id="revisits_close",
        summary="Close the case about the changes of a page",
        request=ChangeClosingSerializer,
        responses={200: RevisitDetailSerializer},
    )
    def close(self, request: Request, revisit_id: int) -> Response:
        """Close the case about the changes of a page. Correcting a verdict is a step of its own."""
        close_page_change(revisit_id=revisit_id, moderator=self.current_user, **self.read_body(ChangeClosingSerializer))
        return self.render(get_revisit(revisit_id), RevisitDetailSerializer)


class PageVersionsResource(Resource):
    """A version of a page."""

    abilities = {"retrieve": "claims.see"}

    @extend_schema(operation_id="revisits_version", responses=PageVersionTextSerializer)
    def retrieve(self, request: Request, revisit_id: int, version_id: int) -> Response:
        """Return a version of a page with its text."""
        return self.render(get_version(get_revisit(revisit_id), version_id), PageVersionTextSerializer)
