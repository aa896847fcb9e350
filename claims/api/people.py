"""People: who did it, and who I am."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from claims import permissions
from claims.api.access import Known, Resource
from claims.models import User


class PersonSerializer(serializers.ModelSerializer[User]):
    """Somebody with an account, as others see them."""

    name = serializers.CharField(source="__str__", read_only=True)

    class Meta:
        model = User
        fields = ("id", "name")


class AccountSerializer(serializers.ModelSerializer[User]):
    """One's own account."""

    abilities = serializers.SerializerMethodField(help_text="What your role may do, beside the moves of a claim.")

    class Meta:
        model = User
        fields = ("id", "email", "name", "role", "abilities")

    def get_abilities(self, user: User) -> list[str]:
        """The names of what the role allows."""
        return [ability for ability in permissions.ABILITIES if permissions.allows(user, ability)]


class Me(Resource):
    """The account that asks."""

    permission_classes = [Known]

    @extend_schema(operation_id="me", summary="Who am I?", responses=AccountSerializer)
    def retrieve(self, request: Request) -> Response:
        """Your account, your role and what it allows."""
        return self.answer(self.person, AccountSerializer)
