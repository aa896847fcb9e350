"""Resources that differ only in the service that a POST without a body calls, such as to pause and to resume."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar, TypeVar

from drf_spectacular.utils import OpenApiExample, extend_schema, extend_schema_view

from claims.api.resources import Resource, SerializerClass


class SwitchResource(Resource):
    """The base of such resources; `create` calls the service."""

    service: ClassVar[Callable[..., Any]]


Switch = TypeVar("Switch", bound=SwitchResource)


def make_switches(
    base: type[Switch],
    prefix: str,
    services: Mapping[str, tuple[Callable[..., Any], str]],
    shape: SerializerClass,
    examples: Sequence[OpenApiExample] = (),
) -> dict[str, type[Switch]]:
    """Return a resource by name for each service with its summary; `prefix` begins the ids of their operations."""
    return {
        name: extend_schema_view(
            create=extend_schema(
                operation_id=f"{prefix}_{name}",
                summary=summary,
                request=None,
                responses={200: shape},
                examples=list(examples) or None,
            )
        )(type(f"{base.__name__}_{name}", (base,), {"service": staticmethod(service)}))
        for name, (service, summary) in services.items()
    }
