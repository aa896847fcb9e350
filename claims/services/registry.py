"""The services of the moves of the workflow, registered by the name of the move."""

from collections.abc import Callable
from typing import TypeVar

from claims.models import Event
from claims.workflow import MOVES

Service = Callable[..., Event | None]
S = TypeVar("S", bound=Service)

SERVICES: dict[str, Service] = {}
"""The service of each move. It returns its event, or None if nothing had to be done."""


def makes_move(name: str) -> Callable[[S], S]:
    """Register the service of a move. Raises `KeyError` for a name that is not in the table."""
    move = MOVES[name]

    def register(service: S) -> S:
        SERVICES[move.name] = service
        return service

    return register
