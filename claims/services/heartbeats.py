"""Heartbeats of workers and of the sweep. They are no facts of the desk: no event, and none is missed."""

from django.conf import settings
from redis.exceptions import RedisError

from claims.selectors.heartbeats import EXPIRY_SECONDS, connect_to_valkey, heartbeat_key


def record_heartbeats(*names: str) -> None:
    """Record that each of these queues has a worker, or that the sweep ended, now."""
    try:
        with connect_to_valkey(settings.REDIS_URL).pipeline(transaction=False) as pipeline:
            for name in names:
                pipeline.set(heartbeat_key(name), 1, ex=EXPIRY_SECONDS)
            pipeline.execute()
    except RedisError:
        return  # Celery logs that the broker is away, and the next heartbeat comes in seconds
