"""Refuses to start with settings that fail ``manage.py check --deploy``."""

import io

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import OperationalError

from factcheck.local.processes import StartError


def require_safe_settings(*, with_database: bool = False) -> None:
    """Raise StartError with the list of unsafe settings. A desk for this machine only (LOCAL) is exempt.

    With the database, accounts whose passwords everybody knows are found too.
    """
    if settings.LOCAL:
        return
    output = io.StringIO()
    try:
        databases = ["default"] if with_database else None
        call_command("check", deploy=True, databases=databases, fail_level="WARNING", stdout=output, stderr=output)
    except OperationalError as error:
        raise StartError(f"PostgreSQL (DATABASE_URL) does not answer: {error}") from error
    except (CommandError, ImproperlyConfigured) as error:
        raise StartError(f"These settings are not safe for production.\n{error}") from error
