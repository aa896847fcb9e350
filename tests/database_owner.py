"""What only the owner of the database can do: tamper with it, and empty it after a test that commits."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test import TransactionTestCase

from claims.models import Topic
from claims.nlp import get_language

FILLED_TABLES = {model._meta.db_table for model in (ContentType, Permission)}
"""What `migrate` fills and no test changes."""


@contextmanager
def as_database_owner() -> Iterator[None]:
    """Run the block as the owner of the tables instead of the role of the desk."""
    with connection.cursor() as cursor:
        cursor.execute("SET ROLE NONE")
        yield
        cursor.execute("SET ROLE factcheck_app")


def empty_tables(_: TransactionTestCase) -> None:
    """Delete all rows after a test that commits, and create the topics of the migrations again.

    The role of the desk may not, and triggers refuse it. TRUNCATE, which takes the same locks, takes ten times as long:
    it writes each table and index anew.
    """
    existing = connection.introspection.django_table_names(only_existing=True, include_views=False)
    tables = [connection.ops.quote_name(table) for table in existing if table not in FILLED_TABLES]
    statements = [
        "SET LOCAL ROLE NONE",
        "SET LOCAL session_replication_role = replica",
        f"LOCK TABLE {', '.join(tables)}",
        *(f"DELETE FROM {table}" for table in tables),  # noqa: S608 - no name comes from outside
    ]
    connection.ops.execute_sql_flush(["; ".join(statements)])
    Topic.objects.bulk_create(Topic(**topic) for topic in get_language().topics.default_topics)


TransactionTestCase._fixture_teardown = empty_tables  # type: ignore[attr-defined]
