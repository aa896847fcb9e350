"""Tokens: signing in with email and password, and managing tokens."""

from allauth.account.adapter import get_adapter
from allauth.core import context
from allauth.mfa import app_settings as factor_settings
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.utils import is_mfa_enabled
from allauth.utils import get_form_class
from django.core.exceptions import ValidationError as FormError
from django.utils.translation import gettext
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import serializers
from rest_framework.exceptions import AuthenticationFailed, Throttled
from rest_framework.permissions import AllowAny, IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.authentication import BearerAuthentication
from claims.api.enum_choices import TOKEN_SCOPES
from claims.api.inputs import Input, model_string, takes_no_body
from claims.api.resources import Resource
from claims.api.strict_fields import StrictCharField
from claims.api.throttles import LoginThrottle
from claims.models import Token, User
from claims.models.token import SCOPES
from claims.permissions import demand_second_factor
from claims.selectors.tokens import list_tokens
from claims.selectors.users import lacks_second_factor
from claims.services.tokens import MAX_REQUESTS_PER_MINUTE, MAX_TOKEN_DAYS, create_token, delete_token


class CredentialsSerializer(Input):
    """Your credentials; `code` is the second factor, if your account has one."""

    email = serializers.EmailField()
    password = StrictCharField(trim_whitespace=False, max_length=1000)
    code = StrictCharField(required=False, max_length=20)


class TokenSerializer(serializers.ModelSerializer[Token]):
    """A token without its secret."""

    scopes = serializers.ListField(
        child=serializers.ChoiceField(choices=TOKEN_SCOPES), help_text="What it may do; empty means everything."
    )
    key = serializers.CharField(source="token_key", help_text="The first characters of the secret.")

    class Meta:
        model = Token
        fields: tuple[str, ...] = ("key", "name", "scopes", "per_minute", "created", "last_used", "expiry")


class NewTokenSerializer(TokenSerializer):
    """A new token with its secret, which is shown only once."""

    token = serializers.CharField(help_text="Send it as `Authorization: Bearer …`.")

    class Meta(TokenSerializer.Meta):
        fields = ("token", *TokenSerializer.Meta.fields)


class TokenRequestSerializer(Input):
    """A token to create for a program."""

    name = model_string(Token, "name")
    scopes = serializers.ListField(
        child=serializers.ChoiceField(choices=TOKEN_SCOPES), required=False, max_length=len(SCOPES)
    )
    days = serializers.IntegerField(min_value=1, max_value=MAX_TOKEN_DAYS, required=False)
    per_minute = serializers.IntegerField(min_value=1, max_value=MAX_REQUESTS_PER_MINUTE, required=False)


class TokenListSerializer(serializers.Serializer[dict[str, list[Token]]]):
    """Your tokens, newest first."""

    results = TokenSerializer(many=True)


class LoginResource(Resource):
    """Signing in for a token."""

    authentication_classes = []
    permission_classes = [AllowAny]
    is_idempotent = False  # the response holds a secret
    throttle_classes = [LoginThrottle]

    def get_authenticate_header(self, request: Request) -> str:
        """Return the authentication scheme that a 401 names."""
        return str(BearerAuthentication().authenticate_header(request))

    @extend_schema(
        operation_id="login",
        summary="Sign in",
        request=CredentialsSerializer,
        responses={201: NewTokenSerializer},
        examples=[OpenApiExample("editor", {"email": "edith@desk.example", "password": "…"}, request_only=True)],
    )
    def create(self, request: Request) -> Response:
        """Create a token with email, password and, if your account has one, the code of the second factor."""
        user = _authenticate(**self.read_body(CredentialsSerializer))
        demand_second_factor(lacking=lacks_second_factor(user))
        token, secret = create_token(user=user)
        return self.render(_attach_secret(token, secret), NewTokenSerializer, 201)


def _attach_secret(token: Token, secret: str) -> Token:
    token.token = secret
    return token


def _authenticate(email: str, password: str, code: str = "") -> User:
    """Authenticate through allauth, with the same limits as the sign-in page."""
    try:
        user = get_adapter().authenticate(context.request, email=email.lower(), password=password)
    except FormError as error:
        raise Throttled(detail=" ".join(error.messages)) from error
    if not isinstance(user, User) or not user.is_active:
        raise AuthenticationFailed(gettext("The email address or the password is not correct."))
    code_form = get_form_class(factor_settings.FORMS, "authenticate", AuthenticateForm)
    if is_mfa_enabled(user) and not code_form({"code": code}, user=user).is_valid():
        raise AuthenticationFailed(gettext("Send the code of your second factor as well."))
    return user


class TokensResource(Resource):
    """Your tokens."""

    abilities = dict.fromkeys(("list_all", "create", "destroy"), "tokens.manage")
    is_idempotent = False  # the response holds a secret

    @extend_schema(operation_id="tokens_list", summary="My tokens", responses=TokenListSerializer)
    def list_all(self, request: Request) -> Response:
        """Return your valid tokens without their secrets."""
        return self.render({"results": list_tokens(self.current_user)}, TokenListSerializer)

    @extend_schema(
        operation_id="tokens_create",
        summary="Create a token",
        request=TokenRequestSerializer,
        responses={201: NewTokenSerializer},
        examples=[OpenApiExample("read-only token", {"name": "archive", "scopes": ["read"]}, request_only=True)],
    )
    def create(self, request: Request) -> Response:
        """Create a token, with no more scopes than the token in use; its secret is shown only once."""
        by = request.auth if isinstance(request.auth, Token) else None
        token, secret = create_token(user=self.current_user, by=by, **self.read_body(TokenRequestSerializer))
        return self.render(_attach_secret(token, secret), NewTokenSerializer, 201)

    @extend_schema(operation_id="tokens_revoke", summary="Revoke a token", responses={204: None})
    def destroy(self, request: Request, key: str) -> Response:
        """Revoke one of your tokens."""
        delete_token(user=self.current_user, key=key)
        return Response(status=204)


class LogoutResource(Resource):
    """Signing out."""

    permission_classes = [IsAuthenticated]
    own_scope = ""  # every token may end itself

    @extend_schema(operation_id="logout", summary="Sign out", request=None, responses={204: None})
    @takes_no_body
    def create(self, request: Request) -> Response:
        """Revoke the token of this request."""
        if isinstance(request.auth, Token):
            delete_token(user=self.current_user, key=request.auth.token_key)
        return Response(status=204)
