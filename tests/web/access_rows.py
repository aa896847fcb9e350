"""A row of the table of access, and the statuses that many rows share."""

from typing import Any, NamedTuple

ROLES = ("anonymous", "contributor", "editor", "moderator", "admin")
EVERYBODY = "200 200 200 200 200"
SIGNED_IN = "302 200 200 200 200"
EDITORS = "302 403 200 200 200"
MODERATORS = "302 403 403 200 200"
LED_ON = "302 302 302 302 302"
EDITORS_LED_ON = "302 403 302 302 302"
EDITORS_CONFLICT = "302 403 409 409 409"
HOLDER_LED_ON = "302 403 302 409 409"
MODERATORS_LED_ON = "302 403 403 302 302"
OWNER = "302 404 200 404 404"
OWNER_LED_ON = "302 404 302 404 404"
ADMINS = "302 403 403 403 200"
ADMINS_LED_ON = "302 403 403 403 302"
ABSENT = "404 404 404 404 404"
"""This desk has no single sign-on."""
NOT_READY = "503 503 503 503 503"
"""No workers run in these tests."""


class AccessRow(NamedTuple):
    """The statuses for each of `ROLES`, the names of the URL's arguments, and the form that is sent."""

    statuses: str
    things: str = ""
    body: dict[str, Any] | None = None
