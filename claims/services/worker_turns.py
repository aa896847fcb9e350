"""Turns that one worker at a time has, kept in Valkey. A worker that dies loses its turn by time."""

from collections.abc import Iterator
from contextlib import contextmanager
from secrets import token_hex

from django.conf import settings

from claims.selectors.heartbeats import connect_to_valkey

EXTRA_SECONDS = 20
"""A turn lasts longer than its work by the time that its last step may take."""

END_OWN_TURN = "if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('del', KEYS[1]) end"


@contextmanager
def hold_turn(name: str, *, seconds: float) -> Iterator[bool]:
    """Yield whether the turn is ours. It ends with the block, and by itself after the seconds."""
    valkey, key, owner = connect_to_valkey(settings.REDIS_URL), f"factcheck:turn:{name}", token_hex(8)
    is_ours = bool(valkey.set(key, owner, nx=True, ex=int(seconds) + EXTRA_SECONDS))
    try:
        yield is_ours
    finally:
        if is_ours:
            valkey.eval(END_OWN_TURN, 1, key, owner)
