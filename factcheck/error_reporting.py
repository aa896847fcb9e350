"""Optional reports of errors to Sentry, or to a server that speaks its protocol. Nothing is sent without SENTRY_DSN.

A report says which code failed where, and the id of the request. It names no person: no texts, addresses, forms, SQL,
values of variables, or messages of exceptions, which can quote any of them. The log of the desk has those.
"""

from typing import Any

import structlog

EVENT_KEYS = frozenset(
    {"event_id", "timestamp", "platform", "level", "transaction", "transaction_info", "release", "environment", "sdk"}
)
"""What a report keeps of an event, besides its exceptions; everything else is left out."""

FRAME_KEYS = frozenset({"filename", "module", "function", "lineno", "in_app"})


def start_error_reporting(dsn: str) -> None:
    """Send unhandled errors of this process to the server of the DSN; without one, load nothing."""
    if not dsn:
        return
    import sentry_sdk  # only here, so that a desk without it does not even load it
    from sentry_sdk.integrations.logging import LoggingIntegration

    sentry_sdk.init(
        dsn,
        include_local_variables=False,
        include_source_context=False,
        max_request_body_size="never",
        max_breadcrumbs=0,
        auto_session_tracking=False,
        send_client_reports=False,
        disabled_integrations=[LoggingIntegration()],
        before_send=scrub_event,
    )


def scrub_event(event: Any, _hint: dict[str, Any]) -> Any:
    """Return the event with nothing but the place of the error and the id of the request."""
    scrubbed = {key: value for key, value in event.items() if key in EVENT_KEYS}
    exceptions = event.get("exception", {}).get("values", [])
    scrubbed["exception"] = {"values": [_scrub_exception(exception) for exception in exceptions]}
    context = structlog.contextvars.get_contextvars()
    scrubbed["tags"] = {name: context[name] for name in ("request_id", "task_id") if name in context}
    return scrubbed


def _scrub_exception(exception: dict[str, Any]) -> dict[str, Any]:
    frames = (exception.get("stacktrace") or {}).get("frames", [])
    kept = [{key: value for key, value in frame.items() if key in FRAME_KEYS} for frame in frames]
    return {"type": exception.get("type"), "module": exception.get("module"), "stacktrace": {"frames": kept}}
