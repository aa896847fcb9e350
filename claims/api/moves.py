"""Moves: one URL for each move of the workflow, made from the table of moves."""

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
    """`version` is the version of the claim you saw; if the claim has changed since, the request is refused."""

    version = serializers.IntegerField(min_value=1, max_value=LARGEST_INTEGER, required=False)


class DismissalSerializer(VersionedSerializer):
    """Why a claim is dismissed; a duplicate may name the claim that it is filed under."""

    reason = serializers.ChoiceField(choices=DISMISSAL_REASONS)
    note = StrictCharField(max_length=REASON_CHARACTERS, required=False, allow_blank=True)
    duplicate_of = serializers.IntegerField(min_value=1, max_value=LARGEST_INTEGER, required=False)


class MoveWithReasonSerializer(VersionedSerializer):
    """A move with a reason."""

    reason = StrictCharField(max_length=REASON_CHARACTERS)


class MoveWithNoteSerializer(VersionedSerializer):
    """A move that takes a note, which is required if a check fails."""

    note = StrictCharField(max_length=REASON_CHARACTERS, required=False, allow_blank=True)


class VerdictNotesSerializer(Input):
    """Notes on parts of a verdict; the editor sees each beside its part."""

    rating = StrictCharField(max_length=Verdict.PART_NOTE_CHARACTERS, required=False, allow_blank=True)
    summary = StrictCharField(max_length=Verdict.PART_NOTE_CHARACTERS, required=False, allow_blank=True)
    justification = StrictCharField(max_length=Verdict.PART_NOTE_CHARACTERS, required=False, allow_blank=True)
    evidence = StrictCharField(max_length=Verdict.PART_NOTE_CHARACTERS, required=False, allow_blank=True)


class SendBackSerializer(MoveWithReasonSerializer):
    """What the editor has to change."""

    notes = VerdictNotesSerializer(required=False)


SERIALIZER_BY_FIELDS: dict[tuple[str, ...], type[VersionedSerializer]] = {
    (): VersionedSerializer,
    ("note",): MoveWithNoteSerializer,
    ("reason",): MoveWithReasonSerializer,
    ("reason", "note", "duplicate_of"): DismissalSerializer,
    ("reason", "notes"): SendBackSerializer,
}
"""The body of a move by its inputs."""


class MoveResource(Resource):
    """A move of the workflow."""

    abilities = {"create": "claims.see"}
    move: ClassVar[str]
    body_shape: ClassVar[type[VersionedSerializer]]

    @property
    def scope(self) -> str:
        """Return the scope of the role that the move needs."""
        return SCOPE_OF_ROLE[MOVES[self.move].role]

    def create(self, request: Request, claim_id: int) -> Response:
        """Make the move and return the claim."""
        body = self.read_body(self.body_shape)
        if IF_MATCH_HEADER in request.headers:
            body["version"] = read_expected_version(request, body, current=get_claim_row(claim_id).version)
        make_move(self.move, claim_id=claim_id, by=self.current_user, **body)
        claim = get_claim(claim_id)
        return add_etag(self.render(claim, ClaimDetailSerializer), claim.version)


def _make_resource(move: Move) -> type[MoveResource]:
    name, shape = move.name, SERIALIZER_BY_FIELDS[move.inputs]
    sources = ", ".join(source.value for source in move.sources)
    described = extend_schema(
        operation_id=f"claims_{name}",
        summary=str(move.label),
        description=f"From {sources} to {move.target}; for the role {move.role} or higher. {move.reason_label}".strip(),
        request=shape,
        responses={200: ClaimDetailSerializer},
    )
    return extend_schema_view(create=described)(
        type(f"Move_{name}", (MoveResource,), {"move": name, "body_shape": shape})
    )


MOVE_RESOURCES: dict[str, type[MoveResource]] = {name: _make_resource(move) for name, move in MOVES.items()}
"""A resource for each move."""
