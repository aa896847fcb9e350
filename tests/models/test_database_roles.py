"""The role of the desk reads and writes rows; everything that could switch a guarantee off is refused to it."""

import os
from collections.abc import Iterator

import psycopg
import pytest
from django.apps import apps
from django.db import connection
from psycopg import errors

from claims.checks import check_database_role
from claims.models import Event, LogEntry, Publication, User
from tests.database_owner import as_database_owner
from tests.stories import make_publication


@pytest.fixture
def desk(db: None) -> Iterator[psycopg.Connection]:
    """A connection with the URL that web and workers get, to the database of the tests."""
    name = connection.settings_dict["NAME"]
    url = os.environ["DATABASE_URL"].replace("/factcheck?", f"/{name}?", 1)
    with psycopg.connect(url) as desk:
        yield desk
        desk.rollback()


@pytest.mark.parametrize(
    "statement",
    [
        "TRUNCATE claims_publication CASCADE",
        "TRUNCATE claims_logentry CASCADE",
        "TRUNCATE claims_event",
        "ALTER TABLE claims_logentry DISABLE TRIGGER ALL",
        "SET session_replication_role = replica",
        "DROP TABLE claims_event",
        "ALTER TABLE claims_event ADD COLUMN note text",
        "CREATE OR REPLACE FUNCTION pgtrigger_events_stay_a() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN END'",
        "COPY claims_event TO PROGRAM 'cat'",
        "COPY claims_event TO '/tmp/events'",
        "COPY claims_event FROM '/etc/passwd'",
        "SELECT pg_read_file('/etc/passwd')",
        "SELECT lo_import('/etc/passwd')",
        "CREATE ROLE another LOGIN SUPERUSER",
        "ALTER ROLE factcheck_app SUPERUSER",
        "SET ROLE factcheck",
        "CREATE DATABASE another",
        "ALTER TABLE claims_event OWNER TO factcheck_app",
        "CREATE EXTENSION dblink",
        "UPDATE django_migrations SET name = name",
        "UPDATE pg_trigger SET tgenabled = 'D'",
    ],
)
def test_the_role_of_the_desk_cannot(desk: psycopg.Connection, statement: str) -> None:
    if statement.startswith("CREATE DATABASE"):
        desk.autocommit = True
    with pytest.raises((errors.InsufficientPrivilege, errors.WrongObjectType)):
        desk.execute(statement)


def test_the_role_of_the_desk_reads_and_writes_rows(desk: psycopg.Connection) -> None:
    desk.execute("INSERT INTO claims_topic (name, slug, words) VALUES ('Sea', 'sea', '{ship}')")
    assert desk.execute("UPDATE claims_topic SET words = '{boat}' WHERE slug = 'sea'").rowcount == 1
    assert desk.execute("DELETE FROM claims_topic WHERE slug = 'sea'").rowcount == 1


def test_the_check_finds_no_power_too_many(db: None) -> None:
    assert check_database_role(None, databases=["default"]) == []


def test_the_check_names_the_powers_of_an_owner(db: None) -> None:
    with as_database_owner():
        found = check_database_role(None, databases=["default"])
    assert [message.id for message in found] == ["claims.E022"] * 5
    assert found[0].msg == "The database role of the desk is a superuser."
    assert "DATABASE_OWNER_URL" in str(found[0].hint)


def protected_tables() -> list[str]:
    """Tables with a trigger that protects rows from being deleted or changed."""
    return sorted(
        model._meta.db_table
        for model in apps.get_app_config("claims").get_models()
        if any("stay" in trigger.name or "frozen" in trigger.name for trigger in getattr(model._meta, "triggers", ()))
    )


def test_every_table_that_protects_rows_is_never_emptied(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgtype & 32 = 32 AND tgtype & 2 = 2")
        guarded = {name for (name,) in cursor.fetchall()}
    assert {"claims_event", "claims_publication", "claims_logentry"} <= set(protected_tables())
    assert set(protected_tables()) - guarded == set()


@pytest.mark.parametrize("model", [Event, LogEntry, Publication])
def test_not_even_the_owner_empties_the_record(edith: User, mona: User, model: type[Event]) -> None:
    make_publication(edith, mona)
    with as_database_owner(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SAVEPOINT whole")
        with pytest.raises(errors.RaiseException, match=r"the rows of \w+ stay"):
            connection.connection.execute(f"TRUNCATE {model._meta.db_table} CASCADE")
        cursor.execute("ROLLBACK TO whole")
    assert model.objects.exists()
