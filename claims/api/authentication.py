"""Who is asking: a bearer token, checked before the database sees it."""

from django.utils import timezone
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

    def _cleanup_token(self, auth_token: AuthToken) -> bool:
        """Whether it has run out. Knox would look at all tokens of the person too; issuing one clears those away."""
        return auth_token.expiry is not None and auth_token.expiry < timezone.now()
