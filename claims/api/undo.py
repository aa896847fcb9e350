"""Undo: one decision, or all decisions of a batch."""

from typing import Any
from uuid import UUID

from drf_spectacular.utils import PolymorphicProxySerializer, extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.article_serializers import ArticleSerializer
from claims.api.claims import ClaimDetailSerializer
from claims.api.inputs import takes_no_body
from claims.api.resources import Resource
from claims.permissions import undo_scope
from claims.refusals import Refusal
from claims.selectors.articles import get_article
from claims.selectors.claims import get_claim
from claims.selectors.decisions import find_verb
from claims.services.undo import BatchUndo, undo_batch, undo_decision


class UndoRefusalSerializer(serializers.Serializer[Refusal]):
    """A claim whose decision was not undone, and why."""

    claim = serializers.SerializerMethodField()
    code = serializers.CharField()
    detail = serializers.CharField()

    def get_claim(self, refusal: Refusal) -> int | None:
        """Return the id of the claim, if the refusal names it."""
        claim_id = refusal.facts.get("claim")
        return claim_id if isinstance(claim_id, int) else None


class BatchUndoSerializer(serializers.Serializer[Any]):
    """The outcome of undoing a batch: ids of the claims that were undone, and why others were not."""

    undone = serializers.SerializerMethodField()
    refused = UndoRefusalSerializer(many=True)

    @extend_schema_field(serializers.ListField(child=serializers.IntegerField()))
    def get_undone(self, outcome: BatchUndo) -> list[int]:
        """Return the ids of the claims whose decision was undone."""
        return [claim.pk for claim in outcome.done]


class EventUndoResource(Resource):
    """Undoing a decision."""

    abilities = {"create": "claims.see"}

    @property
    def scope(self) -> str:
        """Return the scope that the reversed decision needs."""
        verb = find_verb(self.kwargs["event_id"])
        return undo_scope(verb) if verb else super().scope

    @extend_schema(
        operation_id="events_undo",
        summary="Undo a decision",
        request=None,
        responses={
            200: PolymorphicProxySerializer("Restored", [ClaimDetailSerializer, ArticleSerializer], None, many=False)
        },
    )
    @takes_no_body
    def create(self, request: Request, event_id: int) -> Response:
        """Undo the decision of an event: your own or that of a lower role, the newest of its claim, and not public.

        The response is the claim, or the article whose details were edited.
        """
        undone = undo_decision(event_id=event_id, by=self.current_user)
        if undone.claim_id is None:
            return self.render(get_article(undone.article_id or 0), ArticleSerializer)
        return self.render(get_claim(undone.claim_id or 0), ClaimDetailSerializer)


class BatchUndoResource(Resource):
    """Undoing a batch, whose decisions all need the scope of an editor."""

    abilities = {"create": "claims.see"}

    @extend_schema(
        operation_id="batches_undo",
        summary="Undo a batch",
        request=None,
        responses={200: BatchUndoSerializer},
    )
    @takes_no_body
    def create(self, request: Request, batch: UUID) -> Response:
        """Undo the decisions of one request that still stand; the others are listed with a reason."""
        return self.render(undo_batch(batch=str(batch), by=self.current_user), BatchUndoSerializer)
