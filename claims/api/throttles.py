"""Rate limits of the API, counted for all processes and machines together."""

from collections.abc import Mapping
from typing import Any

from rest_framework.request import Request
from rest_framework.throttling import AnonRateThrottle, SimpleRateThrottle, UserRateThrottle

from claims.client_addresses import client_group
from claims.models import Token
from claims.rate_limits import Rate, take_from_limit


class CountingThrottle(SimpleRateThrottle):
    """Counts with `claims.rate_limits`; addresses of IPv6 count by network."""

    num_requests: int | None
    duration: int | None
    seconds = 0

    def get_ident(self, request: Request) -> str:
        """Return the client behind the proxies of the desk."""
        return client_group(request.META)

    def allow_request(self, request: Request, view: Any) -> bool:
        """Count this request; False if the limit is reached."""
        client = self.get_cache_key(request, view)
        return client is None or self.admits_client(client)

    def admits_client(self, client: str) -> bool:
        """Count a request of a client."""
        if not self.num_requests or not self.duration:
            return True
        self.seconds = take_from_limit("api", client, [Rate(self.num_requests, self.duration)])
        return not self.seconds

    def wait(self) -> float:
        """Return the seconds until the next request is accepted."""
        return self.seconds


class AnonymousThrottle(CountingThrottle, AnonRateThrottle):
    """All requests of an IP address without an account."""

    def admits(self, headers: Mapping[str, Any]) -> bool:
        """Count a request without an account by its `META`; False if the limit is reached."""
        return self.admits_client(self.cache_format % {"scope": self.scope, "ident": client_group(headers)})


class UserThrottle(CountingThrottle, UserRateThrottle):
    """All requests of a signed-in person; each token is counted separately and may have its own limit."""

    def get_cache_key(self, request: Request, view: Any) -> str | None:
        """Return a key of its own for each token; None for anonymous requests, which `AnonymousThrottle` counts."""
        if not request.user.is_authenticated:
            return None
        if not isinstance(request.auth, Token):
            return super().get_cache_key(request, view)
        if request.auth.per_minute:
            self.num_requests, self.duration = request.auth.per_minute, 60
        return self.cache_format % {"scope": self.scope, "ident": request.auth.token_key}


class LoginThrottle(CountingThrottle, UserRateThrottle):
    """Sign-in attempts of an address; `claims.web.account.sign_in_limits` counts failed ones."""

    scope = "logins"


class ReportThrottle(CountingThrottle, UserRateThrottle):
    """Reports and tips of one reader."""

    scope = "reports"
