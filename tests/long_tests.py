"""The longest tests begin first, some on each worker: one that begins last keeps the others waiting for its end."""

from collections.abc import Sequence
from typing import TypeVar

Test = TypeVar("Test")


def deal_long_tests(long: Sequence[Test], others: Sequence[Test], workers: int) -> list[Test]:
    """Return the tests so that the part of each worker, as `--dist worksteal` cuts it, begins with long ones."""
    ordered: list[Test] = []
    count, begun = len(long) + len(others), 0
    for worker in range(workers):
        share = long[worker::workers]
        size = (count - len(ordered)) // (workers - worker)
        end = begun + max(0, size - len(share))
        ordered += [*share, *others[begun:end]]
        begun = end
    return [*ordered, *others[begun:]]
