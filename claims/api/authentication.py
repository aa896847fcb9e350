"""Who is asking: a bearer token, checked before the database sees it."""

from django.utils import timezone
from knox.auth import TokenAuthentication
from rest_framework.exceptions import AuthenticationFailed

from claims.models import Token, User
from claims.services import tokens


class Bearer(TokenAuthentication):  # type: ignore[misc]
    """Knox's tokens. What could never be one is refused, where Knox would fail to decode it."""

    def authenticate_credentials(self, token: bytes) -> tuple[User, Token]:
        """The person and their token."""
        if not token.isalnum():
            raise AuthenticationFailed("Invalid token.")
        person, found = super().authenticate_credentials(token)
        tokens.seen(found)
        return person, found

    def _cleanup_token(self, auth_token: Token) -> bool:
        """Whether it has ended. Knox would look through all tokens of the person at each request; a sweep does that."""
        return auth_token.expiry is not None and auth_token.expiry < timezone.now()
