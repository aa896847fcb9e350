"""Request bodies: fields take their limits from the models, and undeclared fields are refused by name."""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, ClassVar, TypeVar, cast

from django.db import models
from django.utils.translation import gettext as _
from drf_spectacular.extensions import OpenApiSerializerExtension
from rest_framework import serializers
from rest_framework.request import Request

from claims.api.strict_fields import StrictBooleanField, StrictCharField, StrictRelatedField
from claims.models.lengths import length_limit

MAX_NAMED_FIELDS = 10
"""Unknown fields that a refusal names at most."""
NAME_CHARACTERS = 80
"""Characters of an unknown name that a refusal repeats."""


class Input(serializers.Serializer[Any]):
    """The base of every request body and of every object within one."""

    def to_internal_value(self, data: Any) -> Any:
        """Return the checked values; refuses with `unknown_field` what the body does not declare."""
        if isinstance(data, Mapping):
            self._refuse_unknown(data)
        return super().to_internal_value(data)

    def _refuse_unknown(self, data: Mapping[str, Any]) -> None:
        unknown = [str(name)[:NAME_CHARACTERS] for name in data if name not in self.fields][:MAX_NAMED_FIELDS]
        if unknown:
            message = _("There is no field “%(name)s” here.")
            errors = {name: [message % {"name": name}] for name in unknown}
            raise serializers.ValidationError(errors, code="unknown_field")


Action = TypeVar("Action", bound=Callable[..., Any])


def takes_no_body(action: Action) -> Action:
    """Refuse by name what a request sends to an operation without a body."""

    @wraps(action)
    def guarded(resource: Any, request: Request, *args: Any, **kwargs: Any) -> Any:
        Input(data=request.data).is_valid(raise_exception=True)
        return action(resource, request, *args, **kwargs)

    return cast("Action", guarded)


class ModelInput(Input, serializers.ModelSerializer[Any]):
    """A request body whose fields are declared on a model."""

    serializer_field_mapping: ClassVar[dict[Any, Any]] = {
        **serializers.ModelSerializer.serializer_field_mapping,
        models.BooleanField: StrictBooleanField,
        models.CharField: StrictCharField,
        models.TextField: StrictCharField,
    }
    serializer_related_to_field = StrictRelatedField


def model_string(model: type[models.Model], name: str, **options: Any) -> StrictCharField:
    """Return a string field with the limit of the field `name` of `model`, where the body is not a model's."""
    return StrictCharField(max_length=length_limit(model, name), **options)


class InputExtension(OpenApiSerializerExtension):  # type: ignore[no-untyped-call]
    """Say in the OpenAPI document that a request body takes no other fields."""

    target_class = Input
    match_subclasses = True

    def map_serializer(self, auto_schema: Any, direction: Any) -> dict[str, Any]:
        """Return the schema of the body, closed."""
        schema = auto_schema._map_serializer(self.target, direction, bypass_extensions=True)  # noqa: SLF001 - as documented
        return {**schema, "additionalProperties": False}
