"""Moves: one address for each step of the workflow, from the table of the services."""

from typing import ClassVar

from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.claims import ClaimDetailSerializer
from claims.api.enum_choices import DISMISSAL_REASONS
from claims.api.inputs import Input
from claims.api.preconditions import IF_MATCH_HEADER, add_etag, read_expected_version
from claims.api.resources import Resource
from claims.api.strict_fields import StrictCharField
from claims.bounds import LARGEST_INTEGER, REASON_CHARACTERS
from claims.models import Verdict
from claims.models.token import SCOPE_OF_ROLE
from claims.selectors.claims import get_claim, get_claim_row
from claims.services.moves import make_move
from claims.workflow import MOVES, Move


class VersionedSerializer(Input):
    """`version` of the claim as you saw it; when it has changed since, the move is refused."""

    version = serializers.IntegerField(min_value=1, max_value=LARGEST_INTEGER, required=False)


class DismissalSerializer(VersionedSerializer):
    """Why a claim is put aside."""

    reason = serializers.ChoiceField(choices=DISMISSAL_REASONS)
    note = StrictCharField(max_length=REASON_CHARACTERS, required=False, allow_blank=True)


class MoveWithReasonSerializer(VersionedSerializer):
    """A move that says why, in a few words."""

    reason = StrictCharField(max_length=REASON_CHARACTERS)


class MoveWithNoteSerializer(VersionedSerializer):
    """A move that needs a note where something speaks against it."""

    note = StrictCharField(max_length=REASON_CHARACTERS, required=False, allow_blank=True)


class VerdictNotesSerializer(Input):
    """Words about single parts of a verdict; its editor sees them beside the part."""

    rating = StrictCharField(max_length=Verdict.PART_NOTE_CHARACTERS, required=False, allow_blank=True)
    summary = StrictCharField(max_length=Verdict.PART_NOTE_CHARACTERS, required=False, allow_blank=True)
    justification = StrictCharField(max_length=Verdict.PART_NOTE_CHARACTERS, required=False, allow_blank=True)
    evidence = StrictCharField(max_length=Verdict.PART_NOTE_CHARACTERS, required=False, allow_blank=True)


class SendBackSerializer(MoveWithReasonSerializer):
    """What has to change."""

    notes = VerdictNotesSerializer(required=False)


SERIALIZER_BY_FIELDS: dict[tuple[str, ...], type[VersionedSerializer]] = {
    (): VersionedSerializer,
    ("note",): MoveWithNoteSerializer,
    ("reason",): MoveWithReasonSerializer,
    ("reason", "note"): DismissalSerializer,
    ("reason", "notes"): SendBackSerializer,
}
"""The body of a move, by its inputs."""


class MoveResource(Resource):
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
        said = self.read_body(self.body_shape)
        if IF_MATCH_HEADER in request.headers:
            said["version"] = read_expected_version(request, said, current=get_claim_row(claim_id).version)
        make_move(self.move, claim_id=claim_id, by=self.current_user, **said)
        claim = get_claim(claim_id)
        return add_etag(self.render(claim, ClaimDetailSerializer), claim.version)


def _make_resource(move: Move) -> type[MoveResource]:
    name, shape = move.name, SERIALIZER_BY_FIELDS[move.inputs]
    sources = ", ".join(source.value for source in move.sources)
    described = extend_schema(
        operation_id=f"claims_{name}",
        summary=str(move.label),
        description=f"From {sources} to {move.target}; for the role {move.role} or higher.",
        request=shape,
        responses={200: ClaimDetailSerializer},
    )
    return extend_schema_view(create=described)(
        type(f"Move_{name}", (MoveResource,), {"move": name, "body_shape": shape})
    )


MOVE_RESOURCES: dict[str, type[MoveResource]] = {name: _make_resource(move) for name, move in MOVES.items()}
"""A view for each move."""
