"""The health checks: whether the web process runs, whether the desk is whole, and a summary.

They name no address, no version and no person. docs/operate.md says which one a load balancer asks.
"""

from celery import current_app
from django.db import Error, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from kombu.exceptions import OperationalError
from redis.exceptions import RedisError

from claims.nlp.encoder_table import EncoderName, is_installed
from claims.selectors.backups import get_backup_states
from claims.selectors.heartbeats import SWEEP, get_heartbeat_ages, list_queues, state_of_heartbeat
from claims.selectors.migrations import is_database_migrated
from claims.selectors.text_vectors import find_vector_columns
from claims.web.access import public_view


@public_view
@never_cache
@require_safe
def health_view(request: HttpRequest) -> JsonResponse:
    """Answer 200 while PostgreSQL answers, else 503. Without Redis, readings are late but nothing is lost.

    A backup that failed or is late degrades the desk too: `backup` and `drill` are none, ok, late, failed or off.
    `vectors` is off where PostgreSQL lacks the extension: then the desk compares claims by their words. `languages` is
    off there and where the multilingual encoder is not installed: then it finds little in other languages.
    """
    parts = {"postgresql": _is_postgresql_up(), "redis": _is_redis_up()}
    backups = _backup_states() if parts["postgresql"] else {}
    is_whole = all(parts.values()) and not {"late", "failed"} & set(backups.values())
    status = "ok" if is_whole else "degraded" if parts["postgresql"] else "down"
    states = {name: "ok" if is_up else "away" for name, is_up in parts.items()}
    vectors = _vector_states() if parts["postgresql"] else {}
    return JsonResponse({"status": status, **states, **vectors, **backups}, status=200 if parts["postgresql"] else 503)


@public_view
@never_cache
@require_safe
def live_view(request: HttpRequest) -> JsonResponse:
    """Answer 200 while this process answers. It asks nobody else, so that no trouble elsewhere restarts it."""
    return JsonResponse({"status": "ok"})


@public_view
@never_cache
@require_safe
def ready_view(request: HttpRequest) -> JsonResponse:
    """Answer 200 while the whole desk works, else 503; each part says ok or what it is instead."""
    postgresql = _is_postgresql_up()
    migrations = _migration_state() if postgresql else "unknown"
    parts = {"postgresql": "ok" if postgresql else "away", "migrations": migrations, **_heartbeat_states()}
    is_ready = set(parts.values()) == {"ok"}
    return JsonResponse({"status": "ok" if is_ready else "not_ready", **parts}, status=200 if is_ready else 503)


def _migration_state() -> str:
    try:
        return "ok" if is_database_migrated() else "behind"
    except Error:
        return "behind"


def _heartbeat_states() -> dict[str, str]:
    """Return the state of Valkey, of the worker of each queue, and of the sweep."""
    names = {**{queue: f"worker_{queue}" for queue in list_queues()}, SWEEP: SWEEP}
    try:
        ages = get_heartbeat_ages()
    except RedisError:
        return {"redis": "away", **dict.fromkeys(names.values(), "unknown")}
    return {"redis": "ok", **{label: state_of_heartbeat(name, ages[name]) for name, label in names.items()}}


def _backup_states() -> dict[str, str]:
    try:
        return {name: part.state for name, part in get_backup_states().items()}
    except Error:
        return {}


def _vector_states() -> dict[str, str]:
    try:
        vectors = "ok" if find_vector_columns() else "off"
    except Error:
        return {"vectors": "unknown", "languages": "unknown"}
    return {"vectors": vectors, "languages": vectors if is_installed(EncoderName.MULTILINGUAL) else "off"}


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
