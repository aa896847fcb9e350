"""Tokens: signing in with address and password, and ending what one has issued."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.core import context
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.utils import is_mfa_enabled
from django.core.exceptions import ValidationError as FormError
from drf_spectacular.utils import OpenApiExample, extend_schema
from knox.models import AuthToken
from rest_framework import serializers
from rest_framework.exceptions import AuthenticationFailed, Throttled
from rest_framework.permissions import AllowAny, IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response

from claims import permissions
from claims.api.access import Known, Resource
from claims.api.authentication import Token
from claims.api.fields import String
from claims.api.throttles import Logins
from claims.models import User
from claims.refusals import MfaRequired
from claims.selectors import tokens
from claims.services import tokens as desk


class CredentialsSerializer(serializers.Serializer[Any]):
    """What you sign in with; `code` is the second factor, where your account has one."""

    email = serializers.EmailField()
    password = String(trim_whitespace=False, max_length=1000)
    code = String(required=False, max_length=20)


class TokenSerializer(serializers.ModelSerializer[AuthToken]):
    """A token without its secret."""

    key = serializers.CharField(source="token_key", help_text="The beginning of the secret, by which you know it.")

    class Meta:
        model = AuthToken
        fields: tuple[str, ...] = ("key", "created", "expiry")


class NewTokenSerializer(TokenSerializer):
    """A token with its secret, which is shown this once."""

    token = serializers.CharField(help_text="Send it as `Authorization: Bearer …`.")

    class Meta(TokenSerializer.Meta):
        fields = ("token", *TokenSerializer.Meta.fields)


class TokenListSerializer(serializers.Serializer[dict[str, list[AuthToken]]]):
    """Your tokens, newest first."""

    results = TokenSerializer(many=True)


class Login(Resource):
    """Address and password for a token; whoever asks is nobody yet."""

    authentication_classes = []
    permission_classes = [AllowAny]
    throttle_classes = [Logins]

    def get_authenticate_header(self, request: Request) -> str:
        """What a 401 names as the way to be somebody."""
        return str(Token().authenticate_header(request))

    @extend_schema(
        operation_id="login",
        summary="Sign in",
        request=CredentialsSerializer,
        responses={201: NewTokenSerializer},
        examples=[OpenApiExample("editor", {"email": "edith@desk.example", "password": "…"}, request_only=True)],
    )
    def create(self, request: Request) -> Response:
        """A new token for address and password, and the code of the second factor where there is one."""
        user = _person(**self.body(CredentialsSerializer))
        if permissions.lacks_factor(user):
            raise MfaRequired
        token, secret = desk.issue(user=user)
        token.token = secret
        return self.answer(token, NewTokenSerializer, 201)


def _person(email: str, password: str, code: str = "") -> User:
    """Who this is, by the same door and the same limits as the page: allauth counts what fails."""
    try:
        user = get_adapter().authenticate(context.request, email=email.lower(), password=password)
    except FormError as limit:
        raise Throttled(detail=" ".join(limit.messages)) from limit
    if not isinstance(user, User) or not user.is_active:
        raise AuthenticationFailed("This address and password do not belong together.")
    if is_mfa_enabled(user) and not AuthenticateForm({"code": code}, user=user).is_valid():
        raise AuthenticationFailed("Send the code of your second factor as well.")
    return user


class Tokens(Resource):
    """One's own tokens."""

    permission_classes = [Known]

    @extend_schema(operation_id="tokens_list", summary="My tokens", responses=TokenListSerializer)
    def every(self, request: Request) -> Response:
        """Your tokens that still work, without their secrets."""
        return self.answer({"results": tokens.of_user(self.person)}, TokenListSerializer)

    @extend_schema(operation_id="tokens_revoke", summary="Revoke a token", responses={204: None})
    def destroy(self, request: Request, key: str) -> Response:
        """End one of your tokens."""
        desk.revoke(user=self.person, key=key)
        return Response(status=204)


class Logout(Resource):
    """The end of the token in use."""

    permission_classes = [IsAuthenticated]

    @extend_schema(operation_id="logout", summary="Sign out", request=None, responses={204: None})
    def create(self, request: Request) -> Response:
        """End the token that this request was sent with."""
        if isinstance(request.auth, AuthToken):
            desk.revoke(user=self.person, key=request.auth.token_key)
        return Response(status=204)
