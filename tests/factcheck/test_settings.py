"""Settings: safe defaults, complete checks, and no waiting for Redis."""

import socket
import subprocess
import sys
import time
from io import StringIO

import pytest
from celery import current_app
from django.conf import settings
from django.core.management import call_command
from kombu.exceptions import OperationalError

from factcheck.local.processes import StartError
from factcheck.prepare import require_servers
from tests.factcheck.desks import PRODUCTION, ROOT, environment


def check(**variables: str) -> subprocess.CompletedProcess[str]:
    """Return the output of `check --deploy`."""
    command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    return subprocess.run(command, cwd=ROOT, env=environment(**variables), capture_output=True, text=True, check=False)


def test_a_complete_deployment_passes_the_checks() -> None:
    result = check(**PRODUCTION)
    assert result.returncode == 0, result.stderr


@pytest.mark.parametrize("missing", ["SECRET_KEY", "ALLOWED_HOSTS"])
def test_an_incomplete_deployment_fails_the_checks(missing: str) -> None:
    assert check(**{name: value for name, value in PRODUCTION.items() if name != missing}).returncode == 1


@pytest.mark.django_db
def test_every_model_change_has_a_migration() -> None:
    call_command("makemigrations", check=True, dry_run=True, stdout=StringIO())


@pytest.mark.django_db
def test_a_missing_postgresql_extension_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("claims.checks.REQUIRED_EXTENSIONS", frozenset({"pg_trgm", "no_such_thing"}))
    with pytest.raises(StartError, match="lacks the extensions no_such_thing"):
        require_servers()


@pytest.mark.django_db
def test_the_servers_of_the_tests_have_what_is_needed() -> None:
    require_servers()


def test_sending_a_task_does_not_wait_for_redis() -> None:
    with socket.create_server(("127.0.0.1", 0), backlog=0) as mute:
        address = f"redis://127.0.0.1:{mute.getsockname()[1]}/0"
        options = settings.CELERY_BROKER_TRANSPORT_OPTIONS
        with current_app.connection(address, transport_options=options) as connection:
            started = time.monotonic()
            with pytest.raises((OperationalError, OSError)):
                current_app.send_task("claims.tasks.dispatch_readings", connection=connection, retry=False)
    assert time.monotonic() - started < 8


def test_scheduled_and_routed_tasks_exist() -> None:
    current_app.loader.import_default_modules()
    scheduled = {row["task"] for row in settings.CELERY_BEAT_SCHEDULE.values()}
    assert (scheduled | set(settings.CELERY_TASK_ROUTES)) - set(current_app.tasks) == set()
