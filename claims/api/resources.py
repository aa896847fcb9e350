"""The base of every resource of the API: permissions, reading of requests, rendering of responses."""

from functools import partial
from typing import Any, ClassVar, cast

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.encoding import iri_to_uri
from rest_framework.exceptions import ValidationError
from rest_framework.permissions import SAFE_METHODS, BasePermission, IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer
from rest_framework.viewsets import GenericViewSet

from claims.api.body_fields import explain_bodies
from claims.api.idempotency import make_idempotent
from claims.api.preconditions import precondition_refusal
from claims.body_limits import BodyTooLarge, exceeded_body_limit
from claims.models import User
from claims.permissions import demand, demand_scope, demand_second_factor, scope_of
from claims.selectors.users import lacks_second_factor


def _public_url(request: HttpRequest, location: str | None = None) -> str:
    """Return a URL of the desk by its settings: what the header Host says may be foreign."""
    return f"{settings.BASE_URL}{iri_to_uri(location or request.get_full_path())}"


SerializerClass = type[BaseSerializer[Any]]
NON_ACTIONS = (None, "metadata")
"""DRF's names for the action of an unknown method, and of OPTIONS."""


class HasAbility(BasePermission):
    """Requires the ability that the resource lists for the action; an action without one is allowed to nobody."""

    def has_permission(self, request: Request, view: "Resource") -> bool:  # type: ignore[override]
        """Return whether the request is allowed; an action that does not exist passes, and gets a 405 later."""
        if view.action in NON_ACTIONS:
            return True
        if request.user.is_authenticated:
            demand(request.user, view.abilities[view.action])
        return IsKnownUser().has_permission(request, view)


class IsKnownUser(IsAuthenticated):
    """Requires an account, with a second factor if the role needs one."""

    def has_permission(self, request: Request, view: "Resource") -> bool:  # type: ignore[override]
        """Return whether the person is signed in; raises `MfaRequired` if the second factor is missing."""
        if isinstance(request.user, User):
            demand_second_factor(lacking=lacks_second_factor(request.user))
        return super().has_permission(request, view)


class Resource(GenericViewSet[Any]):
    """A resource of the API. Its methods parse the request, call one service or selector, and render the result.

    `abilities` has the ability for each action; a write without one needs the scope `own_scope` of a token, or none if
    it is empty.
    """

    abilities: ClassVar[dict[str, str]] = {}
    own_scope: ClassVar[str] = "manage"
    permission_classes = [HasAbility]
    format_kwarg = None
    is_idempotent = True
    http_method_names = ["get", "head", "post", "patch", "delete"]

    def initialize_request(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Request:
        """Read body and query as UTF-8, whatever charset is named (RFC 8259). URLs start with the public one."""
        request.encoding = "utf-8"
        request.build_absolute_uri = partial(_public_url, request)  # type: ignore[method-assign]
        return super().initialize_request(request, *args, **kwargs)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Run a POST once per idempotency key, unless its response must not be stored."""
        if self.is_idempotent and (post := getattr(self, "post", None)):
            self.post = make_idempotent(post)
        return super().dispatch(request, *args, **kwargs)

    def handle_exception(self, exc: Exception) -> Response:
        """Turn a version conflict into a failed precondition for a request with `If-Match`; name missing fields."""
        response = super().handle_exception(precondition_refusal(self.request, exc))
        if isinstance(exc, ValidationError):
            response.data["facts"] |= explain_bodies(self.request, response.data["errors"])
        return response

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Refuse a body that is too large before reading it."""
        if (limit := exceeded_body_limit(request)) is not None:
            raise BodyTooLarge(limit=limit // 1024)
        super().initial(request, *args, **kwargs)

    def check_permissions(self, request: Request) -> None:
        """Check the permissions, then whether a token has the scope."""
        super().check_permissions(request)
        if self.action not in NON_ACTIONS and (scope := self.scope):
            demand_scope(request.auth, scope)

    @property
    def scope(self) -> str:
        """Return the scope that a token needs: "read" for reading, otherwise that of the ability; empty for none."""
        if self.request.method in SAFE_METHODS:
            return "read"
        return scope_of(self.abilities[self.action]) if self.action in self.abilities else self.own_scope

    @property
    def current_user(self) -> User:
        """Return the signed-in person."""
        return cast(User, self.request.user)

    def render_page(self, rows: QuerySet[Any], shape: SerializerClass) -> Response:
        """Return a page of a list."""
        serializer = shape(self.paginate_queryset(rows), many=True, context=self.get_serializer_context())
        return self.get_paginated_response(serializer.data)

    def render(self, instance: Any, shape: SerializerClass, status: int = 200, location: str = "") -> Response:
        """Return one resource; `location` becomes the header `Location`."""
        data = shape(instance, context=self.get_serializer_context()).data
        return Response(data, status=status, headers={"Location": location} if location else None)

    def read_body(self, shape: SerializerClass, data: Any = None) -> dict[str, Any]:
        """Return the validated body."""
        serializer = shape(data=self.request.data if data is None else data)
        serializer.is_valid(raise_exception=True)
        return dict(serializer.validated_data)

    def read_query(self, shape: SerializerClass) -> dict[str, Any]:
        """Return the validated query string."""
        return self.read_body(shape, self.request.query_params.dict())
