"""Servers and databases of the benchmarks' own: nothing here touches a desk that somebody works at."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.synchronize import Barrier
from pathlib import Path

import django

from factcheck.local import embedded

ENVIRONMENT = {
    "DJANGO_SETTINGS_MODULE": "factcheck.settings",
    "SECRET_KEY": "only-for-benchmarks",
    "LOCAL": "on",
    "LOG_LEVEL": "CRITICAL",
    "STATIC_STORAGE": "django.contrib.staticfiles.storage.StaticFilesStorage",
    "THROTTLE_USER": "100000/s",
    "THROTTLE_ANON": "100000/s",
}


@contextmanager
def running(data: Path, *, durable: bool = True) -> Iterator[dict[str, str]]:
    """PostgreSQL and Valkey over `data`, and Django set up to use them; their addresses as environment variables."""
    with embedded.run_servers(data, durable=durable) as servers:
        os.environ.update(ENVIRONMENT | servers.environment | {"FACTCHECK_DATA": str(data)})
        django.setup()
        yield servers.environment
        _use(embedded.NAME)


def desk(name: str, *, migrated: bool = True) -> bool:
    """Turn Django to the database of this name, at the newest migration; True if it was made just now."""
    from django.core.management import call_command
    from django.db import connection

    _use(embedded.NAME)
    with connection.cursor() as cursor:
        cursor.execute("SELECT FROM pg_database WHERE datname = %s", [name])
        is_new = cursor.rowcount == 0
        if is_new:
            cursor.execute(f'CREATE DATABASE "{name}"')
    _use(name)
    if migrated:
        with connection.cursor() as cursor:
            cursor.execute("SET statement_timeout = 0")
        call_command("migrate", verbosity=0)
        connection.close()
    return bool(is_new)


def join(name: str, ready: Barrier) -> None:
    """Set Django up in another process, for the database of this name, and go on when all processes have."""
    django.setup()
    _use(name)
    ready.wait()


def environment(name: str) -> dict[str, str]:
    """The variables by which a program of its own uses the database of this name."""
    return {"DATABASE_URL": os.environ["DATABASE_URL"].replace(f"/{embedded.NAME}?", f"/{name}?", 1)}


def forget(name: str) -> None:
    """Drop a database, such as one whose loading was broken off."""
    from django.db import connection

    _use(embedded.NAME)
    with connection.cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def _use(name: str) -> None:
    """End the connection and have the next one go to another database."""
    from django.db import connection

    connection.close()
    connection.settings_dict["NAME"] = name
