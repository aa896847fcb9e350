"""The health check for monitoring."""

from celery import current_app
from django.db import Error, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from kombu.exceptions import OperationalError

from claims.selectors.backups import get_backup_states
from claims.web.access import public_view


@public_view
@never_cache
@require_safe
def health_view(request: HttpRequest) -> JsonResponse:
    """Answer 200 while PostgreSQL answers, else 503. Without Redis, readings are late but nothing is lost.

    A backup that failed or is late degrades the desk too: `backup` and `drill` are none, ok, late, failed or off.
    """
    parts = {"postgresql": _is_postgresql_up(), "redis": _is_redis_up()}
    backups = _backup_states() if parts["postgresql"] else {}
    is_whole = all(parts.values()) and not {"late", "failed"} & set(backups.values())
    status = "ok" if is_whole else "degraded" if parts["postgresql"] else "down"
    states = {name: "ok" if is_up else "away" for name, is_up in parts.items()}
    return JsonResponse({"status": status, **states, **backups}, status=200 if parts["postgresql"] else 503)


def _backup_states() -> dict[str, str]:
    try:
        return {name: part.state for name, part in get_backup_states().items()}
    except Error:
        return {}


def _is_postgresql_up() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        return False
    return True


def _is_redis_up() -> bool:
    try:
        with current_app.connection_for_write() as broker:
            broker.ensure_connection(max_retries=0)
    except OperationalError:
        return False
    return True
