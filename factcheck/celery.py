"""The Celery application. Its settings are the ones named CELERY_* in `factcheck.settings`."""

import os
from logging.config import dictConfig
from typing import Any

from celery import Celery
from celery.signals import setup_logging
from django.conf import settings
from django_structlog.celery.steps import DjangoStructLogInitStep

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.settings")

app = Celery("factcheck")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.steps["worker"].add(DjangoStructLogInitStep)


def configure_worker_logging(**_: Any) -> None:
    """Configure logging as in the web processes; Celery would replace the loggers."""
    dictConfig(settings.LOGGING)


setup_logging.connect(configure_worker_logging)
