"""Users: inviting, changing and deactivating accounts, for admins."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from claims.api.enum_choices import ROLES
from claims.api.inputs import Input, model_string, takes_no_body
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
        fields = (
            "id", "href", "email", "name", "public_name", "role", "active", "second_factor", "date_joined",
            "last_login",
        )  # fmt: skip


class UserQuerySerializer(serializers.Serializer[Any]):
    """Filters of the list of users."""

    q = StrictCharField(max_length=200, required=False, help_text="Part of a name or email address.")
    role = serializers.ChoiceField(choices=ROLES, required=False)


class InvitationSerializer(Input):
    """A person to invite."""

    email = serializers.EmailField(max_length=length_limit(User, "email"))
    name = model_string(User, "name", required=False, default="", allow_blank=True)
    role = serializers.ChoiceField(choices=ROLES)


class UserChangeSerializer(Input):
    """The fields to change; others do not change. `active` false ends all sessions and tokens at once."""

    name = model_string(User, "name", required=False, allow_blank=True)
    public_name = model_string(
        User, "public_name", required=False, allow_blank=True, help_text="The name under verdicts; empty for `name`."
    )
    role = serializers.ChoiceField(choices=ROLES, required=False)
    active = StrictBooleanField(required=False)


class UsersResource(Resource):
    """All users."""

    abilities = dict.fromkeys(("list", "create", "retrieve", "partial_update", "invite"), "users.manage")

    @extend_schema(operation_id="users_list", parameters=[UserQuerySerializer], responses=UserSerializer(many=True))
    def list(self, request: Request) -> Response:
        """Return users, newest first."""
        query = self.read_query(UserQuerySerializer)
        return self.render_page(list_users(text=query.get("q", ""), role=query.get("role", "")), UserSerializer)

    @extend_schema(
        operation_id="users_create",
        summary="Invite a user",
        request=InvitationSerializer,
        responses={201: UserSerializer},
    )
    def create(self, request: Request) -> Response:
        """Create an account and send its owner an invitation by email."""
        user = invite_user(by=self.current_user, **self.read_body(InvitationSerializer))
        send_invitation(user, by=self.current_user)
        where = reverse("api:user", args=[user.pk], request=request)
        return self.render(get_user(user.pk), UserSerializer, 201, location=where)

    @extend_schema(operation_id="users_retrieve", responses=UserSerializer)
    def retrieve(self, request: Request, user_id: int) -> Response:
        """Return a user."""
        return self.render(get_user(user_id), UserSerializer)

    @extend_schema(operation_id="users_change", request=UserChangeSerializer, responses={200: UserSerializer})
    def partial_update(self, request: Request, user_id: int) -> Response:
        """Change the name or role of a user, or deactivate or reactivate the account."""
        user = get_user(user_id)
        current = {"name": user.name, "role": user.role, "active": user.is_active}
        change_user(user_id=user_id, by=self.current_user, **{**current, **self.read_body(UserChangeSerializer)})
        return self.render(get_user(user_id), UserSerializer)

    @extend_schema(
        operation_id="users_invite", summary="Send the invitation again", request=None, responses={200: UserSerializer}
    )
    @takes_no_body
    def invite(self, request: Request, user_id: int) -> Response:
        """Send the invitation again."""
        send_invitation(record_new_invitation(user_id=user_id, by=self.current_user), by=self.current_user)
        return self.render(get_user(user_id), UserSerializer)
