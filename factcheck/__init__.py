"""Wiring: settings, URLs, Celery, logging and the local servers. Nothing here knows the domain."""
