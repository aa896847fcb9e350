"""Keys of one's own, for whoever drives the pages by keyboard."""

from typing import Any

from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import serializers
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.inputs import Input
from claims.api.resources import Resource
from claims.api.strict_fields import StrictCharField
from claims.keys import KEY_ACTIONS, effective_keys
from claims.models import User
from claims.services.keys import reset_keys, set_keys


class KeySerializer(serializers.Serializer[Any]):
    """An action, the key that starts it for you, and the one it came with."""

    name = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]
    group = serializers.CharField()
    key = serializers.CharField()
    default = serializers.CharField()


class KeyListSerializer(serializers.Serializer[Any]):
    """All actions, in the order in which a person reads them."""

    keys = KeySerializer(many=True)


class KeysChangeSerializer(Input):
    """Keys by the names of their actions; an empty one is the key that the action came with."""

    keys = serializers.DictField(child=StrictCharField(max_length=3, allow_blank=True, trim_whitespace=False))


class KeysResource(Resource):
    """The keys of the account that asks."""

    permission_classes = [IsAuthenticated]

    @extend_schema(operation_id="keys_retrieve", summary="My keys", responses=KeyListSerializer)
    def retrieve(self, request: Request) -> Response:
        """Every action that a key starts, with the key it has for you."""
        return self._keys_response(self.current_user)

    @extend_schema(
        operation_id="keys_update",
        summary="Give actions other keys",
        request=KeysChangeSerializer,
        responses=KeyListSerializer,
        examples=[OpenApiExample("accept by y", {"keys": {"accept": "y"}}, request_only=True)],
    )
    def partial_update(self, request: Request) -> Response:
        """Change some keys; refused where two actions of one page would have the same."""
        return self._keys_response(
            set_keys(person=self.current_user, keys=self.read_body(KeysChangeSerializer)["keys"])
        )

    @extend_schema(operation_id="keys_reset", summary="Give all actions their first keys", responses={204: None})
    def destroy(self, request: Request) -> Response:
        """All actions have the keys that they came with."""
        reset_keys(person=self.current_user)
        return Response(status=204)

    def _keys_response(self, person: User) -> Response:
        in_force = effective_keys(person.keys)
        rows = [
            {"name": each.name, "label": each.label, "group": each.group, "key": in_force[each.name],
             "default": each.key}
            for each in KEY_ACTIONS.values()
        ]  # fmt: skip
        return self.render({"keys": rows}, KeyListSerializer)
