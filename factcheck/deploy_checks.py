"""Refuses to start with settings that fail ``manage.py check --deploy``."""

import io

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command

from factcheck.local.processes import StartError


def require_safe_settings() -> None:
    """Raise StartError with the list of unsafe settings, or of accounts whose passwords everybody knows.

    A desk for this machine only (LOCAL) is exempt.
    """
    if settings.LOCAL:
        return
    output = io.StringIO()
    try:
        call_command("check", deploy=True, databases=["default"], fail_level="WARNING", stdout=output, stderr=output)
    except (CommandError, ImproperlyConfigured) as error:
        raise StartError(f"These settings are not safe for production.\n{error}") from error
