"""What only the owner of the database can do, for tests that tamper with it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection
from django.db.backends.postgresql.operations import DatabaseOperations


@contextmanager
def as_database_owner() -> Iterator[None]:
    """Run the block as the owner of the tables instead of the role of the desk."""
    with connection.cursor() as cursor:
        cursor.execute("SET ROLE NONE")
        yield
        cursor.execute("SET ROLE factcheck_app")


def empty_tables_as_owner(operations: DatabaseOperations, *arguments: Any, **options: Any) -> list[str]:
    """Empty the tables after a test that commits: the role of the desk may not, and triggers refuse it."""
    statements = plain_sql_flush(operations, *arguments, **options)
    as_owner = ["SET LOCAL ROLE NONE", "SET LOCAL session_replication_role = replica"]
    return [*as_owner, *statements] if statements else []


plain_sql_flush = DatabaseOperations.sql_flush
DatabaseOperations.sql_flush = empty_tables_as_owner  # type: ignore[assignment, method-assign]
