"""Accounts: who is of the desk, invited, changed and shut out by admins."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from claims.api.enum_choices import ROLES
from claims.api.inputs import Input, model_string
from claims.api.resources import Resource
from claims.api.strict_fields import StrictBooleanField, StrictCharField
from claims.models import User
from claims.models.lengths import length_limit
from claims.selectors.users import get_user, list_users
from claims.services.invitations import send_invitation
from claims.services.users import change_user, invite_user, record_new_invitation


class UserSerializer(serializers.ModelSerializer[User]):
    """An account as an admin sees it."""

    href = serializers.HyperlinkedIdentityField(view_name="api:user", lookup_url_kwarg="user_id")
    role = serializers.ChoiceField(choices=ROLES)
    active = serializers.BooleanField(source="is_active")
    second_factor = serializers.BooleanField(source="has_factor")

    class Meta:
        model = User
        fields = ("id", "href", "email", "name", "role", "active", "second_factor", "date_joined", "last_login")


class UserQuerySerializer(serializers.Serializer[Any]):
    """Which accounts a list shows."""

    q = StrictCharField(max_length=200, required=False, help_text="Part of a name or address.")
    role = serializers.ChoiceField(choices=ROLES, required=False)


class InvitationSerializer(Input):
    """Somebody new."""

    email = serializers.EmailField(max_length=length_limit(User, "email"))
    name = model_string(User, "name", required=False, default="", allow_blank=True)
    role = serializers.ChoiceField(choices=ROLES)


class UserChangeSerializer(Input):
    """What to change; what is not named stays. `active` false ends all sessions and tokens at once."""

    name = model_string(User, "name", required=False, allow_blank=True)
    role = serializers.ChoiceField(choices=ROLES, required=False)
    active = StrictBooleanField(required=False)


class UsersResource(Resource):
    """Everybody with an account."""

    abilities = dict.fromkeys(("list", "create", "retrieve", "partial_update", "invite"), "users.manage")

    @extend_schema(operation_id="users_list", parameters=[UserQuerySerializer], responses=UserSerializer(many=True))
    def list(self, request: Request) -> Response:
        """Accounts, newest first."""
        query = self.read_query(UserQuerySerializer)
        return self.render_page(list_users(text=query.get("q", ""), role=query.get("role", "")), UserSerializer)

    @extend_schema(
        operation_id="users_create",
        summary="Invite somebody",
        request=InvitationSerializer,
        responses={201: UserSerializer},
    )
    def create(self, request: Request) -> Response:
        """Open an account and mail its owner the way to a password."""
        made = invite_user(by=self.current_user, **self.read_body(InvitationSerializer))
        send_invitation(made, by=self.current_user)
        where = reverse("api:user", args=[made.pk], request=request)
        return self.render(get_user(made.pk), UserSerializer, 201, location=where)

    @extend_schema(operation_id="users_retrieve", responses=UserSerializer)
    def retrieve(self, request: Request, user_id: int) -> Response:
        """One account."""
        return self.render(get_user(user_id), UserSerializer)

    @extend_schema(operation_id="users_change", request=UserChangeSerializer, responses={200: UserSerializer})
    def partial_update(self, request: Request, user_id: int) -> Response:
        """Give somebody another name or role, shut them out or let them in again."""
        now = get_user(user_id)
        as_it_is = {"name": now.name, "role": now.role, "active": now.is_active}
        change_user(user_id=user_id, by=self.current_user, **{**as_it_is, **self.read_body(UserChangeSerializer)})
        return self.render(get_user(user_id), UserSerializer)

    @extend_schema(operation_id="users_invite", summary="Invite again", request=None, responses={200: UserSerializer})
    def invite(self, request: Request, user_id: int) -> Response:
        """Mail the way to a password once more."""
        send_invitation(record_new_invitation(user_id=user_id, by=self.current_user), by=self.current_user)
        return self.render(get_user(user_id), UserSerializer)
