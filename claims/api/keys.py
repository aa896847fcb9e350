"""Keyboard shortcuts of a person."""

from typing import Any

from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.inputs import Input
from claims.api.resources import IsKnownUser, Resource
from claims.api.strict_fields import StrictCharField
from claims.custom_keys import effective_keys
from claims.keys import KEY_ACTIONS
from claims.models import User
from claims.services.keys import reset_keys, set_keys


class KeySerializer(serializers.Serializer[Any]):
    """An action, your key for it, and its default key."""

    name = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]
    group = serializers.CharField()
    key = serializers.CharField()
    default = serializers.CharField()


class KeyListSerializer(serializers.Serializer[Any]):
    """All actions, in the order of the settings page."""

    keys = KeySerializer(many=True)


class KeysChangeSerializer(Input):
    """Keys by action; an empty key restores the default."""

    keys = serializers.DictField(child=StrictCharField(max_length=3, allow_blank=True, trim_whitespace=False))


class KeysResource(Resource):
    """The keys of the account in use."""

    permission_classes = [IsKnownUser]

    @extend_schema(operation_id="keys_retrieve", summary="My keys", responses=KeyListSerializer)
    def retrieve(self, request: Request) -> Response:
        """Return every action that has a key, with your key for it."""
        return self._keys_response(self.current_user)

    @extend_schema(
        operation_id="keys_update",
        summary="Change my keys",
        request=KeysChangeSerializer,
        responses=KeyListSerializer,
        examples=[OpenApiExample("accept with y", {"keys": {"accept": "y"}}, request_only=True)],
    )
    def partial_update(self, request: Request) -> Response:
        """Change some keys. Two actions of one page cannot have the same key."""
        return self._keys_response(
            set_keys(person=self.current_user, keys=self.read_body(KeysChangeSerializer)["keys"])
        )

    @extend_schema(operation_id="keys_reset", summary="Reset my keys", responses={204: None})
    def destroy(self, request: Request) -> Response:
        """Give all actions their default keys."""
        reset_keys(person=self.current_user)
        return Response(status=204)

    def _keys_response(self, person: User) -> Response:
        in_force = effective_keys(person.keys)
        rows = [
            {"name": action.name, "label": action.label, "group": action.group, "key": in_force[action.name],
             "default": action.key}
            for action in KEY_ACTIONS.values()
        ]  # fmt: skip
        return self.render({"keys": rows}, KeyListSerializer)
