"""People: who did it, and who I am."""

from typing import Any

from django.db.models.expressions import Combinable
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.resources import IsKnownUser, Resource
from claims.api.strict_fields import StrictCharField
from claims.models import User
from claims.permissions import ABILITIES, allows
from claims.selectors.editors import display_name
from claims.services.languages import set_language


class PersonNameField(serializers.CharField):
    """The name of a person, as `User.__str__` gives it."""

    def __init__(self) -> None:
        super().__init__(source="__str__", read_only=True)

    def as_expression(self, path: str) -> Combinable:
        """The same in SQL."""
        return display_name(path)


class PersonSerializer(serializers.ModelSerializer[User]):
    """Somebody with an account, as others see them."""

    name = PersonNameField()

    class Meta:
        model = User
        fields = ("id", "name")


class CurrentUserSerializer(serializers.ModelSerializer[User]):
    """One's own account."""

    abilities = serializers.SerializerMethodField(help_text="What your role may do, beside the moves of a claim.")

    class Meta:
        model = User
        fields = ("id", "email", "name", "role", "language", "abilities")

    def get_abilities(self, user: User) -> list[str]:
        """The names of what the role allows."""
        return [ability for ability in ABILITIES if allows(user, ability)]


class AccountChangeSerializer(serializers.Serializer[Any]):
    """What you can change about your account yourself."""

    language = StrictCharField(
        max_length=12,
        allow_blank=True,
        help_text="The code of the language in which you read the desk; an empty one follows your browser.",
    )


class CurrentUserResource(Resource):
    """The account that asks."""

    permission_classes = [IsKnownUser]

    @extend_schema(operation_id="me", summary="Who am I?", responses=CurrentUserSerializer)
    def retrieve(self, request: Request) -> Response:
        """Your account, your role and what it allows."""
        return self.render(self.current_user, CurrentUserSerializer)

    @extend_schema(
        operation_id="me_change",
        summary="Change my account",
        request=AccountChangeSerializer,
        responses={200: CurrentUserSerializer},
    )
    def partial_update(self, request: Request) -> Response:
        """Choose the language in which you read the desk."""
        return self.render(
            set_language(person=self.current_user, **self.read_body(AccountChangeSerializer)), CurrentUserSerializer
        )
