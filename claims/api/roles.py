"""Roles: their abilities, and whether they need a second factor."""

from typing import Any

from drf_spectacular.utils import OpenApiExample, OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.enum_choices import ROLES
from claims.api.inputs import Input
from claims.api.resources import Resource
from claims.api.strict_fields import StrictBooleanField
from claims.permissions import ABILITIES
from claims.refusals import NotFound
from claims.selectors.users import get_second_factor_rules
from claims.services.role_rules import set_second_factor_rule
from claims.workflow import MOVES, Role


class RoleRuleSerializer(serializers.Serializer[Any]):
    """A role with its `abilities` and the `moves` it can make, including those of lower roles."""

    role = serializers.ChoiceField(choices=ROLES)
    abilities = serializers.ListField(child=serializers.CharField())
    moves = serializers.ListField(child=serializers.CharField())
    second_factor = serializers.BooleanField(help_text="Whether everybody with this role needs a second factor.")


class RoleRuleListSerializer(serializers.Serializer[Any]):
    """All roles, the lowest first."""

    results = RoleRuleSerializer(many=True)


class RoleRuleChangeSerializer(Input):
    """The new rule of a role."""

    second_factor = StrictBooleanField()


class RolesResource(Resource):
    """The roles of the desk."""

    abilities = {"list_all": "users.manage", "partial_update": "users.manage"}

    @extend_schema(operation_id="roles_list", summary="All roles", responses=RoleRuleListSerializer)
    def list_all(self, request: Request) -> Response:
        """Return what each role may do, and whether it needs a second factor."""
        rules = get_second_factor_rules()
        return self.render({"results": [_role_data(role, rules[role]) for role in Role]}, RoleRuleListSerializer)

    @extend_schema(
        operation_id="roles_change",
        summary="Change the rule of a role",
        parameters=[OpenApiParameter("role", str, "path", enum=[role.value for role in Role])],
        request=RoleRuleChangeSerializer,
        responses={200: RoleRuleSerializer},
        examples=[OpenApiExample("a second factor", {"second_factor": True}, request_only=True)],
    )
    def partial_update(self, request: Request, role: str) -> Response:
        """Start or stop requiring a second factor from everybody with this role."""
        if role not in set(Role):
            raise NotFound
        rule = set_second_factor_rule(
            role=role, mfa=self.read_body(RoleRuleChangeSerializer)["second_factor"], by=self.current_user
        )
        return self.render(_role_data(Role(role), rule.mfa_required), RoleRuleSerializer)


def _role_data(role: Role, second_factor: bool) -> dict[str, Any]:  # noqa: FBT001 - the current rule
    return {
        "role": role,
        "abilities": [name for name, ability in ABILITIES.items() if role.rank >= ability.role.rank],
        "moves": [move.name for move in MOVES.values() if role.rank >= move.role.rank],
        "second_factor": second_factor,
    }
