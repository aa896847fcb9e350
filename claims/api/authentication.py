"""Who is asking: a bearer token, checked before the database sees it."""

from knox.auth import TokenAuthentication
from rest_framework.exceptions import AuthenticationFailed

from claims.models import Token, User
from claims.selectors.tokens import find_token_by_secret
from claims.services.tokens import record_token_use


class BearerAuthentication(TokenAuthentication):  # type: ignore[misc]
    """Knox's tokens, found by their digest in one query together with what is asked of their person."""

    def authenticate_credentials(self, token: bytes) -> tuple[User, Token]:
        """The person and their token; what could never be one is refused, where Knox would fail to decode it."""
        found = find_token_by_secret(token.decode()) if token.isalnum() else None
        if found is None:
            raise AuthenticationFailed("Invalid token.")
        record_token_use(found)
        return found.user, found
