"""A scenario that counts the events of the services it calls."""

from collections.abc import Callable
from typing import Any

from claims.models import Event


class EventScenario:
    """Calls services one after the other, and checks that each leaves one event."""

    def __init__(self) -> None:
        self.services: set[str] = set()

    def __call__(self, service: Callable[..., Any], **words: Any) -> Any:
        before = Event.objects.count()
        result = service(**words)
        assert Event.objects.count() == before + 1, service
        self.services.add(f"{service.__module__}.{service.__name__}")
        return result
