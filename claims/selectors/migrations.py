"""The migrations of the database: whether it has the tables that this release needs, and which shape they have."""

from functools import lru_cache

from django.db import connection
from django.db.migrations.loader import MigrationLoader

SELECT_APPLIED = """
    SELECT count(*) FROM (
        SELECT FROM django_migrations WHERE (app, name) IN (SELECT * FROM unnest(%s::text[], %s::text[])) LIMIT 1000
    ) capped
"""


@lru_cache
def list_newest_migrations() -> list[tuple[str, str]]:
    """Return the newest migrations of this release: app and name. Each needs all those before it."""
    return sorted(MigrationLoader(None).graph.leaf_nodes())


def is_database_migrated() -> bool:
    """Return whether the newest migrations of this release have been applied."""
    newest = list_newest_migrations()
    with connection.cursor() as cursor:
        cursor.execute(SELECT_APPLIED, [list(column) for column in zip(*newest, strict=True)])
        return bool(cursor.fetchone() == (len(newest),))


def find_newest_migration() -> str:
    """Return the name of the newest migration of the desk, which names the shape of its tables."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT max(name) FROM django_migrations WHERE app = 'claims'")
        return str(cursor.fetchone()[0])
