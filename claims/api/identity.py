"""The identity of the desk: name, tagline, logo, colour, time zone and languages, with its versions."""

from typing import Any

from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import serializers
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from claims.api.account import PersonSerializer
from claims.api.inputs import Input, model_string, takes_no_body
from claims.api.preconditions import add_etag, read_expected_version
from claims.api.resources import Resource
from claims.bounds import LARGEST_BIGINT
from claims.intake.limited_process import redraw_logo
from claims.models import DeskIdentity
from claims.models.desk_identity import LOGO_LIMITS
from claims.selectors.identity import NumberedIdentity, get_numbered_identity, list_numbered_identities
from claims.services.identity import change_identity, restore_identity

VERSION_HELP = "The version you saw, unless `If-Match` names it; 0 is that of the settings."


class IdentitySerializer(serializers.Serializer[Any]):
    """A version of the identity. Version 0 is that of the settings, which nobody has made."""

    version = serializers.IntegerField()
    name = serializers.CharField(source="identity.name")
    tagline = serializers.CharField(source="identity.tagline", help_text="Empty for the usual line.")
    accent = serializers.CharField(source="identity.accent", help_text="A colour such as `#14507f`; empty for blue.")
    time_zone = serializers.CharField(source="identity.time_zone")
    language = serializers.CharField(source="identity.language", help_text="Of publications, and of mail to readers.")
    languages = serializers.ListField(
        child=serializers.CharField(), source="identity.languages", help_text="Those that people can choose."
    )
    logo = serializers.SerializerMethodField(help_text="The URL of the logo; null if the desk shows its name.")
    changed_by = PersonSerializer(allow_null=True)
    changed_at = serializers.DateTimeField(allow_null=True)

    def get_logo(self, version: NumberedIdentity) -> str | None:
        """Return the URL of the logo."""
        logo = version.identity.logo
        return reverse("logo", args=[logo], request=self.context["request"]) if logo else None


class IdentityListSerializer(serializers.Serializer[Any]):
    """The newest versions, newest first."""

    results = IdentitySerializer(many=True)


class IdentityChangeSerializer(Input):
    """The fields to change; others do not change."""

    version = serializers.IntegerField(min_value=0, max_value=LARGEST_BIGINT, required=False, help_text=VERSION_HELP)
    name = model_string(DeskIdentity, "name", required=False)
    tagline = model_string(DeskIdentity, "tagline", required=False, allow_blank=True)
    accent = model_string(DeskIdentity, "accent", required=False, allow_blank=True)
    time_zone = model_string(DeskIdentity, "time_zone", required=False, help_text="An IANA name.")
    language = model_string(DeskIdentity, "language", required=False)
    languages = serializers.ListField(child=model_string(DeskIdentity, "language"), required=False, max_length=50)


class LogoSerializer(Input):
    """An image (PNG, JPEG, WebP, GIF), wide rather than high."""

    file = serializers.FileField(allow_empty_file=True)


class IdentityRestoreSerializer(Input):
    """The version that is to hold again."""

    version = serializers.IntegerField(min_value=0, max_value=LARGEST_BIGINT, help_text="0 is that of the settings.")


class IdentityResource(Resource):
    """The identity of the desk."""

    abilities = dict.fromkeys(("retrieve", "list_all", "partial_update", "restore"), "site.manage")

    @extend_schema(operation_id="identity_retrieve", summary="The identity of the desk", responses=IdentitySerializer)
    def retrieve(self, request: Request) -> Response:
        """Return name, tagline, logo, colour, time zone and languages."""
        return self._render_current()

    @extend_schema(
        operation_id="identity_versions", summary="Versions of the identity", responses=IdentityListSerializer
    )
    def list_all(self, request: Request) -> Response:
        """Return the newest versions, newest first."""
        return self.render({"results": list_numbered_identities()}, IdentityListSerializer)

    @extend_schema(
        operation_id="identity_change",
        summary="Change the identity",
        request=IdentityChangeSerializer,
        responses={200: IdentitySerializer},
        examples=[OpenApiExample("tagline", {"version": 0, "tagline": "We check what is said"}, request_only=True)],
    )
    def partial_update(self, request: Request) -> Response:
        """Change the identity, based on the version you saw. Unchanged values make no new version."""
        body = self.read_body(IdentityChangeSerializer)
        current = get_numbered_identity()
        version = read_expected_version(request, body, current=current.version)
        body.pop("version", None)
        change_identity(**(current.settable | body), version=version, by=self.current_user)
        return self._render_current()

    @extend_schema(
        operation_id="identity_restore",
        summary="Restore an earlier identity",
        request=IdentityRestoreSerializer,
        responses={200: IdentitySerializer},
    )
    def restore(self, request: Request) -> Response:
        """Let an earlier version hold again, as a new one."""
        body = self.read_body(IdentityRestoreSerializer)
        restore_identity(version=body["version"], by=self.current_user)
        return self._render_current()

    def _render_current(self) -> Response:
        version = get_numbered_identity()
        return add_etag(self.render(version, IdentitySerializer), version.version)


class LogoResource(IdentityResource):
    """The logo of the desk."""

    abilities = dict.fromkeys(("create", "destroy"), "site.manage")

    def get_parsers(self) -> list[Any]:
        """Return the parser of forms; a request that deletes the logo has no body."""
        is_upload = self.request is not None and self.request.method == "POST"
        return [MultiPartParser()] if is_upload else list(super().get_parsers())

    @extend_schema(
        operation_id="identity_logo",
        summary="Upload a logo",
        request={"multipart/form-data": LogoSerializer},
        responses={200: IdentitySerializer},
    )
    def create(self, request: Request) -> Response:
        """Show a logo instead of the name on public pages. The image is drawn anew, without its metadata."""
        file = self.read_body(LogoSerializer)["file"]
        logo = redraw_logo(file.read(LOGO_LIMITS["max_bytes"] + 1), **LOGO_LIMITS)
        self._change_logo(logo=logo)
        return self._render_current()

    @extend_schema(
        operation_id="identity_logo_remove",
        summary="Remove the logo",
        request=None,
        responses={200: IdentitySerializer},
    )
    @takes_no_body
    def destroy(self, request: Request) -> Response:
        """Show the name of the desk instead of its logo."""
        self._change_logo(remove_logo=True)
        return self._render_current()

    def _change_logo(self, **change: Any) -> None:
        current = get_numbered_identity()
        change_identity(**current.settable, version=current.version, by=self.current_user, **change)
