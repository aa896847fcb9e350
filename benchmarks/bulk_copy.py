"""Copy rows into tables by COPY, without triggers, and rebuild the indexes at the end."""

import json
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

from django.db import connection, models
from django.db.backends.utils import CursorWrapper
from django.utils import timezone
from psycopg import sql


class CopyTable:
    """The rows of one model that wait to be copied; columns that are not named take the field's default."""

    def __init__(self, model: type[models.Model], *columns: str) -> None:
        options = model._meta  # noqa: SLF001 - public API of Django despite its name
        defaulted = [
            field for field in options.concrete_fields if field.column not in columns and _requires_value(field)
        ]
        names = [*columns, *(field.column for field in defaulted)]
        self.name = options.db_table
        self.row_count = 0
        self._constants = tuple(map(_default_value, defaulted))
        self._rows: list[tuple[Any, ...]] = []
        self._copy = sql.SQL("COPY {} ({}) FROM STDIN").format(
            sql.Identifier(self.name), sql.SQL(", ").join([sql.Identifier(name) for name in names if name])
        )

    def add(self, *values: object) -> None:
        """Add one row, with the values in the order of the columns."""
        self._rows.append(values + self._constants)

    def take_rows(self) -> Callable[[CursorWrapper], None]:
        """Return a function that copies the waiting rows, for another thread to call while more are added."""
        rows, self._rows = self._rows, []
        self.row_count += len(rows)

        def copy_rows(cursor: CursorWrapper) -> None:
            with cursor.copy(self._copy) as copy:
                for row in rows:
                    copy.write_row(row)

        return copy_rows


class Copier:
    """Copies waiting rows in a thread while the next ones are generated; call `wait` before any other query."""

    def __init__(self, cursor: CursorWrapper, tables: list[CopyTable]) -> None:
        self.cursor, self.tables = cursor, tables
        self._thread = ThreadPoolExecutor(1)
        self._running_copy: Future[None] = Future()
        self._running_copy.set_result(None)

    def flush(self) -> int:
        """Start to copy the waiting rows once the previous ones are copied; return the number of rows so far."""
        self._running_copy.result()
        self._running_copy = self._thread.submit(self._copy_tables, [table.take_rows() for table in self.tables])
        return sum(table.row_count for table in self.tables)

    def _copy_tables(self, copiers: list[Callable[[CursorWrapper], None]]) -> None:
        for copy_rows in copiers:
            copy_rows(self.cursor)

    def wait(self) -> None:
        """Wait until all rows are copied."""
        self._thread.shutdown()
        self._running_copy.result()


def _requires_value(field: "models.Field[Any, Any]") -> bool:
    """Whether the field needs a value in the COPY because PostgreSQL sets none."""
    return not (field.generated or field.primary_key or field.has_db_default())


def _default_value(field: "models.Field[Any, Any]") -> object:
    if getattr(field, "auto_now_add", False):
        return timezone.now()
    value = field.get_default()
    if isinstance(field, models.JSONField):
        return json.dumps(value)
    return "{}" if isinstance(value, list) else value


@contextmanager
def bulk_copy(tables: Iterable[CopyTable], *, enabled_trigger: str) -> Iterator[CursorWrapper]:
    """Yield a cursor that skips foreign keys and all triggers except `enabled_trigger`, with plain indexes dropped.

    The indexes are rebuilt afterwards, which is faster than updating them row by row. Identity columns continue
    after the highest loaded id.
    """
    names = [table.name for table in tables]
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE NONE")  # the owner of the tables, where the connection has the role of a desk
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("SET LOCAL statement_timeout = 0")
        cursor.execute("SET LOCAL maintenance_work_mem = '512MB'")
        _set_trigger(cursor, enabled_trigger, "ENABLE ALWAYS")
        indexes = _plain_indexes(cursor, names)
        for name, _ in indexes:
            cursor.execute(sql.SQL("DROP INDEX {}").format(sql.Identifier(name)))
        yield cursor
        for _, definition in indexes:
            cursor.execute(definition)
        for name in names:
            _restart_sequence(cursor, name)
        _set_trigger(cursor, enabled_trigger, "ENABLE")
        cursor.execute("SET LOCAL session_replication_role = DEFAULT")
        cursor.execute("RESET ROLE")


def _set_trigger(cursor: CursorWrapper, name: str, state: str) -> None:
    """Make a trigger fire for copied rows too, or set it back to normal."""
    cursor.execute(
        "SELECT tgname, tgrelid::regclass::text FROM pg_trigger WHERE starts_with(tgname, %s)", [f"pgtrigger_{name}"]
    )
    for trigger, table in cursor.fetchall():
        statement = sql.SQL("ALTER TABLE {} {} TRIGGER {}")
        cursor.execute(statement.format(sql.Identifier(table), sql.SQL(state), sql.Identifier(trigger)))


def analyze_tables() -> None:
    """Update the planner's statistics and the visibility map."""
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")
        cursor.execute("VACUUM (ANALYZE)")
        cursor.execute("RESET statement_timeout")


def _plain_indexes(cursor: CursorWrapper, tables: list[str]) -> list[tuple[str, str]]:
    cursor.execute(
        "SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index"
        " WHERE NOT indisunique AND indrelid::regclass::text = ANY(%s) ORDER BY 1",
        [tables],
    )
    return list(cursor.fetchall())


def _restart_sequence(cursor: CursorWrapper, table: str) -> None:
    identity = "SELECT column_name FROM information_schema.columns WHERE table_name = %s AND is_identity = 'YES'"
    cursor.execute(identity, [table])
    for (column,) in cursor.fetchall():
        cursor.execute(
            sql.SQL("SELECT setval(pg_get_serial_sequence({}, {}), max({})) FROM {}").format(
                sql.Literal(table), sql.Literal(column), sql.Identifier(column), sql.Identifier(table)
            )
        )
