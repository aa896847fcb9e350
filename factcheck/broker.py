"""The places of a worker: how many messages it takes from each queue at a time, and when a place is free again.

One worker serves several queues, and each of them has places of its own: a queue whose tasks take long leaves the
others alone. Kombu counts the messages of all queues together, and frees a place only when Valkey has taken the
acknowledgement: after a Valkey that hung, a worker took no messages at all, and only a restart helped.
"""

import math
from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any

from kombu.transport import redis
from kombu.utils.scheduling import round_robin_cycle


class FreedPlaces(redis.QoS):
    """Frees the place of a message even if its acknowledgement fails.

    Valkey then sends the message again later; tasks may run twice.
    """

    def count_running(self) -> Counter[str]:
        """Return how many tasks of each queue run. Those that wait for their time do not."""
        messages = [message for tag, message in list(self._delivered.items()) if tag not in self._dirty]
        return Counter(row.delivery_info["routing_key"] for row in messages if not row.headers.get("eta"))

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


class QueuesWithPlaces(round_robin_cycle):
    """The queues of a channel in turn, without those whose places are taken."""

    def __init__(self, channel: "ChannelWithPlaces") -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.channel = channel

    def consume(self, n: int) -> list[str]:
        """Return the queues to ask for the next message."""
        running, places = self.channel.qos.count_running(), self.channel.queue_places
        return [queue for queue in self.items[:n] if running[queue] < places.get(queue, math.inf)]


class ChannelWithPlaces(redis.Channel):
    """Takes from each queue as many messages at a time as the option `queue_places` says; from others any number.

    A queue whose places were all taken is asked again within a second.
    """

    QoS = FreedPlaces
    queue_places: Mapping[str, int] = {}
    from_transport_options = (*redis.Channel.from_transport_options, "queue_places")  # type: ignore[assignment]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)  # type: ignore[no-untyped-call]
        self._queue_cycle = QueuesWithPlaces(self)


def give_queues_places() -> None:
    """Make the connections of this process use it."""
    redis.Transport.Channel = ChannelWithPlaces
