"""The language of tasks: what they store, such as why a page could not be fetched, is read at the desk."""

from typing import Any

from celery.signals import task_postrun, task_prerun
from django.utils import translation

from claims.selectors.identity import get_identity


def activate_desk_language(**_: Any) -> None:
    """Let a task write in the language of the desk."""
    translation.activate(get_identity().language)


def deactivate_language(**_: Any) -> None:
    """Return to the default language after a task."""
    translation.deactivate()


task_prerun.connect(activate_desk_language)
task_postrun.connect(deactivate_language)
