"""Moves: one address for each step of the workflow, made from one table."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar

from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from claims import workflow
from claims.api.access import Resource
from claims.api.choices import DISMISSAL_REASONS
from claims.api.claims import ClaimDetailSerializer
from claims.api.fields import String
from claims.selectors import claims as reading
from claims.services import claims, moderation, publishing, queue, verdicts


class VersionedSerializer(serializers.Serializer[Any]):
    """`version` of the claim as you saw it; when it has changed since, the move is refused."""

    version = serializers.IntegerField(min_value=1, max_value=2**31 - 1, required=False)


class DismissalSerializer(VersionedSerializer):
    """Why a claim is put aside."""

    reason = serializers.ChoiceField(choices=DISMISSAL_REASONS)
    note = String(max_length=2000, required=False, allow_blank=True)


class ExplainedSerializer(VersionedSerializer):
    """A move that says why, in a few words."""

    reason = String(max_length=2000)


@dataclass(frozen=True, slots=True)
class Step:
    """The service that takes a step, what it calls the person, and what it wants to know."""

    service: Callable[..., object]
    person: str = "editor"
    body: type[VersionedSerializer] = VersionedSerializer


STEPS: dict[str, Step] = {
    "accept": Step(claims.accept),
    "dismiss": Step(claims.dismiss, body=DismissalSerializer),
    "reopen": Step(claims.reopen),
    "take": Step(queue.take),
    "release": Step(queue.release),
    "submit": Step(verdicts.submit),
    "send_back": Step(moderation.send_back, "moderator", ExplainedSerializer),
    "approve": Step(moderation.approve, "moderator"),
    "publish": Step(publishing.publish, "moderator"),
    "correct": Step(verdicts.correct, body=ExplainedSerializer),
    "keep": Step(verdicts.keep),
    "withdraw": Step(publishing.withdraw, "moderator", ExplainedSerializer),
}


class Move(Resource):
    """A step of the workflow."""

    abilities = {"create": "claims.see"}
    step: ClassVar[Step]

    def create(self, request: Request, claim_id: int) -> Response:
        """Take the step; the answer is the claim as it stands then."""
        person = {self.step.person: self.person}
        self.step.service(claim_id=claim_id, **person, **self.body(self.step.body))
        return self.answer(reading.detail(claim_id), ClaimDetailSerializer)


def _door(name: str, step: Step) -> type[Move]:
    move = workflow.MOVES[name]
    sources = ", ".join(source.value for source in move.sources)
    described = extend_schema(
        operation_id=f"claims_{name}",
        summary=move.label,
        description=f"From {sources} to {move.target}; for the role {move.role} or higher.",
        request=step.body,
        responses={200: ClaimDetailSerializer},
    )
    return extend_schema_view(create=described)(type(f"Move_{name}", (Move,), {"step": step}))


DOORS: dict[str, type[Move]] = {name: _door(name, step) for name, step in STEPS.items()}
"""A view for each move."""
