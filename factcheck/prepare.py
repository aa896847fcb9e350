"""Make ready what a desk needs before its processes start: database, first data, static files.

``python -m factcheck prepare`` is also the step to run before each deployment of a new version.
"""

import io
from pathlib import Path
from typing import Any

import django
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection
from kombu.exceptions import OperationalError

from claims.checks import EXTENSIONS
from factcheck.celery import app
from factcheck.processes import CannotStart
from factcheck.progress import step
from factcheck.safety import require_safe_settings


def prepare(*, demo: bool) -> None:
    """Check the settings and the servers, migrate, load the demo's data if asked to, collect static files.

    Everything here may be done again at any time. Raises CannotStart.
    """
    django.setup()
    require_safe_settings()
    with step("Looking at the servers"):
        require_servers()
    with step("Bringing the database up to date"):
        _migrate()
    if demo:
        with step("Loading the demo's articles"):
            _call("load_seeds")
    if not _static_files_are_fresh():
        with step("Collecting static files"):
            _call("collectstatic", interactive=False)


def require_servers() -> None:
    """Refuse servers that do not answer, or a PostgreSQL without the extensions that migrations create."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT name FROM pg_available_extensions")
            missing = EXTENSIONS - {name for (name,) in cursor.fetchall()}
    except DatabaseError as error:
        raise CannotStart(f"PostgreSQL (DATABASE_URL) does not answer: {error}") from error
    if missing:
        raise CannotStart(
            f"This PostgreSQL lacks the extensions {', '.join(sorted(missing))}. "
            "Install its contrib package (postgresql-contrib), then start again."
        )
    try:
        with app.connection() as broker:
            broker.ensure_connection(max_retries=1)
    except OperationalError as error:
        raise CannotStart(f"Redis (REDIS_URL) does not answer: {error}") from error


def _migrate() -> None:
    """Change the tables, however long that takes: an index over a million rows outlasts any request."""
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")
    _call("migrate", interactive=False)
    connection.close()


def _call(command: str, **options: Any) -> None:
    """Run one of Django's commands quietly; what it says matters only when it fails."""
    output = io.StringIO()
    try:
        call_command(command, stdout=output, stderr=output, verbosity=1, **options)
    except (CommandError, DatabaseError, OSError) as error:
        raise CannotStart(f"manage.py {command} failed: {error}\n{output.getvalue()}".rstrip()) from error


def _static_files_are_fresh() -> bool:
    """Whether nothing that the static files are collected from is newer than what was collected."""
    manifest = Path(settings.STATIC_ROOT) / "staticfiles.json"
    if not manifest.exists():
        return False
    collected = manifest.stat().st_mtime
    sources = (storage.path(name) for finder in get_finders() for name, storage in finder.list([]))
    return all(Path(source).stat().st_ctime <= collected for source in sources)
