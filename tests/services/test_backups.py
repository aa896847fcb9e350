"""Backups: made each night, whole or not there, encrypted on request, and known to restore."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path
from typing import Any

import psycopg
import pytest
import time_machine
from django.conf import settings as desk_settings
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client

from claims.backup.manifest import read_manifest
from claims.event_data.operation import BackupReported
from claims.models import Event, LogEntry, User
from claims.selectors.backups import count_rows, get_backup_states
from claims.services.backup_restores import CannotRestore, drill_backup, drill_due_backup, restore_backup
from claims.services.backups import list_backups, make_backup, make_due_backup
from tests.stories import make_publication

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _directories(settings: Any, tmp_path: Path) -> None:
    settings.BACKUP_DIR, settings.BACKUP_KEYS_DIR = tmp_path / "backups", tmp_path / "keys"


@pytest.fixture
def published(edith: User, mona: User) -> None:
    for _ in range(3):
        make_publication(edith, mona)


def report(event: Event | None) -> BackupReported:
    assert event is not None
    return event.payload_as(BackupReported)


def newest_backup() -> Path:
    return list_backups(desk_settings.BACKUP_DIR)[-1]


@contextmanager
def empty_database() -> Iterator[None]:
    """Let the connection of the tests use a new database as its owner."""
    name, settings_dict = f"test_restored_{os.getpid()}", connection.settings_dict
    former, options = settings_dict["NAME"], settings_dict["OPTIONS"]
    with psycopg.connect(os.environ["DATABASE_OWNER_URL"], autocommit=True) as administration:
        administration.execute(f"CREATE DATABASE {name}")
        connection.close()
        settings_dict["NAME"] = name
        settings_dict["OPTIONS"] = {**options, "options": ""}
        try:
            yield
        finally:
            connection.close()
            settings_dict["NAME"], settings_dict["OPTIONS"] = former, options
            administration.execute(f"DROP DATABASE {name} WITH (FORCE)")


def test_a_backup_restores_on_trial(published: None) -> None:
    made = report(make_backup())
    assert (made.error, made.entries) == ("", 3)
    manifest = read_manifest(newest_backup())
    assert (manifest.rows["claims_publication"], manifest.entries) == (3, 3)
    assert manifest.entry_sha256 == LogEntry.objects.get(pk=3).entry_sha256
    assert report(drill_backup(newest_backup())).error == ""
    assert list_scratch_databases() == []


def test_the_role_of_the_desk_can_make_a_backup(published: None) -> None:
    owner = connection.settings_dict["USER"]
    connection.close()
    connection.settings_dict["USER"] = "factcheck_app"
    made = report(make_backup())
    connection.close()
    connection.settings_dict["USER"] = owner
    assert (made.error, made.entries) == ("", 3)


def list_scratch_databases() -> list[str]:
    with psycopg.connect(os.environ["DATABASE_OWNER_URL"]) as administration:
        query = "SELECT datname FROM pg_database WHERE datname LIKE 'factcheck_drill%%' AND datname LIKE %s"
        rows = administration.execute(query, [f"%_{os.getpid()}"])
        return [name for (name,) in rows.fetchall()]


def test_what_an_interrupted_drill_left_is_dropped(published: None) -> None:
    old = f"factcheck_drill_1700000000_{os.getpid()}"
    with psycopg.connect(os.environ["DRILL_DATABASE_URL"], autocommit=True) as administration:
        administration.execute(f"CREATE DATABASE {old}")
    make_backup()
    drill_backup(newest_backup())
    assert list_scratch_databases() == []


def test_an_encrypted_backup_needs_its_passphrase(published: None, settings: Any, tmp_path: Path) -> None:
    settings.BACKUP_PASSPHRASE_FILE = str(tmp_path / "passphrase")
    Path(settings.BACKUP_PASSPHRASE_FILE).write_text("a quiet desk at noon\n")
    make_backup()
    assert b"PGDMP" not in (newest_backup() / "database.dump").read_bytes()
    assert report(drill_backup(newest_backup())).error == ""
    Path(settings.BACKUP_PASSPHRASE_FILE).write_text("another one")
    assert "The passphrase is another one" in report(drill_backup(newest_backup())).error


def claims_rows(rows: dict[str, int]) -> dict[str, int]:
    """Leave out Django's own tables, which `migrate` fills."""
    return {table: count for table, count in rows.items() if table.startswith("claims_")}


def test_a_backup_is_restored_into_an_empty_desk(published: None, settings: Any, tmp_path: Path) -> None:
    make_backup()
    before, out, err = read_manifest(newest_backup()).rows, StringIO(), StringIO()
    with empty_database():
        call_command("restore", newest_backup(), stdout=out, stderr=err)
        assert claims_rows(count_rows()) == claims_rows(before)
        call_command("verify_log", stdout=out)
    assert "3 log entries" in out.getvalue()
    assert "whole: entries: 3" in out.getvalue()
    assert err.getvalue() == ""


def test_a_restore_names_the_key_that_is_missing(published: None, settings: Any, tmp_path: Path) -> None:
    make_backup()
    settings.LOG_KEY_FILE = tmp_path / "new" / "log-key"
    err = StringIO()
    with empty_database():
        call_command("restore", newest_backup(), "--keys", tmp_path, stdout=StringIO(), stderr=err)
        with pytest.raises(CommandError, match="The log is broken"):
            call_command("verify_log", stdout=StringIO(), stderr=StringIO())
    assert f"The desk does not use {read_manifest(newest_backup()).log_key}" in err.getvalue()
    assert "verify_log calls the signed heads BROKEN" in err.getvalue()


def test_the_keys_of_a_backup_come_with_it(published: None, settings: Any, tmp_path: Path) -> None:
    make_backup()
    settings.LOG_KEY_FILE, settings.DATA_DIR = tmp_path / "new" / "log-key", tmp_path / "new"
    err = StringIO()
    with empty_database():
        call_command("restore", newest_backup(), stdout=StringIO(), stderr=err)
        call_command("verify_log", stdout=StringIO())
    assert err.getvalue() == ""
    assert (tmp_path / "new" / "secret_key").read_text() == settings.SECRET_KEY
    assert oct((tmp_path / "new" / "log-key").stat().st_mode & 0o777) == "0o600"


def test_a_damaged_dump_is_refused(published: None) -> None:
    make_backup()
    with (newest_backup() / "database.dump").open("ab") as file:
        file.write(b"x")
    assert "not the one that the manifest names" in report(drill_backup(newest_backup())).error


def test_missing_rows_fail_the_drill(published: None) -> None:
    make_backup()
    path = newest_backup() / "manifest.json"
    manifest = json.loads(path.read_text())
    manifest["rows"]["claims_publication"] = 4
    path.write_text(json.dumps(manifest))
    assert report(drill_backup(newest_backup())).error == "claims_publication has 3 rows instead of 4."


def test_another_end_of_the_log_fails_the_drill(published: None) -> None:
    make_backup()
    path = newest_backup() / "manifest.json"
    path.write_text(path.read_text().replace(LogEntry.objects.get(pk=3).entry_sha256, "0" * 64))
    assert report(drill_backup(newest_backup())).error == "The log does not end as it did in the backup."


def test_a_desk_with_data_is_not_overwritten(published: None) -> None:
    make_backup()
    with pytest.raises(CannotRestore, match="The database is not empty"):
        restore_backup(newest_backup())


def test_the_keys_are_stored_apart(published: None, settings: Any) -> None:
    make_backup()
    manifest = read_manifest(newest_backup())
    assert {path.name for path in settings.BACKUP_KEYS_DIR.iterdir()} == {manifest.log_key, manifest.secret_key}
    assert (settings.BACKUP_KEYS_DIR / manifest.log_key).read_text() == settings.LOG_KEY_FILE.read_text().strip()
    assert {path.name for path in newest_backup().iterdir()} == {"database.dump", "manifest.json"}
    assert oct((newest_backup() / "database.dump").stat().st_mode & 0o777) == "0o600"


def test_a_night_has_one_backup_and_old_ones_are_deleted(settings: Any) -> None:
    settings.BACKUP_COUNT, settings.BACKUP_HOUR = 2, 2
    for night in (
        "2026-05-03 02:01Z",
        "2026-05-03 23:00Z",
        "2026-05-04 01:59Z",
        "2026-05-04 02:00Z",
        "2026-05-05 09:00Z",
    ):
        with time_machine.travel(night, tick=False):
            make_due_backup()
    assert [path.name for path in list_backups(settings.BACKUP_DIR)] == ["2026-05-04T020000Z", "2026-05-05T090000Z"]


def test_a_backup_that_fails_leaves_no_folder_and_is_reported(settings: Any, client: Client) -> None:
    settings.POSTGRESQL_BIN = "/nowhere"
    settings.BACKUP_KEYS_DIR.parent.joinpath("keys").write_text("in the way")
    assert "keys" in report(make_backup()).error
    assert list_backups(settings.BACKUP_DIR) == []
    health = client.get("/health/").json()
    assert (health["status"], health["backup"], health["drill"]) == ("degraded", "failed", "none")


def test_a_drill_is_due_once_a_week(published: None, settings: Any) -> None:
    settings.DRILL_DATABASE_URL = ""
    make_backup()
    assert drill_due_backup() is None
    settings.DRILL_DATABASE_URL = os.environ["DRILL_DATABASE_URL"]
    assert report(drill_due_backup()).error == ""
    assert drill_due_backup() is None


def test_a_late_backup_is_reported(published: None, settings: Any, client: Client) -> None:
    assert client.get("/health/").json()["backup"] == "none"
    make_backup()
    assert get_backup_states()["backup"].state == "ok"
    with time_machine.travel("2099-01-01 00:00Z", tick=False):
        assert client.get("/health/").json()["backup"] == "late"
    settings.BACKUP_HOUR = None
    assert client.get("/health/").json()["backup"] == "off"
    assert make_due_backup() is None


def test_the_commands_say_what_they_did(published: None) -> None:
    out = StringIO()
    call_command("backup", stdout=out)
    call_command("drill", stdout=out)
    assert "3 log entries" in out.getvalue()
    assert "restores" in out.getvalue()
    with pytest.raises(CommandError, match="The database is not empty"):
        call_command("restore", newest_backup())
