"""The Celery application. Its settings are the ones named CELERY_* in `factcheck.settings`."""

import gc
import os
import time
from logging.config import dictConfig
from typing import Any

from celery import Celery
from celery.signals import celeryd_after_setup, heartbeat_sent, setup_logging, task_success
from django.conf import settings
from django_structlog.celery.steps import DjangoStructLogInitStep

from claims.nlp import load_models
from claims.selectors.heartbeats import SWEEP
from claims.services.heartbeats import record_heartbeats
from factcheck import idle_workers  # noqa: F401 - connects its signals
from factcheck.broker import give_queues_places
from factcheck.task_tables import TASK_QUEUES

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.settings")

TASKS = "claims.tasks"
"""The package of the tasks; it is the first part of their names."""


class DeskCelery(Celery):  # type: ignore[misc]
    """Celery whose tasks have the same names in whichever module of their package they stand."""

    def gen_task_name(self, name: str, module: str) -> str:
        """Return the name of a task."""
        return str(super().gen_task_name(name, TASKS if module.startswith(f"{TASKS}.") else module))


give_queues_places()
app = DeskCelery("factcheck")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.steps["worker"].add(DjangoStructLogInitStep)


def configure_worker_logging(**_: Any) -> None:
    """Configure logging as in the web processes; Celery would replace the loggers."""
    dictConfig(settings.LOGGING)


setup_logging.connect(configure_worker_logging)


def load_lasting_models(instance: Any, **_: Any) -> None:
    """Load the models that never end for want of use: of readers before they are forked, so that they share them."""
    queues = instance.app.amqp.queues.consume_from
    if settings.MODEL_IDLE_MINUTES:
        return
    if TASK_QUEUES["read_article"] in queues:
        load_models()
        gc.freeze()
    if TASK_QUEUES["encode_query"] in queues:
        from claims.nlp.embeddings import load_encoder  # 250 MB, for this worker alone

        load_encoder()


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


celeryd_after_setup.connect(load_lasting_models)
heartbeat_sent.connect(record_worker_heartbeat)
task_success.connect(record_sweep)
