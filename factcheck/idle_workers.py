"""Workers whose models lie idle end, and are started again without them: the memory is free until a text comes.

A worker loads a model with the first text that needs it. It ends as one that is asked to stop does: the tasks that run
are finished, and messages wait in their queues for the worker that follows.
"""

import os
import signal
import time
from threading import Thread
from typing import Any

import structlog
from celery.signals import heartbeat_sent, worker_process_init
from django.conf import settings

from claims.nlp.model_use import idle_model_seconds

log = structlog.get_logger(__name__)

CHECK_SECONDS = 10.0


def end_idle_worker(worker: int) -> bool:
    """Ask the worker with this process number to end if the models of this process lie idle."""
    seconds = idle_model_seconds()
    if not settings.MODEL_IDLE_MINUTES or seconds < 60 * settings.MODEL_IDLE_MINUTES:
        return False
    log.info("worker.models_idle", seconds=round(seconds))
    os.kill(worker, signal.SIGTERM)
    return True


def check_this_worker(**_: Any) -> None:
    """Look at the models of a worker whose threads use them: Celery sends this every two seconds."""
    end_idle_worker(os.getpid())


def watch_child(**_: Any) -> None:
    """Look at the models of a process that a worker has started for its tasks."""
    Thread(target=_check_until_idle, args=(os.getppid(),), name="idle", daemon=True).start()


def _check_until_idle(worker: int) -> None:
    while not end_idle_worker(worker):
        time.sleep(CHECK_SECONDS)


heartbeat_sent.connect(check_this_worker)
worker_process_init.connect(watch_child)
