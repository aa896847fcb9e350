"""The settings keep their word: safe by default, whole, and no request waits for Redis."""

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

from factcheck import prepare
from factcheck.local.processes import StartError
from factcheck.prepare import require_servers
from tests.factcheck.desks import PRODUCTION, ROOT, environment


def check(**variables: str) -> subprocess.CompletedProcess[str]:
    """What `check --deploy` says about a deployment."""
    command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    return subprocess.run(command, cwd=ROOT, env=environment(**variables), capture_output=True, text=True, check=False)


def test_a_deployment_with_its_variables_is_clean() -> None:
    result = check(**PRODUCTION)
    assert result.returncode == 0, result.stderr


@pytest.mark.parametrize("missing", ["SECRET_KEY", "ALLOWED_HOSTS"])
def test_a_deployment_without_one_of_them_is_not(missing: str) -> None:
    assert check(**{name: value for name, value in PRODUCTION.items() if name != missing}).returncode == 1


@pytest.mark.django_db
def test_every_change_of_the_models_has_its_migration() -> None:
    call_command("makemigrations", check=True, dry_run=True, stdout=StringIO())


@pytest.mark.django_db
def test_a_postgresql_without_an_extension(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prepare, "REQUIRED_EXTENSIONS", {"pg_trgm", "no_such_thing"})
    with pytest.raises(StartError, match="lacks the extensions no_such_thing"):
        require_servers()


@pytest.mark.django_db
def test_the_servers_of_the_tests_have_what_is_needed() -> None:
    require_servers()


def test_waking_a_task_does_not_wait_for_a_redis_that_hangs() -> None:
    with socket.create_server(("127.0.0.1", 0), backlog=0) as mute:
        address = f"redis://127.0.0.1:{mute.getsockname()[1]}/0"
        options = settings.CELERY_BROKER_TRANSPORT_OPTIONS
        with current_app.connection(address, transport_options=options) as connection:
            started = time.monotonic()
            with pytest.raises((OperationalError, OSError)):
                current_app.send_task("claims.tasks.dispatch_readings", connection=connection, retry=False)
    assert time.monotonic() - started < 8
