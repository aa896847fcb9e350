"""Relations between claims, and the judgements of editors."""

from collections.abc import Callable
from typing import Any

from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.account import PersonSerializer
from claims.api.enum_choices import REASON_CODES, RELATION_KIND_CHOICES
from claims.api.inputs import Input, takes_no_body
from claims.api.resources import Resource
from claims.api.switches import SwitchResource, make_switches
from claims.models import Claim, ClaimRelation, Event
from claims.selectors.claims import get_claim_row
from claims.selectors.relations import get_relation, list_relations
from claims.services.relations import confirm_relation, reject_relation, reopen_relation


class RelatedClaimSerializer(serializers.ModelSerializer[Claim]):
    """One of the two claims."""

    class Meta:
        model = Claim
        fields = ("id", "text", "statement", "status")


class RelationReasonSerializer(serializers.Serializer[Any]):
    """Why two claims are the same or not, with the words of the newer and of the older claim that show it."""

    code = serializers.ChoiceField(choices=REASON_CODES)
    ours = serializers.CharField()
    theirs = serializers.CharField()


class RelationSerializer(serializers.ModelSerializer[ClaimRelation]):
    """A relation between a claim and an older one, `other`, with the judgement of an editor.

    `kind` says what the newer claim is to the older one; `score` is their similarity, from 0 to 1.
    """

    claim = RelatedClaimSerializer()
    other = RelatedClaimSerializer()
    judged_by = PersonSerializer(allow_null=True)
    reasons = RelationReasonSerializer(many=True)

    class Meta:
        model = ClaimRelation
        fields = ("id", "claim", "other", "kind", "state", "score", "reasons", "judged_by", "judged_at")


class ConfirmationSerializer(Input):
    """`kind` says what the newer claim is to the older one, if it is not what was suggested."""

    kind = serializers.ChoiceField(choices=RELATION_KIND_CHOICES, required=False)


RELATION_EXAMPLE = OpenApiExample(
    "another number",
    {
        "id": 4,
        "claim": {"id": 9, "text": "500 trees were planted", "statement": "", "status": "detected"},
        "other": {"id": 3, "text": "300 trees were planted", "statement": "", "status": "published"},
        "kind": "number_differs",
        "state": "suggested",
        "score": 0.78,
        "reasons": [
            {"code": "shared_words", "ours": "planted, trees", "theirs": "planted, trees"},
            {"code": "different_numbers", "ours": "500 trees", "theirs": "300 trees"},
        ],
        "judged_by": None,
        "judged_at": None,
    },
    response_only=True,
)


class ClaimRelationsResource(Resource):
    """The relations of a claim."""

    abilities = {"list": "claims.see"}

    @extend_schema(operation_id="relations_list", summary="Related claims", responses=RelationSerializer(many=True))
    def list(self, request: Request, claim_id: int) -> Response:
        """Return the suggested and judged relations of a claim to others, the most similar first."""
        return self.render_page(list_relations(get_claim_row(claim_id)), RelationSerializer)


class RelationConfirmationResource(Resource):
    """The confirmation of a relation."""

    abilities = {"create": "relations.judge"}

    @extend_schema(
        operation_id="relations_confirm",
        summary="Confirm a relation",
        request=ConfirmationSerializer,
        responses={200: RelationSerializer},
        examples=[RELATION_EXAMPLE],
    )
    def create(self, request: Request, relation_id: int) -> Response:
        """Confirm a relation as it was suggested or as `kind` says, and return it."""
        body = self.read_body(ConfirmationSerializer)
        confirm_relation(relation_id=relation_id, editor=self.current_user, **body)
        return self.render(get_relation(relation_id), RelationSerializer)


class RelationJudgementResource(SwitchResource):
    """The rejection of a relation, or its undoing."""

    abilities = {"create": "relations.judge"}

    @takes_no_body
    def create(self, request: Request, relation_id: int) -> Response:
        """Judge a relation and return it."""
        type(self).service(relation_id=relation_id, editor=self.current_user)
        return self.render(get_relation(relation_id), RelationSerializer)


_JUDGEMENTS: dict[str, tuple[Callable[..., Event | None], str]] = {
    "reject": (reject_relation, "Reject a relation"),
    "reopen": (reopen_relation, "Undo a judgement on a relation"),
}


RELATION_RESOURCES: dict[str, type[Resource]] = {
    "confirm": RelationConfirmationResource,
    **make_switches(RelationJudgementResource, "relations", _JUDGEMENTS, RelationSerializer, [RELATION_EXAMPLE]),
}
"""A resource for each judgement."""
