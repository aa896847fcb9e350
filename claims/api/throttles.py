"""How often somebody may ask. Each web process counts for itself, so that no request waits for another server."""

from typing import Any

from rest_framework.request import Request
from rest_framework.throttling import AnonRateThrottle, UserRateThrottle

from claims.models import Token


class AnonymousThrottle(AnonRateThrottle):
    """All requests of an address without an account."""


class UserThrottle(UserRateThrottle):
    """All requests of a person who signed in; each token counts for itself, up to a limit of its own."""

    def get_cache_key(self, request: Request, view: Any) -> str | None:
        """One count for each token."""
        if not isinstance(request.auth, Token):
            return super().get_cache_key(request, view)
        if request.auth.per_minute:
            self.num_requests, self.duration = request.auth.per_minute, 60
        return self.cache_format % {"scope": self.scope, "ident": request.auth.token_key}


class LoginThrottle(UserRateThrottle):
    """Attempts to sign in; after this, allauth counts the failed ones per address and account."""

    scope = "logins"


class ReportThrottle(UserRateThrottle):
    """Problems that one reader reports."""

    scope = "reports"
