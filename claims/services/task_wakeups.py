"""Sends tasks to workers by name after commit. A message may get lost: the periodic sweep finds the work."""

import structlog
from celery import current_app
from django.db import transaction
from kombu.exceptions import OperationalError

log = structlog.get_logger(__name__)


def send_task(task: str, *args: object) -> None:
    """Send a task by name. A broker that cannot be reached is logged; the sweep starts the task later."""
    try:
        current_app.send_task(task, args=args, retry=False, ignore_result=True)
    except (OperationalError, OSError) as error:
        log.warning("wake.lost", task=task, args=args, error=str(error))


def send_task_after_commit(task: str, *args: object) -> None:
    """Send a task once the transaction is committed."""

    def send() -> None:
        send_task(task, *args)

    transaction.on_commit(send, robust=True)
