"""No desk that others can reach runs with settings that ``manage.py check --deploy`` complains about."""

import io

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command

from factcheck.processes import CannotStart


def require_safe_settings() -> None:
    """Raise CannotStart with what is unsafe. A desk for this machine only (LOCAL) is safe by being that."""
    if settings.LOCAL:
        return
    silence = io.StringIO()
    try:
        call_command("check", deploy=True, fail_level="WARNING", stdout=silence, stderr=silence)
    except (CommandError, ImproperlyConfigured) as error:
        raise CannotStart(f"These settings are not safe enough to serve others with them.\n{error}") from error
