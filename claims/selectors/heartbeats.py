"""What Valkey knows: how long ago each queue had a worker and the sweep ended, and how many messages wait.

Heartbeats expire by themselves.
The age of one is what Valkey counted since it got it, so that no clock of another machine matters.
"""

from functools import lru_cache

from django.conf import settings
from redis import Redis

EXPIRY_SECONDS = 3600
SWEEP = "sweep"
"""The heartbeat of the periodic tasks: beat sent one, and a worker ran it."""

LATE_SECONDS = {SWEEP: 60}
WORKER_LATE_SECONDS = 30
"""The age from which a heartbeat is late: the sweep runs every 10 seconds, and workers report every 5."""

MESSAGE_SECONDS = 1.0
"""How long a request or a sweep waits for Valkey. Nobody asks twice."""


@lru_cache
def connect_to_valkey(url: str) -> Redis:
    """Return the client of this process."""
    return Redis.from_url(url, socket_timeout=MESSAGE_SECONDS, socket_connect_timeout=MESSAGE_SECONDS)


def heartbeat_key(name: str) -> str:
    """Return the key of a heartbeat in Valkey."""
    return f"factcheck:heartbeat:{name}"


def list_queues() -> list[str]:
    """Return the queues that need a worker."""
    routes = settings.CELERY_TASK_ROUTES.values()
    return sorted({settings.CELERY_TASK_DEFAULT_QUEUE, *(route["queue"] for route in routes)})


def get_heartbeat_ages() -> dict[str, float | None]:
    """Return the seconds since the last heartbeat of each queue and of the sweep, None if there is none.

    Raises `RedisError` while Valkey is away.
    """
    names = [*list_queues(), SWEEP]
    with connect_to_valkey(settings.REDIS_URL).pipeline(transaction=False) as pipeline:
        for name in names:
            pipeline.pttl(heartbeat_key(name))
        return {name: _age(left) for name, left in zip(names, pipeline.execute(), strict=True)}


def count_queued_messages(*queues: str) -> dict[str, int]:
    """Return the number of messages that wait in each of these queues. Raises `RedisError` while Valkey is away."""
    with connect_to_valkey(settings.REDIS_URL).pipeline(transaction=False) as pipeline:
        for queue in queues:
            pipeline.llen(queue)
        return dict(zip(queues, pipeline.execute(), strict=True))


def state_of_heartbeat(name: str, age: float | None) -> str:
    """Return none, ok or late."""
    if age is None:
        return "none"
    return "ok" if age <= LATE_SECONDS.get(name, WORKER_LATE_SECONDS) else "late"


def _age(milliseconds_left: int) -> float | None:
    return EXPIRY_SECONDS - milliseconds_left / 1000 if milliseconds_left >= 0 else None
