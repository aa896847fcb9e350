"""How often somebody may ask. Each web process counts for itself, so that no request waits for another server."""

from rest_framework.throttling import AnonRateThrottle, UserRateThrottle


class Anonymous(AnonRateThrottle):
    """All requests of an address without an account."""


class Known(UserRateThrottle):
    """All requests of a person."""


class Logins(UserRateThrottle):
    """Attempts to sign in; after this, allauth counts the failed ones per address and account."""

    scope = "logins"


class Reports(UserRateThrottle):
    """Problems that one reader reports."""

    scope = "reports"
