"""Empty, migrated copies of the database of the tests, for tests that move a desk from one to another."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from django.db import connection


@contextmanager
def scratch_desks(*names: str) -> Iterator[None]:
    """Create databases like that of the tests, which must be empty; `use_desk` opens one. Drop them at the end."""
    template = connection.settings_dict["NAME"]
    with psycopg.connect(os.environ["DATABASE_OWNER_URL"], autocommit=True) as administration:
        connection.close()
        for name in names:
            administration.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        try:
            yield
        finally:
            for name in names:
                administration.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@contextmanager
def use_desk(name: str) -> Iterator[None]:
    """Let the connection of the tests use another database as its owner."""
    settings_dict = connection.settings_dict
    former = {key: settings_dict[key] for key in ("NAME", "OPTIONS")}
    connection.close()
    settings_dict.update(NAME=name, OPTIONS={**former["OPTIONS"], "options": ""})
    try:
        yield
    finally:
        connection.close()
        settings_dict.update(former)
