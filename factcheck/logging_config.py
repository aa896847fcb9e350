"""One log format for Django, Celery and the servers: JSON in production, columns in a terminal."""

import re
from typing import Any

import structlog
from structlog.typing import EventDict, Processor

RENDERERS: dict[str, Processor] = {
    "json": structlog.processors.JSONRenderer(),
    "console": structlog.dev.ConsoleRenderer(colors=False, exception_formatter=structlog.dev.plain_traceback),
}

_UUID = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
_SECRET = re.compile(
    rf"(?<=/reset/key/)[^/?]+|(?<=/confirm-email/)[^/?]+|(?<=/tips/){_UUID}|\?.*", re.DOTALL | re.IGNORECASE
)


def redact_request(_logger: Any, _method: str, event: EventDict) -> EventDict:
    """Remove keys that open something, and query strings, from the logged request."""
    if isinstance(request := event.get("request"), str):
        event["request"] = _SECRET.sub("…", request)
    return event


SHARED_PROCESSORS: list[Processor] = [
    structlog.contextvars.merge_contextvars,
    redact_request,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.processors.StackInfoRenderer(),
]


def configure_logging(*, style: str, level: str) -> dict[str, Any]:
    """Configure structlog and return the matching value for Django's LOGGING.

    `style` is a key of `RENDERERS`, `level` the lowest level that is logged.
    """
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *SHARED_PROCESSORS,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": _formatter(RENDERERS[style], tracebacks=style == "json")},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            "django.server": {"handlers": [], "propagate": True},
            "django.request": {"level": "ERROR"},
            "celery.app.trace": {"level": "WARNING"},
            "celery.beat": {"level": "WARNING"},
        },
    }


def _formatter(renderer: Processor, *, tracebacks: bool) -> dict[str, Any]:
    """Return the formatter, which also formats the log records of other libraries."""
    as_text: list[Processor] = [structlog.processors.format_exc_info] if tracebacks else []
    return {
        "()": structlog.stdlib.ProcessorFormatter,
        "foreign_pre_chain": SHARED_PROCESSORS,
        "processors": [
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            *as_text,
            renderer,
        ],
    }
