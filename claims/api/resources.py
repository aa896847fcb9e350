"""What every resource of the API has in common: who may use it, and how it reads and answers."""

from typing import Any, ClassVar, cast

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest
from rest_framework.permissions import SAFE_METHODS, BasePermission, IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer
from rest_framework.viewsets import GenericViewSet

from claims.api.errors import RequestTooLarge
from claims.api.idempotency import make_idempotent
from claims.api.preconditions import precondition_refusal
from claims.models import User
from claims.permissions import demand, demand_scope, demand_second_factor, scope_of
from claims.selectors.users import lacks_second_factor

SerializerClass = type[BaseSerializer[Any]]
NON_ACTIONS = (None, "metadata")
"""How DRF calls the action of a method that a view does not have, and of OPTIONS."""


class HasAbility(BasePermission):
    """The ability that the resource's table asks for an action; one that is not in it is for nobody."""

    def has_permission(self, request: Request, view: "Resource") -> bool:  # type: ignore[override]
        """Strangers sign in first, others are told which role it takes; what is not there is a 405."""
        if view.action in NON_ACTIONS:
            return True
        if request.user.is_authenticated:
            demand(request.user, view.abilities[view.action])
            demand_scope(request.auth, view.scope)
        return IsKnownUser().has_permission(request, view)


class IsKnownUser(IsAuthenticated):
    """Somebody with an account, and with the second factor that their role takes."""

    def has_permission(self, request: Request, view: "Resource") -> bool:  # type: ignore[override]
        """Who lacks it is told so with `MfaRequired`."""
        if isinstance(request.user, User):
            demand_second_factor(lacking=lacks_second_factor(request.user))
        return super().has_permission(request, view)


class Resource(GenericViewSet[Any]):
    """A noun of the API. Its methods parse, call one service or selector, and render."""

    abilities: ClassVar[dict[str, str]] = {}
    permission_classes = [HasAbility]
    format_kwarg = None
    is_idempotent = True
    http_method_names = ["get", "head", "post", "patch", "delete"]

    def initialize_request(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Request:
        """JSON is UTF-8, whatever charset is named (RFC 8259), and so are our queries."""
        request.encoding = "utf-8"
        return super().initialize_request(request, *args, **kwargs)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Do a POST once under each key that is sent with it, where its answer may be kept."""
        if self.is_idempotent and (post := getattr(self, "post", None)):
            self.post = make_idempotent(post)
        return super().dispatch(request, *args, **kwargs)

    def handle_exception(self, exc: Exception) -> Response:
        """Tell whoever sent `If-Match` in the terms of HTTP that it did not match."""
        return super().handle_exception(precondition_refusal(self.request, exc))

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Refuse a body that is too large before a byte of it is read."""
        if int(request.META.get("CONTENT_LENGTH") or 0) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
            raise RequestTooLarge
        super().initial(request, *args, **kwargs)

    @property
    def scope(self) -> str:
        """What a token needs for this action: reading is one scope, writing goes by the ability."""
        return "read" if self.request.method in SAFE_METHODS else scope_of(self.abilities[self.action])

    @property
    def current_user(self) -> User:
        """Who asks, where strangers have been sent away."""
        return cast(User, self.request.user)

    def render_page(self, rows: QuerySet[Any], shape: SerializerClass) -> Response:
        """One page of a list."""
        found = shape(self.paginate_queryset(rows), many=True, context=self.get_serializer_context())
        return self.get_paginated_response(found.data)

    def render(self, what: Any, shape: SerializerClass, status: int = 200, location: str = "") -> Response:
        """One thing, and where it stands."""
        data = shape(what, context=self.get_serializer_context()).data
        return Response(data, status=status, headers={"Location": location} if location else None)

    def read_body(self, shape: SerializerClass, data: Any = None) -> dict[str, Any]:
        """What the body asks for, checked against its shape."""
        given = shape(data=self.request.data if data is None else data)
        given.is_valid(raise_exception=True)
        return dict(given.validated_data)

    def read_query(self, shape: SerializerClass) -> dict[str, Any]:
        """What the query string asks for, checked against its shape."""
        return self.read_body(shape, self.request.query_params.dict())
