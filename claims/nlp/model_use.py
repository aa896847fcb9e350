"""When this process used a model last: one whose models lie idle can end, and others have their memory."""

import time

_last_use: dict[str, float] = {}


def note_model_use() -> None:
    """Record that a model is used now."""
    _last_use["at"] = time.monotonic()


def idle_model_seconds() -> float:
    """Return the seconds since the last use of a model; 0 if this process has used none."""
    return time.monotonic() - _last_use["at"] if _last_use else 0.0
