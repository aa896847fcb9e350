"""Wiring: settings, URLs, Celery, logging and the local servers. Nothing here knows the domain."""

from factcheck.celery import app as celery_app

__all__ = ["celery_app"]
