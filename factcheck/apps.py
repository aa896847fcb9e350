"""Celery comes with Django: whatever sets Django up sends its tasks by the application of the desk."""

from django.apps import AppConfig


class FactcheckConfig(AppConfig):
    """Loads the Celery application. What only starts servers and processes does without both."""

    name = "factcheck"

    def ready(self) -> None:
        """Make the application the one that `shared_task` and `current_app` find."""
        from factcheck import celery  # noqa: F401
