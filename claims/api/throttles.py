"""How often somebody may ask. Counts live in Redis, and Redis being away stops nobody."""

from typing import TYPE_CHECKING

import structlog
from redis.exceptions import RedisError
from rest_framework.request import Request
from rest_framework.throttling import AnonRateThrottle, SimpleRateThrottle, UserRateThrottle

log = structlog.get_logger(__name__)

if TYPE_CHECKING:
    from rest_framework.views import APIView

    _Throttle = SimpleRateThrottle
else:
    _Throttle = object


class Forgiving(_Throttle):
    """Lets a request pass when the counts cannot be read."""

    def allow_request(self, request: Request, view: "APIView") -> bool:
        """Whether this request is within the rate."""
        try:
            return super().allow_request(request, view)
        except RedisError as error:
            log.warning("throttle.blind", scope=self.scope, error=str(error))
            return True


class Anonymous(Forgiving, AnonRateThrottle):
    """All requests of an address without an account."""


class Known(Forgiving, UserRateThrottle):
    """All requests of a person."""


class Logins(Forgiving, UserRateThrottle):
    """Attempts to sign in; after this, allauth counts the failed ones per address and account."""

    scope = "logins"


class Reports(Forgiving, UserRateThrottle):
    """Problems that one reader reports."""

    scope = "reports"
