"""Database servers and databases for the benchmarks alone; nothing here touches the data of a real newsroom."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.synchronize import Barrier
from pathlib import Path

import django

from factcheck.local import embedded
from factcheck.local.embedded import NAME

SERVER_ENVIRONMENT = {
    "DJANGO_SETTINGS_MODULE": "factcheck.settings",
    "SECRET_KEY": "only-for-benchmarks",
    "LOCAL": "on",
    "LOG_LEVEL": "CRITICAL",
    "STATIC_STORAGE": "django.contrib.staticfiles.storage.StaticFilesStorage",
    "THROTTLE_USER": "100000/s",
    "THROTTLE_ANON": "100000/s",
}


@contextmanager
def run_servers(data: Path, *, durable: bool = True) -> Iterator[dict[str, str]]:
    """Run PostgreSQL and Valkey in `data` and set up Django to use them; yields their environment variables."""
    with embedded.run_servers(data, durable=durable) as servers:
        owner = {"DATABASE_URL": servers.environment["DATABASE_OWNER_URL"]}
        os.environ.update(SERVER_ENVIRONMENT | servers.environment | owner | {"FACTCHECK_DATA": str(data)})
        django.setup()
        yield servers.environment
        _switch_database(NAME)


def use_desk(name: str, *, migrated: bool = True) -> bool:
    """Connect Django to the database of this name and migrate it; return True if the database is new."""
    from django.core.management import call_command
    from django.db import connection

    _switch_database(NAME)
    with connection.cursor() as cursor:
        cursor.execute("SELECT FROM pg_database WHERE datname = %s", [name])
        is_new = cursor.rowcount == 0
        if is_new:
            cursor.execute(f'CREATE DATABASE "{name}"')
    _switch_database(name)
    if migrated:
        with connection.cursor() as cursor:
            cursor.execute("SET statement_timeout = 0")
        call_command("migrate", verbosity=0)
        connection.close()
    return bool(is_new)


def join_desk(name: str, ready: Barrier) -> None:
    """Set up Django in a child process for the database of this name and wait for the other processes."""
    django.setup()
    _switch_database(name)
    ready.wait()


def desk_environment(name: str) -> dict[str, str]:
    """Return the environment variables that make another program use the database of this name."""
    return {"DATABASE_URL": os.environ["DATABASE_URL"].replace(f"/{NAME}?", f"/{name}?", 1)}


def drop_desk(name: str) -> None:
    """Drop a database, for example one whose loading was interrupted."""
    from django.db import connection

    _switch_database(NAME)
    with connection.cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def _switch_database(name: str) -> None:
    """Close the connection and open the next one to another database."""
    from django.db import connection

    connection.close()
    connection.settings_dict["NAME"] = name
