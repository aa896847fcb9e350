"""Undo: a decision, or a whole selection of them, taken back."""

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.claims import ClaimDetailSerializer
from claims.api.resources import Resource
from claims.refusals import Refusal
from claims.selectors import claims
from claims.services.undo import BatchUndo, undo_batch, undo_decision


class UndoRefusalSerializer(serializers.Serializer[Refusal]):
    """A claim that was left as it is, and why."""

    claim = serializers.SerializerMethodField()
    code = serializers.CharField()
    detail = serializers.CharField()

    def get_claim(self, refusal: Refusal) -> int | None:
        """Its id, where the refusal knows it."""
        known = refusal.facts.get("claim")
        return known if isinstance(known, int) else None


class BatchUndoSerializer(serializers.Serializer[Any]):
    """What became of a batch: ids of the claims that are as they were, and why the others are not."""

    done = serializers.SerializerMethodField()
    refused = UndoRefusalSerializer(many=True)

    @extend_schema_field(serializers.ListField(child=serializers.IntegerField()))
    def get_done(self, outcome: BatchUndo) -> list[int]:
        """Ids of the claims that were decided."""
        return [claim.pk for claim in outcome.done]


class EventUndoResource(Resource):
    """A decision taken back."""

    abilities = {"create": "claims.see"}

    @extend_schema(
        operation_id="events_undo",
        summary="Undo a decision",
        request=None,
        responses={200: ClaimDetailSerializer},
    )
    def create(self, request: Request, event_id: int) -> Response:
        """Take back the decision that an event tells: one's own or a lower role's, the newest, and not public."""
        undone = undo_decision(event_id=event_id, by=self.current_user)
        return self.render(claims.get_claim(undone.claim_id or 0), ClaimDetailSerializer)


class BatchUndoResource(Resource):
    """A selection taken back."""

    abilities = {"create": "claims.see"}

    @extend_schema(
        operation_id="batches_undo",
        summary="Undo a whole selection",
        request=None,
        responses={200: BatchUndoSerializer},
    )
    def create(self, request: Request, batch: UUID) -> Response:
        """Take back all that was decided in one request and still stands; the rest is named and left."""
        return self.render(undo_batch(batch=str(batch), by=self.current_user), BatchUndoSerializer)
