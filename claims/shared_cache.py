"""The cache of all processes and machines: Valkey, and for as long as it cannot be reached a small one in this process.

It holds the counts of the rate limits and what allauth remembers for minutes. No request fails because it is away.
"""

import time
from collections.abc import Callable
from functools import cached_property
from typing import Any, TypeVar

import structlog
from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache
from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache, RedisCacheClient
from redis.commands.core import Script
from redis.exceptions import RedisError

log = structlog.get_logger(__name__)

RETRY_SECONDS = 5.0
"""How long the local cache is used before Valkey is tried again."""
LOCAL_ENTRIES = 10_000
Result = TypeVar("Result")
_COUNT_SCRIPT = """
    local count = redis.call('INCRBY', KEYS[1], ARGV[1])
    if redis.call('TTL', KEYS[1]) < 0 then redis.call('EXPIRE', KEYS[1], ARGV[2]) end
    return {count, tonumber(redis.call('GET', KEYS[2]) or 0)}
"""


class SteadyClient(RedisCacheClient):
    """Keeps the client of each pool: making one takes longer than asking it."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._clients: dict[int, Any] = {}

    def get_client(self, key: Any = None, *, write: bool = False) -> Any:
        """Return the client of the pool to write to, or of one to read from."""
        pool = self._get_connection_pool(write)  # type: ignore[attr-defined]  # Django has it
        if id(pool) not in self._clients:
            self._clients[id(pool)] = self._client(connection_pool=pool)  # type: ignore[attr-defined]
        return self._clients[id(pool)]


class ValkeyCache(RedisCache):
    """Django's cache with steady clients."""

    def __init__(self, location: str, params: dict[str, Any]) -> None:
        super().__init__(location, params)
        self._class = SteadyClient


class SharedCache(BaseCache):
    """Passes each call to Valkey, or to the local cache while Valkey is away."""

    def __init__(self, location: str, params: dict[str, Any]) -> None:
        super().__init__(params)
        self._shared = ValkeyCache(location, params)
        self._local = LocMemCache("shared-cache-fallback", {"OPTIONS": {"MAX_ENTRIES": LOCAL_ENTRIES}})
        self._retry_at = 0.0

    def _call(self, work: Callable[[BaseCache], Result]) -> Result:
        if time.monotonic() >= self._retry_at:
            try:
                return work(self._shared)
            except (RedisError, OSError) as error:
                self._retry_at = time.monotonic() + RETRY_SECONDS
                log.warning("cache.away", error=str(error))
        return work(self._local)

    def add(self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        """Store a value unless the key has one."""
        return self._call(lambda cache: cache.add(key, value, timeout, version))

    def get(self, key: Any, default: Any = None, version: int | None = None) -> Any:
        """Return a value."""
        return self._call(lambda cache: cache.get(key, default, version))

    def set(self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> None:
        """Store a value."""
        self._call(lambda cache: cache.set(key, value, timeout, version))

    def touch(self, key: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        """Set the time of a value again."""
        return self._call(lambda cache: cache.touch(key, timeout, version))

    def delete(self, key: Any, version: int | None = None) -> bool:
        """Delete a value."""
        return self._call(lambda cache: cache.delete(key, version))

    def incr(self, key: Any, delta: int = 1, version: int | None = None) -> int:
        """Add to a number, at once for all processes. Raises `ValueError` if there is none."""
        return self._call(lambda cache: cache.incr(key, delta, version))

    def count(self, key: str, number: int, timeout: int, *, earlier: str) -> tuple[int, int]:
        """Add to a number that lives for some seconds; return it, and the value of another key: one round trip."""
        return self._call(lambda cache: self._count(cache, (key, earlier), number, timeout))

    def _count(self, cache: BaseCache, keys: tuple[str, str], number: int, timeout: int) -> tuple[int, int]:
        if cache is self._shared:
            names = [cache.make_and_validate_key(key) for key in keys]
            count, earlier = self._script(keys=names, args=[number, timeout])
            return count, earlier
        cache.add(keys[0], 0, timeout)
        return cache.incr(keys[0], number), cache.get(keys[1], 0)

    @cached_property
    def _script(self) -> Script:
        client = self._shared._cache.get_client(None, write=True)  # noqa: SLF001 - Django has no other way to a script
        return client.register_script(_COUNT_SCRIPT)

    def clear(self) -> None:
        """Delete everything, with all other keys of the database of Valkey: for tests."""
        self._local.clear()
        self._call(lambda cache: cache.clear())
