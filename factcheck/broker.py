"""Acknowledgements of messages that Valkey does not answer.

A worker takes as many messages as it has places. Kombu frees a place only when Valkey has taken the acknowledgement:
after a Valkey that hung, a worker took no messages at all, and only a restart helped.
"""

from collections.abc import Callable
from typing import Any

from kombu.transport import redis


class FreedPlaces(redis.QoS):
    """Frees the place of a message even if its acknowledgement fails.

    Valkey then sends the message again later; tasks may run twice.
    """

    def ack(self, delivery_tag: Any) -> None:
        """Acknowledge a message."""
        self._end(super().ack, delivery_tag)

    def reject(self, delivery_tag: Any, requeue: bool = False) -> None:  # noqa: FBT001, FBT002 - the name of kombu
        """Reject a message, or put it back into its queue."""
        self._end(super().reject, delivery_tag, requeue)

    def _end(self, end: Callable[..., None], delivery_tag: Any, *options: bool) -> None:
        try:
            end(delivery_tag, *options)
        except Exception:
            self._quick_ack(delivery_tag)
            raise


def free_places_of_unanswered_messages() -> None:
    """Make the connections of this process use it."""
    redis.Channel.QoS = FreedPlaces
