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


def log_like_django(**_: Any) -> None:
    """Keep Celery from replacing the loggers: workers write the same lines as the web does."""
    dictConfig(settings.LOGGING)


setup_logging.connect(log_like_django)
