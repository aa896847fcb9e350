"""The wiring: settings, URLs, Celery, logs and the servers. No domain words here."""

from factcheck.celery import app as celery_app

__all__ = ["celery_app"]
