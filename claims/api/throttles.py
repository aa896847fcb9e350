"""Rate limits. Each web process counts for itself, so that no request waits for another server."""

from typing import Any

from rest_framework.request import Request
from rest_framework.throttling import AnonRateThrottle, UserRateThrottle

from claims.models import Token


class AnonymousThrottle(AnonRateThrottle):
    """All requests of an IP address without an account."""


class UserThrottle(UserRateThrottle):
    """All requests of a signed-in person; each token is counted separately and may have its own limit."""

    def get_cache_key(self, request: Request, view: Any) -> str | None:
        """Return a key of its own for each token."""
        if not isinstance(request.auth, Token):
            return super().get_cache_key(request, view)
        if request.auth.per_minute:
            self.num_requests, self.duration = request.auth.per_minute, 60
        return self.cache_format % {"scope": self.scope, "ident": request.auth.token_key}


class LoginThrottle(UserRateThrottle):
    """Sign-in attempts; allauth also counts failed ones per IP address and account."""

    scope = "logins"


class ReportThrottle(UserRateThrottle):
    """Reports and tips of one reader."""

    scope = "reports"
