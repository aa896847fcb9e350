"""Evidence of a draft: adding, changing and deleting it, and the snapshot of its page."""

from typing import Any

from django.utils.translation import gettext
from drf_spectacular.utils import OpenApiExample, extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.inputs import ModelInput, takes_no_body
from claims.api.resources import Resource
from claims.api.strict_fields import StrictBooleanField
from claims.models import Evidence, QuoteCheck, Snapshot
from claims.refusals import NotFound
from claims.selectors.evidence import get_evidence
from claims.services.evidence import add_evidence, change_evidence, refetch_evidence_page, remove_evidence

SNAPSHOT_FIELDS = ("state", "title", "publisher", "published", "final_url", "fetched", "word_count", "sha256", "error")


class SnapshotSerializer(serializers.ModelSerializer[Snapshot]):
    """The stored copy of a web page: `waiting` to be fetched, `stored`, or `failed` with the reason in `error`."""

    sha256 = serializers.CharField(source="text_sha256", help_text="SHA-256 of the text in UTF-8, hexadecimal.")

    class Meta:
        model = Snapshot
        fields: tuple[str, ...] = SNAPSHOT_FIELDS


class SnapshotTextSerializer(SnapshotSerializer):
    """The snapshot with its text."""

    class Meta(SnapshotSerializer.Meta):
        fields = (*SNAPSHOT_FIELDS, "text")


class QuoteCheckSerializer(serializers.ModelSerializer[QuoteCheck]):
    """Whether the snapshot contains the quote; if not, `nearest` is the most similar passage.

    `page` is the page of a PDF on which it begins.
    """

    class Meta:
        model = QuoteCheck
        fields = ("state", "skipped_words", "nearest", "page")


class EvidenceSerializer(serializers.ModelSerializer[Evidence]):
    """A question, its answer, and the source with its quote."""

    dependence = serializers.CharField(
        help_text="Why the desk considers the source dependent on the claim; empty if it does not."
    )
    snapshot = SnapshotSerializer(allow_null=True)
    quote_check = serializers.SerializerMethodField(
        help_text="Whether the snapshot contains the quote; null until there is a snapshot."
    )

    class Meta:
        model = Evidence
        fields = (
            "id", "number", *Evidence.CONTENT_FIELDS, "dependence", "snapshot", "quote_check", "changed_since_cited",
            "created",
        )  # fmt: skip

    @extend_schema_field(QuoteCheckSerializer(allow_null=True))
    def get_quote_check(self, item: Evidence) -> Any:
        """Return the result of checking the quote."""
        check = getattr(item, "quote_check", None)
        return QuoteCheckSerializer(check).data if check else None


class NewEvidenceSerializer(ModelInput):
    """Evidence as an editor writes it."""

    insist = StrictBooleanField(
        required=False,
        help_text="Count the source as independent although the desk considers it dependent; the history records this.",
    )

    class Meta:
        model = Evidence
        fields = (*Evidence.CONTENT_FIELDS, "insist")


class EvidenceChangeSerializer(NewEvidenceSerializer):
    """The fields to change; fields that are left out do not change."""

    def get_fields(self) -> dict[str, Any]:
        """Return the same fields, none of them required."""
        fields = super().get_fields()
        for field in fields.values():
            field.required = False
        return fields


EVIDENCE_EXAMPLE = OpenApiExample(
    "count",
    {
        "question": "How many trees were planted?",
        "answer": "The parks office counted 298.",
        "stance": "supports",
        "url": "https://parks.example/trees",
        "quote": "298 trees were planted in spring",
    },
    request_only=True,
)


class DraftEvidenceResource(Resource):
    """Evidence of a draft."""

    abilities = {"create": "verdicts.draft"}

    @extend_schema(
        operation_id="evidence_create",
        summary="Add evidence",
        request=NewEvidenceSerializer,
        responses={201: EvidenceSerializer},
        examples=[EVIDENCE_EXAMPLE],
    )
    def create(self, request: Request, claim_id: int) -> Response:
        """Add evidence to the draft of a claim that is leased to you. The desk fetches its page in the background."""
        item = add_evidence(claim_id=claim_id, editor=self.current_user, **self.read_body(NewEvidenceSerializer))
        return self.render(get_evidence(item.pk), EvidenceSerializer, 201)


class EvidenceResource(Resource):
    """One piece of evidence."""

    abilities = {"retrieve": "claims.see", "partial_update": "verdicts.draft", "destroy": "verdicts.draft"}

    @extend_schema(operation_id="evidence_retrieve", summary="One piece of evidence", responses=EvidenceSerializer)
    def retrieve(self, request: Request, evidence_id: int) -> Response:
        """Return evidence with the state of its snapshot; poll while `snapshot.state` is `waiting`."""
        return self.render(get_evidence(evidence_id), EvidenceSerializer)

    @extend_schema(
        operation_id="evidence_update",
        summary="Change evidence",
        request=EvidenceChangeSerializer,
        responses=EvidenceSerializer,
        examples=[OpenApiExample("quote", {"quote": "298 trees were planted"}, request_only=True)],
    )
    def partial_update(self, request: Request, evidence_id: int) -> Response:
        """Change evidence in the draft of a claim that is leased to you. A new URL is fetched again."""
        changes = self.read_body(EvidenceChangeSerializer)
        change_evidence(evidence_id=evidence_id, editor=self.current_user, **changes)
        return self.render(get_evidence(evidence_id), EvidenceSerializer)

    @extend_schema(operation_id="evidence_delete", summary="Delete evidence", responses={204: None})
    def destroy(self, request: Request, evidence_id: int) -> Response:
        """Delete evidence from the draft of a claim that is leased to you."""
        remove_evidence(evidence_id=evidence_id, editor=self.current_user)
        return Response(status=204)


class EvidenceSnapshotResource(Resource):
    """The snapshot of the page that is cited as evidence."""

    abilities = {"retrieve": "claims.see", "create": "verdicts.draft"}

    @extend_schema(operation_id="evidence_snapshot", summary="Snapshot of the page", responses=SnapshotTextSerializer)
    def retrieve(self, request: Request, evidence_id: int) -> Response:
        """Return the text of the page as the desk fetched it; 404 if the page was never fetched."""
        snapshot = get_evidence(evidence_id, text=True).snapshot
        if snapshot is None:
            raise NotFound(gettext("The desk has no snapshot of this page."))
        return self.render(snapshot, SnapshotTextSerializer)

    @extend_schema(
        operation_id="evidence_fetch", summary="Fetch the page again", request=None, responses={202: EvidenceSerializer}
    )
    @takes_no_body
    def create(self, request: Request, evidence_id: int) -> Response:
        """Fetch the page again; earlier snapshots are kept."""
        refetch_evidence_page(evidence_id=evidence_id, editor=self.current_user)
        return self.render(get_evidence(evidence_id), EvidenceSerializer, 202)
