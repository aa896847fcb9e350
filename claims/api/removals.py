"""Removals: an admin erases an account, or the words of a tip, report, article or claim."""

from typing import ClassVar

from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.inputs import ModelInput
from claims.api.resources import Resource
from claims.api.strict_fields import StrictCharField
from claims.models import Removal
from claims.removal_reasons import REMOVABLE_LABELS
from claims.selectors.redactions import MAX_PASSAGE_CHARACTERS, MIN_PASSAGE_CHARACTERS
from claims.selectors.removals import find_removal, list_removals
from claims.services.redactions import redact_passage
from claims.services.removals import remove_data


class RemovalSerializer(serializers.ModelSerializer[Removal]):
    """A removal; `row_sha256` is the SHA-256 of the row as it was, as JSON of PostgreSQL (`to_jsonb(row)::text`)."""

    class Meta:
        model = Removal
        fields = ("id", "kind", "subject", "reason", "note", "row_sha256", "created")


class RemovalRequestSerializer(ModelInput):
    """What to remove, by its kind and id, with the reason."""

    kind = serializers.ChoiceField(choices=[kind for kind in REMOVABLE_LABELS if kind != "passage"])

    class Meta:
        model = Removal
        fields = ("kind", "subject", "reason", "note")
        extra_kwargs: ClassVar = {"subject": {"min_value": 1}}


class RedactionRequestSerializer(ModelInput):
    """The words to take out of a published verdict, with the reason."""

    passage = StrictCharField(
        min_length=MIN_PASSAGE_CHARACTERS,
        max_length=MAX_PASSAGE_CHARACTERS,
        help_text="Words as they stand on the page; case and white space do not matter.",
    )

    class Meta:
        model = Removal
        fields = ("passage", "reason", "note")


class RemovalsResource(Resource):
    """What admins have removed."""

    abilities = {"list": "data.remove", "create": "data.remove", "redact": "data.remove"}

    @extend_schema(operation_id="removals_list", responses=RemovalSerializer(many=True))
    def list(self, request: Request) -> Response:
        """Return what was removed, newest first."""
        return self.render_page(list_removals(), RemovalSerializer)

    @extend_schema(
        operation_id="removals_create",
        summary="Remove for good",
        request=RemovalRequestSerializer,
        responses={201: RemovalSerializer},
        examples=[OpenApiExample("tip", {"kind": "tip", "subject": 7, "reason": "request"}, request_only=True)],
    )
    def create(self, request: Request) -> Response:
        """Erase an account, or the words of a tip, report, article or claim. Nobody can undo it; a hash stays.

        A claim goes with its published verdict, whose page then says that it was removed and why.
        """
        body = self.read_body(RemovalRequestSerializer)
        remove_data(by=self.current_user, **body)
        return self.render(find_removal(body["kind"], body["subject"]), RemovalSerializer, 201)

    @extend_schema(
        operation_id="removals_redact",
        summary="Take words out of a published verdict",
        request=RedactionRequestSerializer,
        responses={201: RemovalSerializer},
        examples=[OpenApiExample("name", {"passage": "Ana Lima", "reason": "law"}, request_only=True)],
    )
    def redact(self, request: Request, claim_id: int) -> Response:
        """Replace words by "[removed]" in all revisions of a verdict. Nobody can undo it; the log keeps the hashes."""
        body = self.read_body(RedactionRequestSerializer)
        redact_passage(claim_id=claim_id, by=self.current_user, **body)
        return self.render(find_removal("passage", claim_id), RemovalSerializer, 201)
