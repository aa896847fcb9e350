"""The Celery application. Its settings are the ones named CELERY_* in `factcheck.settings`."""

import os
import time
from logging.config import dictConfig
from typing import Any

from celery import Celery
from celery.signals import heartbeat_sent, setup_logging, task_success
from django.conf import settings
from django_structlog.celery.steps import DjangoStructLogInitStep

from claims.selectors.heartbeats import SWEEP
from claims.services.heartbeats import record_heartbeats

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.settings")

app = Celery("factcheck")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.steps["worker"].add(DjangoStructLogInitStep)


def configure_worker_logging(**_: Any) -> None:
    """Configure logging as in the web processes; Celery would replace the loggers."""
    dictConfig(settings.LOGGING)


setup_logging.connect(configure_worker_logging)


SWEEP_TASK = "claims.tasks.dispatch_readings"
HEARTBEAT_SECONDS = 5.0
"""Seconds between two heartbeats of a worker; Celery has one every two."""

last_heartbeat = {"at": 0.0}


def record_worker_heartbeat(**_: Any) -> None:
    """Record that the queues of this worker have one: Celery sends this from the loop that takes messages."""
    if time.monotonic() - last_heartbeat["at"] >= HEARTBEAT_SECONDS:
        last_heartbeat["at"] = time.monotonic()
        record_heartbeats(*app.amqp.queues.consume_from)


def record_sweep(sender: Any, **_: Any) -> None:
    """Record that a periodic task was sent by beat and ended well."""
    if sender.name == SWEEP_TASK:
        record_heartbeats(SWEEP)


heartbeat_sent.connect(record_worker_heartbeat)
task_success.connect(record_sweep)
