"""Evidence: added to a draft, changed, taken out of it again; and the copy that the desk keeps of its page."""

from typing import Any

from drf_spectacular.utils import OpenApiExample, extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.inputs import ModelInput
from claims.api.resources import Resource
from claims.api.strict_fields import StrictBooleanField
from claims.models import Evidence, QuoteCheck, Snapshot
from claims.refusals import NotFound
from claims.selectors.evidence import get_evidence
from claims.services.evidence import add_evidence, change_evidence, refetch_evidence_page, remove_evidence

SNAPSHOT_FIELDS = ("state", "title", "publisher", "published", "final_url", "fetched", "word_count", "sha256", "error")


class SnapshotSerializer(serializers.ModelSerializer[Snapshot]):
    """The desk's copy of a page: waiting to be fetched, kept, or failed, and then `error` says why."""

    sha256 = serializers.CharField(source="text_sha256", help_text="Of the text in UTF-8, hexadecimal.")

    class Meta:
        model = Snapshot
        fields: tuple[str, ...] = SNAPSHOT_FIELDS


class SnapshotTextSerializer(SnapshotSerializer):
    """The copy with its text."""

    class Meta(SnapshotSerializer.Meta):
        fields = (*SNAPSHOT_FIELDS, "text")


class QuoteCheckSerializer(serializers.ModelSerializer[QuoteCheck]):
    """Whether the quoted words stand in the copy; `nearest` is what stands there if they do not."""

    class Meta:
        model = QuoteCheck
        fields = ("state", "skipped_words", "nearest")


class EvidenceSerializer(serializers.ModelSerializer[Evidence]):
    """A question with its answer, and the words that a page really says."""

    dependence = serializers.CharField(help_text="Why its source is not independent of the claim, as the desk found.")
    snapshot = SnapshotSerializer(allow_null=True)
    found = serializers.SerializerMethodField(help_text="The quote in the copy; null until there is one.")

    class Meta:
        model = Evidence
        fields = ("id", *Evidence.CONTENT_FIELDS, "dependence", "snapshot", "found", "created")

    @extend_schema_field(QuoteCheckSerializer(allow_null=True))
    def get_found(self, item: Evidence) -> Any:
        """What came of looking up the quote."""
        check = getattr(item, "quote_check", None)
        return QuoteCheckSerializer(check).data if check else None


class NewEvidenceSerializer(ModelInput):
    """What an editor writes about a piece of evidence."""

    insist = StrictBooleanField(
        required=False, help_text="Count it as independent although the desk finds that it is not; this is remembered."
    )

    class Meta:
        model = Evidence
        fields = (*Evidence.CONTENT_FIELDS, "insist")


class EvidenceChangeSerializer(NewEvidenceSerializer):
    """What to change; what is left out stays."""

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
    """The evidence of a draft."""

    abilities = {"create": "verdicts.draft"}

    @extend_schema(
        operation_id="evidence_create",
        summary="Add evidence",
        request=NewEvidenceSerializer,
        responses={201: EvidenceSerializer},
        examples=[EVIDENCE_EXAMPLE],
    )
    def create(self, request: Request, claim_id: int) -> Response:
        """Add evidence to the draft of a claim that is leased to you; its page is fetched afterwards."""
        item = add_evidence(claim_id=claim_id, editor=self.current_user, **self.read_body(NewEvidenceSerializer))
        return self.render(get_evidence(item.pk), EvidenceSerializer, 201)


class EvidenceResource(Resource):
    """A piece of evidence."""

    abilities = {"retrieve": "claims.see", "partial_update": "verdicts.draft", "destroy": "verdicts.draft"}

    @extend_schema(operation_id="evidence_retrieve", summary="One piece of evidence", responses=EvidenceSerializer)
    def retrieve(self, request: Request, evidence_id: int) -> Response:
        """The evidence with what is known of its page: ask again while `snapshot.state` is `waiting`."""
        return self.render(get_evidence(evidence_id), EvidenceSerializer)

    @extend_schema(
        operation_id="evidence_update",
        summary="Change evidence",
        request=EvidenceChangeSerializer,
        responses=EvidenceSerializer,
        examples=[OpenApiExample("quote", {"quote": "298 trees were planted"}, request_only=True)],
    )
    def partial_update(self, request: Request, evidence_id: int) -> Response:
        """Change what is given in the evidence of a draft that is leased to you; another address is fetched anew."""
        changes = self.read_body(EvidenceChangeSerializer)
        change_evidence(evidence_id=evidence_id, editor=self.current_user, **changes)
        return self.render(get_evidence(evidence_id), EvidenceSerializer)

    @extend_schema(operation_id="evidence_delete", summary="Take evidence out", responses={204: None})
    def destroy(self, request: Request, evidence_id: int) -> Response:
        """Take evidence out of the draft of a claim that is leased to you."""
        remove_evidence(evidence_id=evidence_id, editor=self.current_user)
        return Response(status=204)


class EvidenceSnapshotResource(Resource):
    """The copy of the page that a piece of evidence rests on."""

    abilities = {"retrieve": "claims.see", "create": "verdicts.draft"}

    @extend_schema(operation_id="evidence_snapshot", summary="The kept copy", responses=SnapshotTextSerializer)
    def retrieve(self, request: Request, evidence_id: int) -> Response:
        """What the page said when the desk fetched it, to the character; 404 where no copy was asked for."""
        page = get_evidence(evidence_id, text=True).snapshot
        if page is None:
            raise NotFound("The desk has not been asked to keep a copy of this page.")
        return self.render(page, SnapshotTextSerializer)

    @extend_schema(
        operation_id="evidence_fetch", summary="Fetch the page again", request=None, responses={202: EvidenceSerializer}
    )
    def create(self, request: Request, evidence_id: int) -> Response:
        """Have the page fetched once more; the copy that was there stays with the desk."""
        refetch_evidence_page(evidence_id=evidence_id, editor=self.current_user)
        return self.render(get_evidence(evidence_id), EvidenceSerializer, 202)
