"""Who is asking: a bearer token, checked before the database sees it."""

from knox.auth import TokenAuthentication
from knox.models import AuthToken
from rest_framework.exceptions import AuthenticationFailed

from claims.models import User


class Token(TokenAuthentication):  # type: ignore[misc]
    """Knox's tokens. What could never be one is refused, where Knox would fail to decode it."""

    def authenticate_credentials(self, token: bytes) -> tuple[User, AuthToken]:
        """The person and their token."""
        if not token.isalnum():
            raise AuthenticationFailed("Invalid token.")
        person, found = super().authenticate_credentials(token)
        return person, found
