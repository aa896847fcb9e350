"""People: the account in use, and the short form of every other account."""

from django.db import transaction
from django.db.models.expressions import Combinable
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.inputs import Input
from claims.api.resources import IsKnownUser, Resource
from claims.api.strict_fields import StrictCharField
from claims.models import User
from claims.permissions import ABILITIES, allows
from claims.selectors.editors import display_name
from claims.services.languages import set_language
from claims.services.time_zones import set_time_zone


class PersonNameField(serializers.CharField):
    """The name of a person, as `User.__str__` gives it."""

    def __init__(self) -> None:
        super().__init__(source="__str__", read_only=True)

    def as_expression(self, path: str) -> Combinable:
        """Return the name in SQL."""
        return display_name(path)


class PersonSerializer(serializers.ModelSerializer[User]):
    """A person with an account, as colleagues see them."""

    name = PersonNameField()

    class Meta:
        model = User
        fields = ("id", "name")


class CurrentUserSerializer(serializers.ModelSerializer[User]):
    """Your own account."""

    abilities = serializers.SerializerMethodField(help_text="What your role may do, apart from the moves of a claim.")

    class Meta:
        model = User
        fields = ("id", "email", "name", "role", "language", "time_zone", "abilities")

    def get_abilities(self, user: User) -> list[str]:
        """Return the names of the abilities that the role has."""
        return [ability for ability in ABILITIES if allows(user, ability)]


class AccountChangeSerializer(Input):
    """What you can change in your own account; what is left out stays."""

    language = StrictCharField(
        max_length=12,
        required=False,
        allow_blank=True,
        help_text="The code of the language of your pages; empty to use the language of your browser.",
    )
    time_zone = StrictCharField(
        max_length=64,
        required=False,
        allow_blank=True,
        help_text="The IANA name of the time zone of your pages; empty for that of the desk. The API is in UTC.",
    )


class CurrentUserResource(Resource):
    """The account that sends the request."""

    permission_classes = [IsKnownUser]

    @extend_schema(operation_id="me", summary="My account", responses=CurrentUserSerializer)
    def retrieve(self, request: Request) -> Response:
        """Return your account, your role and its abilities."""
        return self.render(self.current_user, CurrentUserSerializer)

    @extend_schema(
        operation_id="me_change",
        summary="Change my account",
        request=AccountChangeSerializer,
        responses={200: CurrentUserSerializer},
    )
    def partial_update(self, request: Request) -> Response:
        """Choose the language and the time zone of your pages."""
        body, person = self.read_body(AccountChangeSerializer), self.current_user
        with transaction.atomic():
            if "language" in body:
                set_language(person=person, language=body["language"])
            if "time_zone" in body:
                set_time_zone(person=person, time_zone=body["time_zone"])
        return self.render(person, CurrentUserSerializer)
