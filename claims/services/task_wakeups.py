"""Sends tasks to workers by name after commit. A message may get lost: the periodic sweep finds the work.

A thread talks to the broker, so that no request waits for a broker that is away or hangs.
"""

import os
from collections.abc import Callable, Sequence
from contextvars import Context, copy_context
from queue import Full, Queue
from threading import Lock, Thread

import structlog
from celery import current_app
from django.conf import settings
from django.db import transaction
from redis.exceptions import RedisError

from claims.selectors.heartbeats import count_queued_messages

log = structlog.get_logger(__name__)

MAX_UNSENT = 1_000
"""Messages that wait for the broker in one process; more are lost."""
MAX_WAITING = 100
"""Messages in a queue to which a sweep adds no more: their receivers will find the rest."""


class Outbox:
    """The messages of this process, and the thread that sends them in their order."""

    def __init__(self) -> None:
        self._messages: Queue[tuple[Context, Callable[[], None]]] = Queue(MAX_UNSENT)
        self._lock = Lock()
        self._thread: Thread | None = None

    def add_message(self, send: Callable[[], None]) -> None:
        """Send soon, in the context of the caller: the log keeps the id of the request. Raises queue.Full."""
        self._messages.put_nowait((copy_context(), send))
        with self._lock:
            if self._thread is None:
                self._thread = Thread(target=self._send_all, name="outbox", daemon=True)
                self._thread.start()

    def flush(self) -> None:
        """Wait until everything is sent or lost."""
        self._messages.join()

    def _send_all(self) -> None:
        while True:
            context, send = self._messages.get()
            context.run(send)
            self._messages.task_done()


outbox = Outbox()


def _renew_outbox() -> None:
    """Give a forked process an outbox of its own: threads and locks do not survive the fork."""
    global outbox  # noqa: PLW0603 - one per process
    outbox = Outbox()


os.register_at_fork(after_in_child=_renew_outbox)


def send_task(task: str, *args: object, **options: object) -> None:
    """Send a task by name, soon. A broker that cannot be reached is logged; the sweep starts the task later."""
    app = current_app._get_current_object()  # noqa: SLF001 - the thread has a current app of its own

    def send() -> None:
        if not args and not queue_room(task):
            return  # a sweep is woken already, many times
        try:
            app.send_task(task, args=args, retry=False, ignore_result=True, **options)
        except Exception as error:  # noqa: BLE001 - clients of brokers raise many kinds, and none may end the thread
            log.warning("wake.lost", task=task, args=args, error=f"{type(error).__name__}: {error}")

    try:
        outbox.add_message(send)
    except Full:
        log.warning("wake.lost", task=task, args=args, error="too many messages wait for the broker")


def send_task_after_commit(task: str, *args: object, **options: object) -> None:
    """Send a task once the transaction is committed."""

    def send() -> None:
        send_task(task, *args, **options)

    transaction.on_commit(send, robust=True)


def send_tasks(task: str, ids: Sequence[int]) -> None:
    """Send a task for each id, as far as its queue has room."""
    for number in ids[: queue_room(task)]:
        send_task(task, number)


def queue_room(task: str) -> int:
    """Return how many messages a sweep may add to the queue of a task; none if the broker is away."""
    queue = queue_of(task)
    try:
        return max(0, MAX_WAITING - count_queued_messages(queue)[queue])
    except RedisError as error:
        log.warning("wake.no_broker", task=task, error=str(error))
        return 0


def queue_of(task: str) -> str:
    """Return the name of the queue of a task."""
    route: dict[str, str] = settings.CELERY_TASK_ROUTES.get(task, {})
    return route.get("queue", settings.CELERY_TASK_DEFAULT_QUEUE)
