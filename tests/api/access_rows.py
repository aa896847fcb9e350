"""A row of the table of access, the statuses that many rows share, and bodies of requests."""

from typing import Any, NamedTuple

ROLES = ("anonymous", "contributor", "editor", "moderator", "admin")
PUBLIC_ROLES = "200 200 200 200 200"
SIGNED_IN_ROLES = "401 200 200 200 200"
EDITORS = "401 403 200 200 200"
MODERATORS = "401 403 403 200 200"
OWNER_ONLY = "401 404 200 404 404"
ADMINS = "401 403 403 403 200"


class AccessRow(NamedTuple):
    """The arguments of the URL, the body, and the status for each of `ROLES`."""

    statuses: str
    things: str = ""
    body: dict[str, Any] | None = None


SERIES_BODY = {"name": "Unemployment rate", "publisher": "Office", "unit": "%", "frequency": "month"}
REASON_BODY = {"reason": "The count was wrong."}
EVIDENCE_BODY = {"question": "How many?", "answer": "298", "stance": "supports"}
WEBHOOK_BODY = {"url": "https://other.example/hook", "events": ["verdict.published"]}
PASSAGE_BODY = {"start": 0, "end": 6, "exact": "Report"}
