"""Moves: one address for each step of the workflow, from the table of the services."""

from typing import ClassVar

from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.access import Resource
from claims.api.choices import DISMISSAL_REASONS
from claims.api.claims import ClaimDetailSerializer
from claims.api.fields import String
from claims.api.inputs import Input
from claims.api.preconditions import HEADER, seen, tagged
from claims.bounds import LARGEST_INTEGER, REASON_CHARACTERS
from claims.models import Verdict
from claims.models.token import SCOPE_OF_ROLE
from claims.selectors import claims as reading
from claims.services import moves
from claims.workflow import MOVES
from claims.workflow import Move as Row


class VersionedSerializer(Input):
    """`version` of the claim as you saw it; when it has changed since, the move is refused."""

    version = serializers.IntegerField(min_value=1, max_value=LARGEST_INTEGER, required=False)


class DismissalSerializer(VersionedSerializer):
    """Why a claim is put aside."""

    reason = serializers.ChoiceField(choices=DISMISSAL_REASONS)
    note = String(max_length=REASON_CHARACTERS, required=False, allow_blank=True)


class ExplainedSerializer(VersionedSerializer):
    """A move that says why, in a few words."""

    reason = String(max_length=REASON_CHARACTERS)


class NotedSerializer(VersionedSerializer):
    """A move that needs a note where something speaks against it."""

    note = String(max_length=REASON_CHARACTERS, required=False, allow_blank=True)


class PartsSerializer(Input):
    """Words about single parts of a verdict; its editor sees them beside the part."""

    rating = String(max_length=Verdict.PART_NOTE_CHARACTERS, required=False, allow_blank=True)
    summary = String(max_length=Verdict.PART_NOTE_CHARACTERS, required=False, allow_blank=True)
    justification = String(max_length=Verdict.PART_NOTE_CHARACTERS, required=False, allow_blank=True)
    evidence = String(max_length=Verdict.PART_NOTE_CHARACTERS, required=False, allow_blank=True)


class SentBackSerializer(ExplainedSerializer):
    """What has to change."""

    notes = PartsSerializer(required=False)


BODIES: dict[tuple[str, ...], type[VersionedSerializer]] = {
    (): VersionedSerializer,
    ("note",): NotedSerializer,
    ("reason",): ExplainedSerializer,
    ("reason", "note"): DismissalSerializer,
    ("reason", "notes"): SentBackSerializer,
}
"""The body of a move, by its inputs."""


class Move(Resource):
    """A step of the workflow."""

    abilities = {"create": "claims.see"}
    move: ClassVar[str]
    body_shape: ClassVar[type[VersionedSerializer]]

    @property
    def scope(self) -> str:
        """By the role of the step, not by that of the door."""
        return SCOPE_OF_ROLE[MOVES[self.move].role]

    def create(self, request: Request, claim_id: int) -> Response:
        """Take the step; the answer is the claim as it stands then."""
        said = self.body(self.body_shape)
        if HEADER in request.headers:
            said["version"] = seen(request, said, current=reading.plain(claim_id).version)
        moves.make(self.move, claim_id=claim_id, by=self.person, **said)
        claim = reading.detail(claim_id)
        return tagged(self.answer(claim, ClaimDetailSerializer), claim.version)


def _door(move: Row) -> type[Move]:
    name, shape = move.name, BODIES[move.inputs]
    sources = ", ".join(source.value for source in move.sources)
    described = extend_schema(
        operation_id=f"claims_{name}",
        summary=str(move.label),
        description=f"From {sources} to {move.target}; for the role {move.role} or higher.",
        request=shape,
        responses={200: ClaimDetailSerializer},
    )
    return extend_schema_view(create=described)(type(f"Move_{name}", (Move,), {"move": name, "body_shape": shape}))


DOORS: dict[str, type[Move]] = {name: _door(move) for name, move in MOVES.items()}
"""A view for each move."""
