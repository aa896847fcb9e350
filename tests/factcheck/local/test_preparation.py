"""The preparation runs in a fork that connects as the owner; it migrates only if something is to be migrated."""

import os
import sys
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from factcheck import prepare
from factcheck.local.preparation import prepare_in_fork, run_in_fork
from factcheck.local.processes import StartError


def test_a_step_runs_in_another_process() -> None:
    reader, writer = os.pipe()

    def say_who() -> None:
        os.write(writer, str(os.getpid()).encode())

    run_in_fork(say_who)
    os.close(writer)
    with os.fdopen(reader) as words:
        assert int(words.read()) != os.getpid()


def test_what_a_step_refuses_is_said_and_stops_the_start(capfd: pytest.CaptureFixture[str]) -> None:
    def refuse() -> None:
        raise StartError("The key is too short.")

    with pytest.raises(StartError, match="The desk was not started"):
        run_in_fork(refuse)
    assert "factcheck: The key is too short." in capfd.readouterr().err


def test_a_step_that_fails_leaves_its_cause(capfd: pytest.CaptureFixture[str]) -> None:
    def fail() -> None:
        raise ValueError("a cause to find")

    with pytest.raises(StartError):
        run_in_fork(fail)
    assert "a cause to find" in capfd.readouterr().err


def test_the_preparation_connects_as_the_owner(
    monkeypatch: pytest.MonkeyPatch, settings: Any, capfd: pytest.CaptureFixture[str]
) -> None:
    def say_owner(*, demo: bool) -> None:
        application = django_settings.APPLICATION_DATABASE["USER"]
        sys.stdout.write(f"{demo} {connection.settings_dict['USER']} {application != 'the_owner'}")

    settings.OWNER_DATABASE = {"USER": "the_owner"}
    monkeypatch.setattr(prepare, "prepare", say_owner)
    prepare_in_fork(demo=True)
    assert capfd.readouterr().out == "True the_owner True"
    assert connection.settings_dict["USER"] != "the_owner", "of this process nothing has changed"


def test_a_desk_with_all_migrations_is_not_migrated_again(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    commands: list[str] = []
    monkeypatch.setattr(prepare, "_call", lambda command, **_: commands.append(command))
    for name in ("create_text_vectors", "await_missing_vectors"):
        monkeypatch.setattr(f"claims.services.text_vectors.{name}", lambda: True)
    monkeypatch.setattr("claims.services.publication_log.sign_log_head", lambda: None)
    for name in ("grant_application_role", "connect_as_application"):
        monkeypatch.setattr(prepare, name, lambda: None)
    prepare._migrate()
    assert "migrate" not in commands
    applied = MigrationRecorder(connection).applied_migrations()
    applied.popitem()
    monkeypatch.setattr(MigrationRecorder, "applied_migrations", lambda _: applied)
    prepare._migrate()
    assert "migrate" in commands
