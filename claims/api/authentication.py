"""Authentication by bearer token."""

from django.utils.translation import gettext
from knox.auth import TokenAuthentication
from rest_framework.exceptions import AuthenticationFailed

from claims.models import Token, User
from claims.selectors.tokens import find_token_by_secret
from claims.services.tokens import record_token_use


class BearerAuthentication(TokenAuthentication):  # type: ignore[misc]
    """Knox tokens, looked up by digest in one query together with their person."""

    def authenticate_credentials(self, token: bytes) -> tuple[User, Token]:
        """Return the person and their token; Knox would fail to decode a token that is not alphanumeric."""
        token_row = find_token_by_secret(token.decode()) if token.isalnum() else None
        if token_row is None:
            raise AuthenticationFailed(gettext("This token is not valid."))
        record_token_use(token_row)
        return token_row.user, token_row
