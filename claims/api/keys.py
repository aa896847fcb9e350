"""Keys of one's own, for whoever drives the pages by keyboard."""

from typing import Any

from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import serializers
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response

from claims import keys as table
from claims.api.access import Resource
from claims.api.fields import String
from claims.api.inputs import Input
from claims.models import User
from claims.services import keys


class KeySerializer(serializers.Serializer[Any]):
    """An action, the key that starts it for you, and the one it came with."""

    name = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]
    group = serializers.CharField()
    key = serializers.CharField()
    default = serializers.CharField()


class KeysSerializer(serializers.Serializer[Any]):
    """All actions, in the order in which a person reads them."""

    keys = KeySerializer(many=True)


class KeysChangeSerializer(Input):
    """Keys by the names of their actions; an empty one is the key that the action came with."""

    keys = serializers.DictField(child=String(max_length=3, allow_blank=True, trim_whitespace=False))


class Keys(Resource):
    """The keys of the account that asks."""

    permission_classes = [IsAuthenticated]

    @extend_schema(operation_id="keys_retrieve", summary="My keys", responses=KeysSerializer)
    def retrieve(self, request: Request) -> Response:
        """Every action that a key starts, with the key it has for you."""
        return self._told(self.person)

    @extend_schema(
        operation_id="keys_update",
        summary="Give actions other keys",
        request=KeysChangeSerializer,
        responses=KeysSerializer,
        examples=[OpenApiExample("accept by y", {"keys": {"accept": "y"}}, request_only=True)],
    )
    def partial_update(self, request: Request) -> Response:
        """Change some keys; refused where two actions of one page would have the same."""
        return self._told(keys.give(person=self.person, keys=self.body(KeysChangeSerializer)["keys"]))

    @extend_schema(operation_id="keys_reset", summary="Give all actions their first keys", responses={204: None})
    def destroy(self, request: Request) -> Response:
        """All actions have the keys that they came with."""
        keys.reset(person=self.person)
        return Response(status=204)

    def _told(self, person: User) -> Response:
        in_force = table.in_force(person.keys)
        rows = [
            {"name": each.name, "label": each.label, "group": each.group, "key": in_force[each.name],
             "default": each.key}
            for each in table.ACTIONS.values()
        ]  # fmt: skip
        return self.answer({"keys": rows}, KeysSerializer)
